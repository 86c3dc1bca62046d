"""Searches as conditions: of a queryset of Django's, or of SQL written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, Expression, F

from archive.search.documents import DOCUMENTS
from archive.search.engines import engine_of
from archive.search.matches import Matches
from archive.search.query import Node


def matching(kind: str, node: Node, using: str = "default") -> Matches:
    """Return the matches of a query among one kind of record, as pieces of SQL."""
    return engine_of(using).matches(DOCUMENTS[kind], node)


class Matching(Expression):
    """That a record's document matches a query: `objects.filter(Matching("article", node))`.

    `id` names the column that holds the record's id, from where the queryset stands. The matches
    are found once, whatever else the queryset asks.
    """

    conditional = True

    def __init__(self, kind: str, node: Node, id: str = "pk") -> None:  # noqa: A002
        super().__init__(output_field=BooleanField())
        self.kind, self.node = kind, node
        self.id: Any = F(id)

    def get_source_expressions(self) -> list[Any]:
        return [self.id]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        (self.id,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        id_sql, id_parameters = compiler.compile(self.id)
        condition = engine_of(connection.alias).condition
        sql, parameters = condition(DOCUMENTS[self.kind], self.node, id_sql)
        return sql, [*id_parameters, *parameters]
