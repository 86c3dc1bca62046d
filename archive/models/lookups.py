"""Lookups and functions that Django lacks: any of some terms, the beginning of a title."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func, Lookup
from django.db.models.sql.compiler import SQLCompiler


class AnyOf(Lookup[Any]):
    """`contexts__any_of=["military", "economic"]`: the list holds at least one of these terms."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Return the condition in SQLite's words."""
        column, params = self.process_lhs(compiler, connection)
        marks = ", ".join(["%s"] * len(self.rhs))
        terms = f"SELECT 1 FROM json_each({column}) WHERE value IN ({marks})"  # noqa: S608 -- placeholders only
        return f"EXISTS ({terms})", [*params, *self.rhs]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Return the condition in PostgreSQL's words."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} ?| %s::text[]", [*params, list(self.rhs)]


class TitleHead(Func):
    """The first 200 characters of a text: what an index of titles holds, which may be long.

    The length stands in the SQL itself: SQLite uses an index of an expression only for the very
    expression, and a bound parameter is none.
    """

    LENGTH = 200
    template = "SUBSTR(%(expressions)s, 1, 200)"
    output_field = CharField()
