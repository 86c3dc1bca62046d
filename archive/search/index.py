"""The indexes in the database: laid after migrations, kept by triggers, rebuilt and verified.

Before a migration of the archive the triggers and views are taken away (SQLite cannot remake a
table that a view or another table's trigger names, PostgreSQL cannot alter a column that a view
reads) and what was written meanwhile is made good after it. What each index was made by is kept in
`archive_search_state`, so that a new rule of folding rebuilds it by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps as installed
from django.db import DatabaseError, connections, transaction

from archive.migrating import keeps_rows
from archive.search.documents import DOCUMENTS, Documents
from archive.search.engines import Engine, engine_of

BATCH = 2_000  # documents

_STATE = (
    "CREATE TABLE IF NOT EXISTS archive_search_state "
    "(kind varchar(20) PRIMARY KEY, made_by varchar(64) NOT NULL)"
)


# Where all triggers were taken away for a migration that does not change rows.
_taken_for_a_while: set[str] = set()


def install(using: str = "default", **_: Any) -> None:
    """Lay what is missing of the indexes, their views and triggers, and make their content whole.

    Costs a look at the schema where everything is in place. Connected to `post_migrate`.
    """
    connection, engine = connections[using], engine_of(using)
    tables = set(connection.introspection.table_names())
    nothing_missed = using in _taken_for_a_while
    _taken_for_a_while.discard(using)
    if not all(feed.table in tables for d in DOCUMENTS.values() for feed in d.feeds):
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(_STATE)
        cursor.execute("SELECT kind, made_by FROM archive_search_state")
        made = dict(cursor.fetchall())
        stale = [d for d in DOCUMENTS.values() if made.get(d.kind) != _made_by(engine, d)]
        if stale:
            _run(cursor, engine.prelude())
        for documents in DOCUMENTS.values():
            anew = documents in stale
            if anew or missing(documents, using):
                _take_down(cursor, documents)
                if anew:
                    _run(cursor, engine.drop(documents))
                _run(cursor, engine.create(documents))
                for _table, statements in engine.triggers(documents).values():
                    _run(cursor, statements)
                if nothing_missed and not anew:
                    continue
                # Where nothing is held yet there is nothing to compare.
                whole = anew or not _any(cursor, documents.index)
                for _number in refill(documents, using) if whole else repair(documents, using):
                    pass
            if anew:
                cursor.execute("DELETE FROM archive_search_state WHERE kind = %s", [documents.kind])
                cursor.execute(
                    "INSERT INTO archive_search_state (kind, made_by) VALUES (%s, %s)",
                    [documents.kind, _made_by(engine, documents)],
                )


def before_migration(
    using: str = "default", plan: Any = (), apps: Any = installed, **_: Any
) -> None:
    """Take views and triggers away where tables of the archive are about to change.

    Connected to `pre_migrate`; `install` lays them again and makes good what was missed.
    """
    if any(migration.app_label == "archive" for migration, _backwards in plan):
        whole = not any(missing(documents, using) for documents in DOCUMENTS.values())
        if whole and keeps_rows(plan, apps, using):
            _taken_for_a_while.add(using)
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            for documents in DOCUMENTS.values():
                _take_down(cursor, documents)


@contextmanager
def suspended(using: str = "default") -> Iterator[None]:
    """Take the triggers away for a bulk load, and make the indexes whole after it.

    Worth it where rows are loaded by the hundred thousand; nobody should write meanwhile. Within a
    transaction that fails, its rollback puts everything back.
    """
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for documents in DOCUMENTS.values():
            _take_down(cursor, documents)
    try:
        yield
    except BaseException:
        if not connection.in_atomic_block:
            install(using)
        raise
    install(using)


def rebuild(documents: Documents, using: str = "default") -> Iterator[int]:
    """Write every document of a kind anew, a batch in a transaction; yields how many were, so far.

    The index stays whole meanwhile, for those who read and those who write.
    """
    yield from refill(documents, using)
    _forget(documents, left_over(documents, using), using)


def rebuild_from_scratch(documents: Documents, using: str = "default") -> Iterator[int]:
    """Make an index of a kind anew in one transaction; for one that is broken.

    Readers see the old index until the end (SQLite) or wait (PostgreSQL); writers wait.
    """
    engine = engine_of(using)
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        _take_down(cursor, documents)
        _run(cursor, engine.drop(documents))
        _run(cursor, engine.prelude())
        _run(cursor, engine.create(documents))
        for _table, statements in engine.triggers(documents).values():
            _run(cursor, statements)
        yield from refill(documents, using)


def refill(documents: Documents, using: str = "default") -> Iterator[int]:
    """Write the document of every record, batch by batch; yields how many were written so far."""
    statements = engine_of(using).renew_range(documents)
    done = 0
    for first, last, count in _batches(documents, using):
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, [first, last])
        done += count
        yield done


def repair(documents: Documents, using: str = "default") -> Iterator[int]:
    """Write the documents anew that are not what they should be; yields their ids."""
    engine = engine_of(using)
    faulty_sql, statements = engine.faulty(documents), engine.renew_range(documents)
    for first, last, count in _batches(documents, using):
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(faulty_sql, [first, last])
            ids = [row[0] for row in cursor.fetchall()]
            many = len(ids) > count // 10
            for one, other in [(first, last)] if many else zip(ids, ids, strict=True):
                for statement in statements:
                    cursor.execute(statement, [one, other])
        yield from ids
    orphans = list(left_over(documents, using))
    _forget(documents, orphans, using)
    yield from orphans


def faulty(documents: Documents, using: str = "default") -> Iterator[int]:
    """Yield the ids of the records whose document is missing or not what it should be."""
    statement = engine_of(using).faulty(documents)
    for first, last, _count in _batches(documents, using):
        with connections[using].cursor() as cursor:
            cursor.execute(statement, [first, last])
            yield from (row[0] for row in cursor.fetchall())


def left_over(documents: Documents, using: str = "default") -> Iterator[int]:
    """Yield the ids of the documents whose record is gone."""
    with connections[using].cursor() as cursor:
        cursor.execute(engine_of(using).left_over(documents))
        yield from (row[0] for row in cursor.fetchall())


def broken(documents: Documents, using: str = "default") -> str | None:
    """Return what the engine says of an index that does not hold what it was given, or None."""
    statement = engine_of(using).check(documents)
    if statement is None:
        return None
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return str(error)
    return None


def missing(documents: Documents, using: str = "default") -> list[str]:
    """Return the names of the tables, views and triggers of an index that are not there."""
    names = {documents.index, documents.view, *engine_of(using).triggers(documents)}
    with connections[using].cursor() as cursor:
        cursor.execute(_NAMES[connections[using].vendor])
        return sorted(names - {row[0] for row in cursor.fetchall()})


_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master",
    "postgresql": "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'v') "
    "AND pg_table_is_visible(c.oid) UNION ALL "
    "SELECT t.tgname FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'",
}


_TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c "
    "ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)",
}


def _made_by(engine: Engine, documents: Documents) -> str:
    """Return a short text that changes with anything that an index is made by."""
    statements = [*engine.prelude(), *engine.create(documents)]
    for _table, trigger in engine.triggers(documents).values():
        statements += trigger
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()


def _take_down(cursor: Any, documents: Documents) -> None:
    """Take the triggers and the view of an index away, those too that an older version laid."""
    vendor = connections[cursor.db.alias].vendor
    cursor.execute(_TRIGGERS[vendor])
    for name, table in cursor.fetchall():
        if name.startswith(f"{documents.index}_by_"):
            on_table = f" ON {table}" if vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on_table}")
    cursor.execute(f"DROP VIEW IF EXISTS {documents.view}")


def _any(cursor: Any, table: str) -> bool:
    cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
    return cursor.fetchone() is not None


def _forget(documents: Documents, ids: Iterable[int], using: str) -> None:
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for document_id in list(ids):
            cursor.execute(engine_of(using).forget(documents), [document_id])


def _batches(documents: Documents, using: str) -> Iterator[tuple[int, int, int]]:
    """Yield the first and the last id of each batch of records, and how many it holds."""
    last = None
    while True:
        with connections[using].cursor() as cursor:
            cursor.execute(
                f"SELECT MIN(b.id), MAX(b.id), COUNT(*) FROM (SELECT id FROM {documents.table} "
                + ("WHERE id > %s " if last is not None else "")
                + f"ORDER BY id LIMIT {BATCH}) b",
                [last] if last is not None else [],
            )
            first, last, count = cursor.fetchone()
        if not count:
            return
        yield first, last, count


def _run(cursor: Any, statements: list[str]) -> None:
    for statement in statements:
        cursor.execute(statement)
