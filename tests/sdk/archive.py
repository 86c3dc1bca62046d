"""The archive that the clients are driven against: served as `make run` serves it.

It holds the first story and three records of which nothing is known but what must be. What clients
write stays a draft, which none of them reads but the one that wrote it.
"""

from __future__ import annotations

import fcntl
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError

from tests.config.processes import ROOT, environment

PATIENCE = 60


class Template(NamedTuple):
    """The database that the copies are taken from, and a token that is good in all of them."""

    database: Path
    token: str


def make_template(folder: Path) -> Template:
    """Make the database that the copies are taken from, unless another process did so."""
    folder.mkdir(exist_ok=True)
    database, token = folder / "template.sqlite3", folder / "token"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not token.exists():
            token.write_text(_fill(folder, database), encoding="utf-8")
    return Template(database, token.read_text(encoding="utf-8"))


def _fill(folder: Path, database: Path) -> str:
    for command in (
        ["manage.py", "migrate", "--verbosity", "0"],
        ["manage.py", "load_seeds"],
        ["-m", "tests.sdk.fill"],
    ):
        ran = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=_environment(folder, database),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return ran.stdout.strip()


class Served(NamedTuple):
    """The addresses of an archive and of one that answers one cheap request an hour, and no dear
    one; and the token that is good in both.
    """

    address: str
    limited: str
    token: str


@contextmanager
def serve(template: Template, folder: Path, **settings: str) -> Iterator[str]:
    """Serve a copy of the template from `folder`, and give its address."""
    folder.mkdir()
    database = folder / "archive.sqlite3"
    shutil.copy(template.database, database)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws",
        "--port", str(port), "--workers", "1", "--blocking-threads", "2",
        "--workers-kill-timeout", "10", "config.serve:application",
    ]  # fmt: skip
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=_environment(folder, database) | {"ARCHIVE_SITE_URL": address} | settings,
            stdout=log,
            stderr=log,
        )
        try:
            _wait(process, f"{address}/readyz/", Path(log.name))
            yield address
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _environment(folder: Path, database: Path) -> dict[str, str]:
    return environment(
        ARCHIVE_VAR=str(folder),
        ARCHIVE_DB=str(database),
        DJANGO_SETTINGS_MODULE="config.settings",
        SECRET_KEY="of archives that live for a test, which must all know the token",
    )


def _wait(process: subprocess.Popen[bytes], probe: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(probe, timeout=PATIENCE).close()
        except (URLError, OSError):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"The server did not start:\n{log.read_text()}") from None
            time.sleep(0.05)
        else:
            return
