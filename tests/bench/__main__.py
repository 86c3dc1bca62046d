"""`python -m tests.bench`: make the archive once, start the servers, measure, print a table."""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from tests.bench import report, servers, special
from tests.bench.datasette_queries import QUERIES
from tests.bench.measure import Result, run
from tests.bench.picks import Picks
from tests.bench.workloads import workloads


def main() -> None:
    options = _options()
    # A terminated benchmark takes its servers with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    database: Path = options.db.resolve()
    if not database.exists():
        _make(database, options.incidents)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        picks = Picks.of(connection)
    results = []
    with ExitStack() as stack:
        running = {
            "limit": stack.enter_context(servers.limit(database)),
            "ours": stack.enter_context(servers.ours(database)),
        }
        if not options.no_datasette:
            running["datasette"] = stack.enter_context(servers.datasette(database, QUERIES))
        for name, measure in _work(running, picks, database, options):
            if options.only and not any(name.startswith(each) for each in options.only):
                continue
            found = measure()
            for result in found if isinstance(found, list) else [found]:
                results.append(result)
                _say(result)
    if not options.only or "throughput" in options.only:
        results.append(special.rates(database, options.seconds))
        _say(results[-1])
    print(report.as_json(results, picks.incidents) if options.json else report.table(results))


def _work(
    running: dict[str, servers.Server], picks: Picks, database: Path, options: argparse.Namespace
) -> Iterator[tuple[str, Callable[[], Result | list[Result]]]]:
    for workload in workloads(picks, database.stem):
        yield workload.name, partial(run, workload, running, options.rounds)
    yield "deep", lambda: special.deep_page(running, picks, options.rounds)
    yield "count", lambda: special.bounded_count(running, options.rounds)
    yield "export", lambda: special.exports(running, picks, options.rounds)
    yield "304", lambda: special.not_modified(running, picks, options.rounds)


def _say(result: Result) -> None:
    """Tell of a workload as soon as it is measured: the whole takes some minutes."""
    figures = [f"{name} {clock:.2f} ms" for name, clock in result.milliseconds.items()]
    skipped = [f"{name} skipped: {why}" for name, why in result.skipped.items()]
    told = "; ".join([*figures, *result.notes, *skipped])
    print(f"{result.workload.name}: {told}", file=sys.stderr)


def _make(database: Path, incidents: int) -> None:
    """Make the archive that is measured."""
    environment = os.environ | {"ARCHIVE_DB": str(database), "DATABASE_URL": ""}
    for command in (["migrate", "--verbosity=0"], ["make_archive", f"--incidents={incidents}"]):
        manage = [sys.executable, "manage.py", *command]
        subprocess.run(manage, cwd=servers.ROOT, env=environment, check=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=", description=__doc__)
    parser.add_argument(
        "--db",
        type=Path,
        default=Path(os.environ.get("BENCH_DB", servers.VAR / "bench.sqlite3")),
        help="The SQLite file to measure; made first where it is not there (BENCH_DB).",
    )
    parser.add_argument("--incidents", type=int, default=1_000_000, help="Of an archive to make.")
    parser.add_argument("--rounds", type=int, default=3, help="How often the servers take turns.")
    parser.add_argument("--seconds", type=float, default=5.0, help="Of each throughput run.")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="Only workloads so named.")
    parser.add_argument("--json", action="store_true", help="Print JSON instead of a table.")
    parser.add_argument("--no-datasette", action="store_true", help="Leave Datasette out.")
    return parser.parse_args()


if __name__ == "__main__":
    main()
