"""The database behind the limit: one connection for each thread, and rows by their owners."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable
from typing import Any

import orjson

_local = threading.local()

Row = tuple[Any, ...]


def _connect(path: str) -> sqlite3.Connection:
    """Return a read-only connection, tuned as the archive's own."""
    connection = sqlite3.connect(
        f"file:{path}?mode=ro", uri=True, isolation_level=None, cached_statements=512
    )
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = 2")
    return connection


class Store:
    """Reads through a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.all_of = connection.execute
        self.shares: dict[str, dict[str, int]] = {}

    @classmethod
    def of_thread(cls) -> Store:
        """Return the store of the running thread."""
        store: Store | None = getattr(_local, "store", None)
        if store is None:
            store = _local.store = cls(_connect(os.environ["BENCH_DB"]))
        return store

    def rows(self, sql: str, *parameters: Any) -> list[Row]:
        return self._connection.execute(sql, parameters).fetchall()

    def by_owner(self, sql: str, keys: Iterable[int]) -> dict[int, list[Row]]:
        """Return the rows of many owners by their first column; `?` is the owners' keys."""
        found: dict[int, list[Row]] = {}
        for row in self._connection.execute(sql, (orjson.dumps(list(keys)).decode(),)):
            members = found.get(row[0])
            if members is None:
                found[row[0]] = [row]
            else:
                members.append(row)
        return found

    def count_by(self, table: str, column: str) -> dict[str, int]:
        """Return how many public rows each value has: read once, as a planner's statistics are."""
        key = f"{table}.{column}"
        if key not in self.shares:
            self.shares[key] = dict(
                self.rows(
                    f"SELECT {column}, count(*) FROM {table} WHERE is_public = 1 GROUP BY {column}"
                )
            )
        return self.shares[key]
