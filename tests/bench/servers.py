"""The servers that are compared, each a process of its own on a free port."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.client import Connection

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("ARCHIVE_VAR", ROOT / "var"))
DATASETTE = "datasette==0.65.5"
_START_SECONDS = 60


@dataclass
class Server:
    """A server process. Use as a context manager; `connection` is the client's."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    probe: str
    port: int = field(default_factory=lambda: _free_port())  # noqa: PLW0108 -- it is defined below
    process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Server:
        command = [part.replace("{port}", str(self.port)) for part in self.command]
        environment = {
            name: value.replace("{port}", str(self.port))
            for name, value in self.environment.items()
        }
        log = (VAR / f"bench-{self.name}.log").open("wb")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log
        )
        self.connection = Connection(self.port)
        until = time.monotonic() + _START_SECONDS
        while True:
            try:
                answer = self.connection.get(self.probe)
            except OSError:
                self.connection.close()
                if self.process.poll() is not None or time.monotonic() > until:
                    self.__exit__()
                    raise RuntimeError(f"{self.name} did not start: see {log.name}") from None
                time.sleep(0.05)
                continue
            if answer.status != 200:
                self.__exit__()
                raise RuntimeError(f"{self.name} answers {self.probe} with {answer.status}.")
            return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.connection.close()
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def memory(self) -> float:
        """Return the memory that the server and its children hold now, in MB."""
        if self.process is None:
            return 0.0
        return sum(_resident(pid) for pid in family(self.process.pid))

    def processor(self) -> float:
        """Return the seconds of processor time that the server and its children have used."""
        if self.process is None:
            return 0.0
        return sum(seconds(pid) for pid in family(self.process.pid))


def ours(database: Path, *, workers: int = 1) -> Server:
    """The archive as `make run` serves it, but for the number of workers and kept counts."""
    return Server(
        "ours",
        _granian("config.serve:application", workers),
        {
            "ARCHIVE_DB": str(database),
            "ARCHIVE_SITE_URL": "http://127.0.0.1:{port}",
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            # The same few counts are asked for again and again: they are counted every time.
            "KEPT_COUNTS": "0",
        },
        "/readyz/",
    )


def limit(database: Path, *, workers: int = 1) -> Server:
    """What Python can do at all: SQL by hand, orjson, no framework, the same server."""
    return Server(
        "limit",
        _granian("tests.bench.limit:application", workers),
        {"BENCH_DB": str(database)},
        "/",
    )


def datasette(database: Path, queries: Mapping[str, str]) -> Server:
    """Datasette with a canned query for each workload."""
    metadata = VAR / "bench-datasette.json"
    metadata.write_text(
        json.dumps(
            {
                "databases": {
                    database.stem: {
                        "queries": {name: {"sql": sql} for name, sql in queries.items()}
                    }
                }
            }
        )
    )
    settings = {"sql_time_limit_ms": "60000", "max_returned_rows": "1000", "num_sql_threads": "3"}
    command = [
        str(_datasette_command()),
        "serve",
        str(database),
        "--host=127.0.0.1",
        "--port={port}",
        f"--metadata={metadata}",
        *(part for name, value in settings.items() for part in ("--setting", name, value)),
    ]
    return Server("datasette", command, {}, "/-/versions.json")


def _granian(application: str, workers: int) -> list[str]:
    # As in the Makefile.
    return [
        sys.executable,
        "-m",
        "granian",
        *("--interface", "wsgi", "--no-ws"),
        *("--host", "127.0.0.1", "--port", "{port}"),
        *("--workers", str(workers), "--blocking-threads", "2"),
        *("--workers-kill-timeout", "10"),
        application,
    ]


def _datasette_command() -> Path:
    """Return Datasette's command, installed beside the archive and not into it."""
    folder = VAR / "bench-venv"
    command = folder / "bin" / "datasette"
    if not command.exists():
        print(f"Installing {DATASETTE} into {folder} ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", DATASETTE]
        subprocess.run(pip, check=True)
    return command


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        return [pid]
    return [pid, *(each for child in children.read_text().split() for each in family(int(child)))]


def seconds(pid: int) -> float:
    # In nanoseconds for each thread, where `stat` counts in hundredths of a second.
    spent = 0
    for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with suppress(OSError):
            spent += int(task.read_text().split()[0])
    return spent / 1e9


def _resident(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024
