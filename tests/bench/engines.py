"""`python -m tests.bench.engines`: the same questions, over HTTP, on SQLite and on PostgreSQL.

The server is the one that DATABASE_URL names; `.ci/with-postgres` starts a throw-away one. Archives
that are not there are made first, the same rows in both. Both must give the same answers.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from tests.bench import servers
from tests.bench.measure import Result, run
from tests.bench.picks import Picks
from tests.bench.workloads import API, Workload, workloads

SQLITE, POSTGRESQL = "limit", "ours"  # the names under which the two take turns


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = _options()
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit("DATABASE_URL names no PostgreSQL server: .ci/with-postgres starts one.")
    database: Path = options.db.resolve()
    if not database.exists():
        _make({"ARCHIVE_DB": str(database), "DATABASE_URL": ""}, options.incidents)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        picks = Picks.of(connection)
        incidents = connection.execute("SELECT count(*) FROM archive_incident").fetchone()[0]
    _prepare(url, incidents)
    with ExitStack() as stack:
        ours = servers.ours(database)
        running = {
            SQLITE: stack.enter_context(replace(ours, name="sqlite")),
            POSTGRESQL: stack.enter_context(_on_postgresql(ours, url)),
        }
        results = []
        for workload in _asked(picks):
            if not options.only or workload.name.startswith(tuple(options.only)):
                results.append(_best(workload, running, options.rounds))
                _say(results[-1])
        rates = {} if options.only else _exports(running, picks, options.rounds)
    print(_table(results, rates))


@dataclass
class _OnPostgresql(servers.Server):
    """The archive on PostgreSQL: what its server uses of the processor counts as well."""

    postmaster: int | None = None

    def processor(self) -> float:
        family = [] if self.postmaster is None else servers.family(self.postmaster)
        return super().processor() + sum(map(servers.seconds, family))


def _on_postgresql(ours: servers.Server, url: str) -> servers.Server:
    environment = {**ours.environment, "ARCHIVE_DB": "", "DATABASE_URL": url}
    with psycopg.connect(url) as connection:
        local = (connection.info.host or "/").startswith("/")
        status = Path(f"/proc/{connection.info.backend_pid}/status")
        postmaster = None
        if local and status.exists():
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
            postmaster = int(lines["PPid"])
    return _OnPostgresql("postgresql", ours.command, environment, ours.probe, postmaster=postmaster)


def _asked(picks: Picks) -> Iterator[Workload]:
    """Yield the workloads, with the same requests for both.

    Each engine ranks what is found in its own way.
    """
    for workload in workloads(picks, ""):
        ranked = workload.name.startswith("search")
        yield replace(workload, limit=workload.ours, ids=None if ranked else workload.ids)


def _best(workload: Workload, running: Mapping[str, servers.Server], rounds: int) -> Result:
    """Time a workload; of its rounds the best counts, since others may use the machine."""
    result = Result(workload)
    for number in range(rounds):
        found = run(workload, running, 1, checked=number == 0)
        for kept, new in (
            (result.milliseconds, found.milliseconds),
            (result.processor, found.processor),
        ):
            kept.update({name: min(kept.get(name, figure), figure) for name, figure in new.items()})
    return result


def _exports(
    running: Mapping[str, servers.Server], picks: Picks, rounds: int
) -> dict[str, dict[str, float]]:
    """Return the rows per second of exports, the best of the rounds, by format and server."""
    rates: dict[str, dict[str, float]] = {}
    for kind in ("csv", "ndjson"):
        path = f"{API}/incidents/export/?event_type={picks.tenth}&format={kind}"
        rates[kind] = dict.fromkeys(running, 0.0)
        for _ in range(rounds):
            for name, server in running.items():
                began = time.perf_counter()
                lines = sum(chunk.count(b"\n") for chunk in server.connection.stream(path))
                rate = lines / (time.perf_counter() - began)
                rates[kind][name] = max(rates[kind][name], rate)
    return rates


def _table(results: Sequence[Result], rates: Mapping[str, Mapping[str, float]]) -> str:
    lines = [
        "| request (ms, one client) | SQLite | PostgreSQL | PostgreSQL / SQLite "
        "| processor: SQLite | processor: PostgreSQL |",
        "|---|---|---|---|---|---|",
    ]
    for result in results:
        clock, processor = result.milliseconds, result.processor
        figures = [clock[SQLITE], clock[POSTGRESQL], clock[POSTGRESQL] / clock[SQLITE]]
        figures += [processor[SQLITE], processor[POSTGRESQL]]
        cells = [result.workload.title, *(f"{figure:.2f}" for figure in figures)]
        lines.append(f"| {' | '.join(cells)} |")
    for kind, by_name in rates.items():
        one, other = by_name[SQLITE], by_name[POSTGRESQL]
        title = f"export of a tenth of the incidents as {kind}: rows per second"
        lines.append(f"| {title} | {one:,.0f} | {other:,.0f} | {other / one:.2f} | | |")
    return "\n".join(lines)


def _say(result: Result) -> None:
    clock = result.milliseconds
    told = f"SQLite {clock[SQLITE]:.2f} ms, PostgreSQL {clock[POSTGRESQL]:.2f} ms"
    print(f"{result.workload.name}: {told}", file=sys.stderr)


def _prepare(url: str, incidents: int) -> None:
    """Make the archive on PostgreSQL unless it is there; it must be as large as the other."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT to_regclass('archive_incident')").fetchone()
    if found == (None,):
        _make({"ARCHIVE_DB": "", "DATABASE_URL": url}, incidents)
    with psycopg.connect(url) as connection:
        counted = connection.execute("SELECT count(*) FROM archive_incident").fetchone()
    if counted != (incidents,):
        sys.exit(f"The archives differ: {incidents} incidents in SQLite, {counted} in PostgreSQL.")


def _make(database: Mapping[str, str], incidents: int) -> None:
    for command in (["migrate", "--verbosity=0"], ["make_archive", f"--incidents={incidents}"]):
        manage = [sys.executable, "manage.py", *command]
        subprocess.run(manage, cwd=servers.ROOT, env={**os.environ, **database}, check=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.engines", description=__doc__)
    parser.add_argument(
        "--db",
        type=Path,
        default=servers.VAR / "bench-engines.sqlite3",
        help="The SQLite file; made first where it is not there.",
    )
    parser.add_argument("--incidents", type=int, default=100_000, help="Of archives to make.")
    parser.add_argument("--rounds", type=int, default=3, help="How often the two take turns.")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="Only workloads so named.")
    return parser.parse_args()


if __name__ == "__main__":
    main()
