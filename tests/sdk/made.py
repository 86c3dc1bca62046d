"""A client that was made: generated from a document, ready to be checked and driven."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.sdk.clients import HERE, JAVA_PATH, ROOT, SCHEMA, WORK, Client, missing
from tests.sdk.older import older
from tests.sdk.shown import SECTIONS

MINUTES = 10

# It runs for seconds: what the compiler of its second stage costs it does not earn in that time.
JAVA_SETTINGS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


class Made(NamedTuple):
    """A client and the folder that it lies in."""

    client: Client
    folder: Path

    def check(self) -> str:
        """Check it as strictly as its language can, and return what the check prints."""
        return shell(self.client.check, self.folder)

    def drive(self, **settings: str) -> str:
        """Drive it through the scenario, and return what it found."""
        return shell(self.client.drive, self.folder, **settings)

    def ask(self, address: str) -> str:
        """Run the program that docs/clients.md shows, and return what it prints."""
        return shell(SECTIONS[self.client.shown].ask(self.folder, address), self.folder)


def shell(script: str, folder: Path, **settings: str) -> str:
    """Run a script with the generators at hand and return what it prints.

    Fails the test with all that it says where it fails.
    """
    path = [WORK / "venv" / "bin", WORK / "node_modules" / ".bin", os.environ["PATH"]]
    environment = {"PATH": ":".join(map(str, path)), "JAVA_TOOL_OPTIONS": JAVA_SETTINGS}
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script.replace("{java}", JAVA_PATH)],
        cwd=folder,
        env=os.environ | environment | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=MINUTES * 60,
    )
    if ran.returncode:
        said = f"{ran.stdout}\n{ran.stderr}".strip()
        pytest.fail(f"{folder}: {script}\n{said[-4000:]}", pytrace=False)
    return ran.stdout


def need(packages: tuple[tuple[str, str], ...]) -> None:
    """Skip the test where packages of Debian are not here, or fail it with SDKS_REQUIRED set."""
    if lacking := missing(packages):
        reason = f"missing: apt-get install {' '.join(lacking)}"
        if os.environ.get("SDKS_REQUIRED"):
            pytest.fail(reason)
        pytest.skip(reason)


def make(client: Client, *, before: bool = False) -> Made:
    """Generate a client, once, as docs/clients.md shows it; `before` the archive grew."""
    need(client.needs)
    return _make(client, before=before)


@cache
def _make(client: Client, *, before: bool) -> Made:
    folder = WORK / "older" / client.name if before else WORK / client.name
    shutil.rmtree(folder, ignore_errors=True)
    for each in {client.name.partition("_")[0], client.name}:  # what a language's clients share
        if (HERE / each).is_dir():
            shutil.copytree(HERE / each, folder, dirs_exist_ok=True)
    (folder / "tests").symlink_to(ROOT / "tests")
    if before:
        (folder / "docs").mkdir()
        (folder / "docs" / SCHEMA.name).write_bytes(older(SCHEMA.read_bytes()))
    else:
        (folder / "docs").symlink_to(ROOT / "docs")
    shell(SECTIONS[client.shown].makes, folder)
    return Made(client, folder)
