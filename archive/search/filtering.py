"""Searches as conditions: of a queryset of Django's, or of SQL written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Expression, F

from archive.search.documents import DOCUMENTS
from archive.search.engines import engine_of
from archive.search.matches import Matches
from archive.search.query import Node


def matching(kind: str, node: Node, using: str = "default") -> Matches:
    """Return the matches of a query among one kind of record, as pieces of SQL."""
    return engine_of(using).matches(DOCUMENTS[kind], node)


@dataclass(frozen=True, slots=True)
class ConditionSql:
    """The SQL of a condition on a record's id, which goes where `{id}` stands."""

    text: str


def condition(kind: str, node: Node, using: str = "default") -> tuple[ConditionSql, list[Any]]:
    """Return the condition that a record's document matches a query, and its parameters.

    Queries of the same form share one text; on SQLite all do.
    """
    sql, parameters = engine_of(using).condition(DOCUMENTS[kind], node, "{id}")
    return ConditionSql(sql), parameters


class Condition(Expression):
    """A condition of `condition()` in a queryset; `id` names the column that has the id."""

    conditional = True

    def __init__(self, sql: ConditionSql, parameters: Sequence[Any], id: str = "pk") -> None:  # noqa: A002 -- the name of a column, as Django's expressions have it
        super().__init__(output_field=BooleanField())
        self.sql, self.parameters = sql, tuple(parameters)
        self.id: Any = F(id)

    def get_source_expressions(self) -> list[Any]:
        return [self.id]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        (self.id,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        id_sql, id_parameters = compiler.compile(self.id)
        return self.sql.text.replace("{id}", id_sql), [*id_parameters, *self.parameters]


class Matching(Condition):
    """That a record matches a query: `Article.objects.filter(Matching("article", node))`.

    The matches are found once, whatever else the queryset asks.
    """

    def __init__(self, kind: str, node: Node, id: str = "pk", using: str = "default") -> None:  # noqa: A002 -- the name of a column, as Django's expressions have it
        super().__init__(*condition(kind, node, using), id)
