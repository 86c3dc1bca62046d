"""How each engine takes millions of rows: without indexes and foreign keys, which come afterwards.

What is taken away is read from the database itself, so that it comes back as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, Protocol

from django.core.management.color import no_style
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from archive.synthetic.rows import ROW_TYPES, RowType

TABLES = [row.model._meta.db_table for row in ROW_TYPES]


class Engine(Protocol):
    """What the load asks of an engine.

    `words_last`: words are indexed after columns, by whose indexes the records' parts are found.
    """

    words_last: bool

    def hurried(self) -> AbstractContextManager[None]:
        """Prefer speed to safety, for an archive that is made anew if it fails."""

    def bare(self) -> AbstractContextManager[None]:
        """Take indexes and foreign keys away; within one transaction."""

    def write(self, row: RowType, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows of one table."""

    def finish(self) -> None:
        """Do what is left once everything is committed: statistics above all."""


class Sqlite:
    """SQLite: `executemany` into tables without secondary indexes."""

    words_last = False

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    @contextmanager
    def hurried(self) -> Iterator[None]:
        if self._connection.in_atomic_block:  # the settings below cannot change within one
            yield
            return
        with self._connection.constraint_checks_disabled():
            before = {name: self._pragma(name) for name in ("synchronous", "journal_mode")}
            self._pragma("synchronous = OFF")
            # The journal of an empty database is empty; a write-ahead log would hold all of it.
            # Refused while somebody else has the database open.
            with suppress(OperationalError):
                self._pragma("journal_mode = DELETE")
            try:
                yield
            finally:
                for name, value in before.items():
                    self._pragma(f"{name} = {value}")

    def _pragma(self, text: str) -> Any:
        with self._connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {text}")
            row = cursor.fetchone()
        return row and row[0]

    @contextmanager
    def bare(self) -> Iterator[None]:
        with self._connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql, tbl_name FROM sqlite_master "
                "WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid"
            )
            indexes = [(name, sql) for name, sql, table in cursor.fetchall() if table in TABLES]
            for name, _ in indexes:
                cursor.execute(f'DROP INDEX "{name}"')
            yield
            for _, sql in indexes:
                cursor.execute(sql)

    def write(self, row: RowType, rows: Sequence[tuple[Any, ...]]) -> None:
        table, columns = _names(self._connection, row)
        places = ", ".join(["%s"] * len(row._fields))
        with self._connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608 -- our own names
                rows,
            )

    def finish(self) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        if not self._connection.in_atomic_block:
            self._pragma("wal_checkpoint(TRUNCATE)")


class Postgresql:
    """PostgreSQL: COPY into tables without secondary indexes and foreign keys."""

    words_last = True

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    @contextmanager
    def hurried(self) -> Iterator[None]:
        yield

    @contextmanager
    def bare(self) -> Iterator[None]:
        with self._connection.cursor() as cursor:
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            # Without the indexes that belong to a constraint; both end with what makes them anew.
            cursor.execute(
                "SELECT 'DROP INDEX ' || indexrelid::regclass, pg_get_indexdef(indexrelid) "
                "FROM pg_index JOIN pg_class t ON t.oid = indrelid "
                "WHERE t.relname = ANY(%s) "
                "AND t.relnamespace = current_schema()::regnamespace AND NOT EXISTS "
                "(SELECT FROM pg_constraint c WHERE c.conindid = indexrelid) ORDER BY indexrelid",
                [TABLES],
            )
            taken = cursor.fetchall()
            cursor.execute(
                "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),"
                " format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, "
                "pg_get_constraintdef(c.oid)) "
                "FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid "
                "WHERE contype = 'f' AND t.relname = ANY(%s) "
                "AND connamespace = current_schema()::regnamespace ORDER BY c.oid",
                [TABLES],
            )
            taken += cursor.fetchall()
            for drop, _ in taken:
                cursor.execute(drop)
            yield
            for _, restore in taken:
                cursor.execute(restore)
            # What is made of the rows afterwards is planned by how many there are.
            cursor.execute("ANALYZE")

    def write(self, row: RowType, rows: Sequence[tuple[Any, ...]]) -> None:
        table, columns = _names(self._connection, row)
        with self._connection.cursor() as wrapper:
            cursor: Any = wrapper.cursor
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for values in rows:
                    copy.write_row(values)

    def finish(self) -> None:
        reset = self._connection.ops.sequence_reset_sql(
            no_style(), [row.model for row in ROW_TYPES]
        )
        with self._connection.cursor() as cursor:
            for statement in reset:
                cursor.execute(statement)
            # The visibility map, which VACUUM makes, is what lets an index answer alone.
            cursor.execute("ANALYZE" if self._connection.in_atomic_block else "VACUUM ANALYZE")


_ENGINES: dict[str, Callable[[BaseDatabaseWrapper], Engine]] = {
    "sqlite": Sqlite,
    "postgresql": Postgresql,
}


def engine_of(connection: BaseDatabaseWrapper) -> Engine:
    """Return the engine behind a connection."""
    return _ENGINES[connection.vendor](connection)


def _names(connection: BaseDatabaseWrapper, row: RowType) -> tuple[str, str]:
    quote = connection.ops.quote_name
    return quote(row.model._meta.db_table), ", ".join(map(quote, row._fields))
