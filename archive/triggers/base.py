"""A trigger, written once for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Statement = str | Mapping[str, str]  # the same SQL for both, or SQL by the vendor's name


@dataclass(frozen=True, slots=True)
class Trigger:
    """What the database does by itself when rows of a table change.

    `event` is as in SQL: `AFTER UPDATE OF a, b`; `when` a condition over OLD and NEW without
    subqueries (PostgreSQL takes none); `do` the statements, which see OLD and NEW as well.
    """

    name: str
    table: str
    event: str
    do: tuple[Statement, ...]
    when: str = ""

    def sql(self, vendor: str) -> list[str]:
        """Return the statements that lay the trigger anew."""
        return _LAY[vendor](self)

    def drop_sql(self, vendor: str) -> str:
        """Return the statement that takes the trigger away, where it is there."""
        on_table = f" ON {self.table}" if vendor == "postgresql" else ""
        return f"DROP TRIGGER IF EXISTS {self.name}{on_table}"

    def body(self, vendor: str) -> str:
        """Return the statements of the trigger, each with its semicolon."""
        chosen = (s if isinstance(s, str) else s[vendor] for s in self.do)
        return " ".join(f"{statement};" for statement in chosen)


def differs(*columns: str) -> str:
    """Return the condition that an update changes one of these columns."""
    return " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)


def _sqlite(trigger: Trigger) -> list[str]:
    when = f"WHEN {trigger.when} " if trigger.when else ""
    return [
        trigger.drop_sql("sqlite"),
        f"CREATE TRIGGER {trigger.name} {trigger.event} ON {trigger.table} FOR EACH ROW "
        f"{when}BEGIN {trigger.body('sqlite')} END",
    ]


def _postgresql(trigger: Trigger) -> list[str]:
    when = f"WHEN ({trigger.when}) " if trigger.when else ""
    row = "OLD" if "DELETE" in trigger.event else "NEW"
    return [
        f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {trigger.body('postgresql')} RETURN {row}; END $$",
        trigger.drop_sql("postgresql"),
        f"CREATE TRIGGER {trigger.name} {trigger.event} ON {trigger.table} FOR EACH ROW "
        f"{when}EXECUTE FUNCTION {trigger.name}()",
    ]


_LAY = {"sqlite": _sqlite, "postgresql": _postgresql}
