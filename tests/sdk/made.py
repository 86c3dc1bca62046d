"""A client that was made: generated from a document, ready to be checked and driven."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.sdk.clients import HERE, SCHEMA, WORK, Client
from tests.sdk.older import older

MINUTES = 10


class Made(NamedTuple):
    """A client and the folder that it lies in."""

    client: Client
    folder: Path
    schema: Path

    def run(self, step: str, **settings: str) -> str:
        """Run the commands of a step and return what they print; fails the test with all of it."""
        path = [WORK / "venv" / "bin", WORK / "node_modules" / ".bin", os.environ["PATH"]]
        environment = os.environ | settings | {"PATH": ":".join(map(str, path))}
        printed = ""
        for command in self.client.commands(step, self.schema):
            ran = subprocess.run(
                command,
                cwd=self.folder,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=MINUTES * 60,
            )
            if ran.returncode:
                said = f"{ran.stdout}\n{ran.stderr}".strip()
                pytest.fail(f"{self.folder}: {' '.join(command)}\n{said[-4000:]}", pytrace=False)
            printed += ran.stdout
        return printed


def make(client: Client, *, before: bool = False) -> Made:
    """Generate a client, once; `before` the archive grew. Skips the test where a tool is not."""
    if missing := client.missing():
        reason = f"missing: apt-get install {' '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return _make(client, before=before)


@cache
def _make(client: Client, *, before: bool) -> Made:
    schema, folder = SCHEMA, WORK / client.name
    if before:
        schema, folder = WORK / "older.yaml", WORK / "older" / client.name
        schema.write_bytes(older(SCHEMA.read_bytes()))
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / client.name, folder)
    made = Made(client, folder, schema)
    made.run("generate")
    return made
