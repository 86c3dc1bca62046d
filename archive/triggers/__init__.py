"""Triggers: what the database itself keeps true, laid anew after every migration.

SQLite drops a table's triggers when Django remakes the table to alter it, so laying them once, in
a migration, would lose them in silence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps as installed
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from archive.migrating import keeps_rows
from archive.triggers.base import Trigger
from archive.triggers.derived import DERIVED, refill_sql
from archive.triggers.exact import EXACT
from archive.triggers.frozen import FROZEN
from archive.triggers.terms import TERM_TABLES

TRIGGERS: tuple[Trigger, ...] = (
    *FROZEN,
    *EXACT,
    *DERIVED,
    *(trigger for table in TERM_TABLES for trigger in table.triggers()),
)


# Where all triggers were taken away for a migration that does not change rows.
_taken_for_a_while: set[str] = set()

_RULE = "CREATE TABLE IF NOT EXISTS archive_derived_state (made_by varchar(64) PRIMARY KEY)"


def install(using: str = "default", **_: Any) -> None:
    """Lay every trigger anew, and the tables that only triggers write.

    Does nothing before the first migration. Called after each migration and each flush, so it also
    clears what a TRUNCATE left behind in the tables that are no models. Where a trigger was gone
    while rows may have changed, or derives by another rule than before, everything is derived anew.
    """
    connection = connections[using]
    nothing_missed = using in _taken_for_a_while
    _taken_for_a_while.discard(using)
    tables = set(connection.introspection.table_names())
    if not all(trigger.table in tables for trigger in TRIGGERS):
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for table in TERM_TABLES:
            known = table.table in tables
            for statement in table.create_sql():
                cursor.execute(statement)
            cursor.execute(f"SELECT 1 FROM {table.records} LIMIT 1")
            if not known or cursor.fetchone() is None:
                for statement in table.refill_sql(connection.vendor):
                    cursor.execute(statement)
        cursor.execute(_RULE)
        cursor.execute("SELECT made_by FROM archive_derived_state")
        rule = _rule(connection.vendor)
        laid = {trigger.name for trigger in TRIGGERS} <= _laid(connection)
        if cursor.fetchall() != [(rule,)]:
            cursor.execute("DELETE FROM archive_derived_state")
            cursor.execute("INSERT INTO archive_derived_state (made_by) VALUES (%s)", [rule])
            _derive(connection)
        elif not (laid or nothing_missed):
            _derive(connection)
        for trigger in TRIGGERS:
            for statement in trigger.sql(connection.vendor):
                cursor.execute(statement)


def before_migration(
    using: str = "default", plan: Any = (), apps: Any = installed, **_: Any
) -> None:
    """Take the triggers away where tables of the archive are about to change.

    SQLite cannot remake a table that the trigger of another one names. Connected to `pre_migrate`;
    `install` lays them again.
    """
    if any(migration.app_label == "archive" for migration, _backwards in plan):
        connection = connections[using]
        whole = {trigger.name for trigger in TRIGGERS} <= _laid(connection)
        if whole and keeps_rows(plan, apps, using):
            _taken_for_a_while.add(using)
        with transaction.atomic(using=using):
            _take_down(connection)


@contextmanager
def suspended(using: str = "default") -> Iterator[None]:
    """Take the triggers away for a bulk load, and afterwards derive at one stroke what they would.

    The caller writes within one transaction, or into an archive that nobody else uses.
    """
    _take_down(connections[using])
    try:
        yield
    finally:
        install(using)


def _rule(vendor: str) -> str:
    """Return a short text that changes with anything that is derived."""
    statements = refill_sql(vendor)
    for table in TERM_TABLES:
        statements += [*table.create_sql(), *table.refill_sql(vendor)]
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()


def _laid(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that are there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT tgname FROM pg_trigger"
        )
        return {name for (name,) in cursor.fetchall()}


def _take_down(connection: BaseDatabaseWrapper) -> None:
    laid = _laid(connection)
    with connection.cursor() as cursor:
        for trigger in TRIGGERS:
            if trigger.name in laid:
                cursor.execute(trigger.drop_sql(connection.vendor))


def _derive(connection: BaseDatabaseWrapper) -> None:
    """Derive everything anew that triggers derive."""
    with connection.cursor() as cursor:
        for table in TERM_TABLES:
            for statement in table.refill_sql(connection.vendor):
                cursor.execute(statement)
        for statement in refill_sql(connection.vendor):
            cursor.execute(statement)
