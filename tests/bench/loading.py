"""`python -m tests.bench.loading`: rows a second of `load gdelt2`, beside the bare inserts of them.

A file is made of a real one by repeating its rows under new numbers. The loader takes it into a
fresh archive; then the very rows that it wrote are inserted into another by sqlite3 alone, with the
same indexes, constraints and triggers, in the same order. The rounds take turns.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

SAMPLE = Path(__file__).parents[2].parent / "shared" / "samples/gdelt/20191024143000.export.CSV"
Batch = tuple[str, list[tuple[Any, ...]]]  # the INSERT and its rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--file", type=Path, default=SAMPLE, help="a file of GDELT 2.0 events")
    parser.add_argument("--if-there", action="store_true", help="A missing file is no failure.")
    options = parser.parse_args()
    if not options.file.exists():
        print(f"loading is not measured: no file {options.file}; name one with --file")
        sys.exit(0 if options.if_there else 1)
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), options)


def _measure(folder: Path, options: argparse.Namespace) -> None:
    database, template = folder / "archive.sqlite3", folder / "template.sqlite3"
    os.environ |= {"ARCHIVE_DB": str(database), "DJANGO_SETTINGS_MODULE": "config.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    connection.close()
    shutil.copy(database, template)
    path = folder / "events.export.CSV"
    _repeat(options.file, path, options.rows)
    figures: dict[str, list[float]] = {"loader": [], "bare": []}
    processor: dict[str, list[float]] = {"loader": [], "bare": []}
    written = 0
    for _ in range(options.rounds):
        connection.close()
        _renew(template, database)
        batches: list[Batch] = []
        for name, act in (("loader", _load), ("bare", _insert)):
            began, used = time.perf_counter(), time.process_time()
            batches = act(path, database, batches)
            figures[name].append(options.rows / (time.perf_counter() - began))
            processor[name].append(options.rows / (time.process_time() - used))
            if name == "loader":
                connection.close()
                _renew(template, database)
                written = sum(len(rows) for _, rows in batches)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{options.rows:,} rows of GDELT 2.0 make {written:,} rows of ours")
    for title, by_name in (("by the clock", figures), ("by the processor", processor)):
        loader, bare = median(by_name["loader"]), median(by_name["bare"])
        share = loader / bare
        print(f"{title}: load gdelt2 {loader:,.0f} a second, bare inserts {bare:,.0f}: {share:.2f}")
    print(f"peak memory of it all, the rows for the bare inserts included: {peak:,.0f} MB")


def _repeat(source: Path, target: Path, rows: int) -> None:
    """Write a file of so many rows: those of the source under numbers of their own."""
    lines = source.read_text(encoding="utf-8").splitlines()
    with target.open("w", encoding="utf-8") as file:
        for number in range(rows):
            rest = lines[number % len(lines)].partition("\t")[2]
            file.write(f"{1_000_000_000 + number}\t{rest}\n")


def _renew(template: Path, database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    shutil.copy(template, database)


def _load(path: Path, database: Path, batches: list[Batch]) -> list[Batch]:
    """Load the file; return the rows that were written, in order."""
    from archive.loaders import FORMATS, load
    from archive.loaders.bulk import Table

    flush = Table.flush

    def note(table: Table) -> int:
        if table.rows:
            batches.append((table._insert.replace("%s", "?"), table.rows))
        return flush(table)

    Table.flush = note  # type: ignore[assignment,method-assign]  # -- listened to, and put back
    try:
        outcome = load(FORMATS["gdelt2"], [path])
    finally:
        Table.flush = flush  # type: ignore[method-assign]  # -- listened to, and put back
    if outcome.problems:
        raise outcome.problems[0]
    return batches


def _insert(path: Path, database: Path, batches: list[Batch]) -> list[Batch]:
    """Insert the same rows with nothing but sqlite3."""
    from config.settings.database import SQLITE_OPTIONS

    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.executescript(SQLITE_OPTIONS["init_command"])
        connection.execute("BEGIN IMMEDIATE")
        for statement, rows in batches:
            connection.executemany(statement, rows)
        connection.execute("COMMIT")
    return batches


if __name__ == "__main__":
    main()
