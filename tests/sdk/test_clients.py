"""Every client is generated, passes its language's strict check, and finds what all others find.

Each drives the archive by the same scenario in its own language (`tests/sdk/<client>/drive.*`)
and prints what it found as JSON; `expected.json` is what is there to find.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.sdk.archive import serve
from tests.sdk.clients import CLIENTS, HERE, WORK, Client
from tests.sdk.fill import RECORDS

EXPECTED = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
CHOSEN = [client for client in CLIENTS if client.quick or os.environ["SDKS"] == "all"]
MINUTES = 10

each_client = pytest.mark.parametrize("client", CHOSEN, ids=lambda client: client.name)


@each_client
def test_client_passes_the_strict_check_of_its_language(client: Client) -> None:
    _generate(client)

    _run(client, "check")


@each_client
def test_client_finds_what_every_client_finds(
    client: Client, template: Path, tmp_path: Path
) -> None:
    _generate(client)

    with serve(template, tmp_path / "archive") as address:
        printed = _run(client, "drive", ARCHIVE_URL=address, **RECORDS)

    assert json.loads(printed) == EXPECTED


def _generate(client: Client) -> None:
    """Generate a client, once; skips the test where something that it needs is missing."""
    if missing := client.missing():
        reason = f"missing: apt-get install {' '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    _generate_once(client)


@cache
def _generate_once(client: Client) -> None:
    shutil.rmtree(client.folder, ignore_errors=True)
    shutil.copytree(HERE / client.name, client.folder)
    _run(client, "generate")


def _run(client: Client, step: str, **settings: str) -> str:
    """Run the commands of a step and return what they print; fails the test with all of it."""
    path = [WORK / "venv" / "bin", WORK / "node_modules" / ".bin", os.environ["PATH"]]
    environment = os.environ | settings | {"PATH": ":".join(map(str, path))}
    printed = ""
    for command in client.commands(step):
        ran = subprocess.run(
            command,
            cwd=client.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=MINUTES * 60,
        )
        if ran.returncode:
            said = f"{ran.stdout}\n{ran.stderr}".strip()
            pytest.fail(f"{client.name}: {' '.join(command)}\n{said[-4000:]}", pytrace=False)
        printed += ran.stdout
    return printed
