"""`q`: the full text of a record, asked in a small language of its own (docs/search.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from api.filters.base import Filter
from api.kinds import Kind, RefusedError
from archive import search
from archive.search import Node, QueryError
from archive.search.parser import MAX_LENGTH


class Words(Kind):
    """A query over one kind of record, or over all; its value is the query's tree.

    The schema can say of the language only what it is called: each kind has fields of its own.
    """

    def __init__(self, kinds: str | Iterable[str]) -> None:
        self.kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds)
        name = self.kinds[0] if len(self.kinds) == 1 else "search"
        self.schema = {
            "type": "string",
            "format": f"{name}-query",
            "minLength": 1,
            "maxLength": MAX_LENGTH,
        }

    def parse(self, text: str) -> Node:
        try:
            return search.parse(text, self.kinds)
        except QueryError as error:
            raise RefusedError(
                "not_a_query",
                f"{error.message} (Character {error.position + 1}.)",
                position=error.position,
            ) from None


def help_text(kinds: str | Iterable[str]) -> str:
    """Return what users are told of `q` over these kinds."""
    chosen = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    fields = dict.fromkeys(name for kind in chosen for name in search.FIELDS[kind])
    named = ", ".join(f"`{name}:`" for name in fields)
    return (
        'Words that all occur, in any case and with or without accents; `"a phrase"`; `-without`; '
        "`one OR other`; parentheses; `begin*`; a word or phrase in one field with "
        f"{named}. Without `ordering`, the best match comes first."
    )


class SearchFilter(Filter):
    """Records whose text matches a query."""

    blind = True  # the SQL of a query is told apart by `ConditionSql`, its parameters are values

    def __init__(self, kind: str, example: str) -> None:
        super().__init__(Words(kind), help_text(kind), example=example, column="pk")
        self.searched = kind

    def prepare(self, values: tuple[Any, ...], user: Any) -> tuple[Any, ...]:
        """Return the condition's SQL, its parameters."""
        (node,) = values
        sql, parameters = search.condition(self.searched, node)
        return (sql, *parameters)

    def condition(self, prepared: tuple[Any, ...]) -> Q:
        sql, *parameters = prepared
        return Q(search.Condition(sql, parameters))
