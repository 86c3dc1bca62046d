"""What never changes, said in the database: triggers on SQLite and PostgreSQL.

A trigger holds on every path, raw SQL included. They are laid anew after each migration, because
SQLite drops a table's triggers when Django remakes the table to alter it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction


@dataclass(frozen=True, slots=True)
class Frozen:
    """A table of which rows, or the columns named, are never updated, or rows never deleted."""

    name: str
    table: str
    operation: str  # UPDATE or DELETE
    message: str
    columns: tuple[str, ...] = ()


FROZEN = (
    Frozen(
        "archive_revision_text_is_frozen",
        "archive_revision",
        "UPDATE",
        "The text of a revision never changes.",
        ("article_id", "number", "body", "sha256"),
    ),
    Frozen(
        "archive_change_is_not_updated",
        "archive_change",
        "UPDATE",
        "The log of changes is only ever added to.",
    ),
    Frozen(
        "archive_change_is_not_deleted",
        "archive_change",
        "DELETE",
        "The log of changes is only ever added to.",
    ),
)


def _sqlite(rule: Frozen) -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in rule.columns)
    return [
        f"DROP TRIGGER IF EXISTS {rule.name}",
        f"CREATE TRIGGER {rule.name} BEFORE {rule.operation} ON {rule.table} "
        f"{'WHEN ' + changed if changed else ''} "
        f"BEGIN SELECT RAISE(ABORT, '{rule.message}'); END",
    ]


def _postgresql(rule: Frozen) -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in rule.columns)
    # The code of a broken constraint, so that Django raises IntegrityError as on SQLite.
    return [
        f"CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{rule.message}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        f"DROP TRIGGER IF EXISTS {rule.name} ON {rule.table}",
        f"CREATE TRIGGER {rule.name} BEFORE {rule.operation} ON {rule.table} FOR EACH ROW "
        f"{'WHEN (' + changed + ')' if changed else ''} EXECUTE FUNCTION {rule.name}()",
    ]


_STATEMENTS = {"sqlite": _sqlite, "postgresql": _postgresql}


def install(using: str = "default", **_: Any) -> None:
    """Lay every trigger anew; does nothing to a table that is not there yet."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for rule in FROZEN:
            if rule.table in tables:
                for statement in _STATEMENTS[connection.vendor](rule):
                    cursor.execute(statement)
