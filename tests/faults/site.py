"""A site of its own: its processes, its folder, its database on either engine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

from tests.config.processes import ROOT, environment

PATIENCE = 60


class Site:
    """A database, and the processes that serve it; `url` is that of a PostgreSQL server, if any.

    The database is empty, or a copy of that of `template`, which nothing may use meanwhile.
    """

    def __init__(self, folder: Path, url: str = "", template: Site | None = None) -> None:
        self.folder = folder
        self.address = ""
        self._server: subprocess.Popen[bytes] | None = None
        self._database = f"faults_{uuid4().hex[:12]}" if url else ""
        self._url = url
        # Of its environment, beside where things are.
        self.settings = {"RATE_LIMIT_CLIENT": "off", "RATE_LIMIT_TOKEN": "off"}
        if url:
            like = f" TEMPLATE {template._database}" if template else ""
            self._admin(f"CREATE DATABASE {self._database}{like}")
        elif template:
            shutil.copy(template.file, self.file)

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file."""
        return not self._url

    @property
    def file(self) -> Path:
        """The file of a SQLite database."""
        return self.folder / "archive.sqlite3"

    @property
    def database_url(self) -> str:
        """The URL of a PostgreSQL database."""
        server, _, query = self._url.partition("?")
        return f"{server.rsplit('/', 1)[0]}/{self._database}?{query}"

    @property
    def pid(self) -> int:
        """The number of the server's first process."""
        assert self._server is not None
        return self._server.pid

    def shut_out(self) -> None:
        """Let nobody reach a PostgreSQL database, and end the connections that there are."""
        self._admin(f"ALTER DATABASE {self._database} ALLOW_CONNECTIONS false")
        self._admin(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "  # noqa: S608 -- our own name
            f"WHERE datname = '{self._database}'"
        )

    def let_in(self) -> None:
        """Let everybody reach it again."""
        self._admin(f"ALTER DATABASE {self._database} ALLOW_CONNECTIONS true")

    def environment(self) -> dict[str, str]:
        """Return the environment in which every process of the site runs."""
        settings = {
            "ARCHIVE_VAR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **self.settings,
        }
        if self.is_sqlite:
            settings["ARCHIVE_DB"] = str(self.file)
        else:
            settings["DATABASE_URL"] = self.database_url
        if self.address:
            settings["ARCHIVE_SITE_URL"] = self.address
        return environment(**settings)

    def python(self, *arguments: str) -> str:
        """Run Python to its end in the root of the project; return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"{arguments}: {done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        return done.stdout

    def start_python(self, *arguments: str, log: Path) -> subprocess.Popen[bytes]:
        """Start Python; what it prints goes to a file."""
        with log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self.environment(),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def start(self, workers: int = 2) -> None:
        """Serve, and wait until the site is ready."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self._server = self.start_python(
            "-m", "granian", "--interface", "wsgi", "--no-ws", "--port", str(port),
            "--workers", str(workers), "--blocking-threads", "4",
            "--respawn-failed-workers", "--workers-kill-timeout", "10", "config.serve:application",
            log=self.folder / "server.log",
        )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self._server.poll() is None:
            try:
                with urlopen(f"{self.address}/readyz/", timeout=5):
                    return
            except URLError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "server.log").read_text()[-4000:])

    def kill(self) -> None:
        """Kill every process of the server, as a power cut would."""
        if self._server is not None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait(PATIENCE)
            self._server = None

    def close(self) -> None:
        """End the server and drop the database."""
        self.kill()
        if self._url:
            self._admin(f"DROP DATABASE {self._database} WITH (FORCE)")

    def _admin(self, statement: str) -> None:
        code = (
            "import psycopg, sys; "
            "psycopg.connect(sys.argv[1], autocommit=True).execute(sys.argv[2])"
        )
        subprocess.run([sys.executable, "-c", code, self._url, statement], check=True)


@contextmanager
def site(folder: Path, url: str = "", template: Site | None = None) -> Iterator[Site]:
    """Make a site with an empty archive, or with that of `template`; not served yet."""
    made = Site(folder, url, template)
    try:
        if template is None:
            made.python("manage.py", "migrate", "--verbosity", "0")
        yield made
    finally:
        made.close()
