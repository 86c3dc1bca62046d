"""How a list is walked: along a column, or by relevance. A walk finds rows and makes cursors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Protocol

from django.db import connection

from api.cursors import BEFORE, FROM, UP_TO, Cursor
from api.reader.keys import Key, Order, Question
from api.reader.sql import parsed
from archive.search import Bounds, Node, Place, RankedRow

BACKWARDS = {BEFORE, UP_TO}
INCLUSIVE = {FROM, UP_TO}


class Walk(Protocol):
    """What pages are made of. Rows come in the direction that the cursor's side says.

    `digest` tells the list and its order from all others.
    """

    digest: str

    def rows(self, cursor: Cursor | None, limit: int) -> list[Key]:
        """Return the keys from the cursor on, or from the beginning."""

    def cursor(self, key: Key, side: str) -> Cursor:
        """Return the cursor that stands at a row."""


class ColumnWalk:
    """Along a column that is never null, and along the ids where it ties."""

    def __init__(self, question: Question, column: str, *, descending: bool, digest: str) -> None:
        self.question, self.column = question, column
        self.descending, self.digest = descending, digest
        self.field: Any = question.model._meta.get_field(column)

    def rows(self, cursor: Cursor | None, limit: int) -> list[Key]:
        """Return the keys from the cursor on, or from the beginning."""
        backwards = cursor is not None and cursor.side in BACKWARDS
        order = Order(self.column, self.descending != backwards)
        if cursor is not None:
            value = self.field.get_db_prep_value(self.field.to_python(cursor.key), connection)
            order = replace(order, beyond=(value, cursor.id), inclusive=cursor.side in INCLUSIVE)
        return self.question.keys(order, limit)

    def cursor(self, key: Key, side: str) -> Cursor:
        """Return the cursor that stands at a row."""
        return Cursor(side, _to_text(key[0], self.field), key[1], self.digest)


class RankWalk:
    """By relevance, the best match first, through the records of the moment when it began."""

    def __init__(self, question: Question, name: str, node: Node, *, digest: str) -> None:
        self.walk = question.by_rank(name, node)
        self.digest = digest
        self.bounds = Bounds(0, 0)

    def rows(self, cursor: Cursor | None, limit: int) -> list[Key]:
        """Return the keys from the cursor on, or from the beginning."""
        if cursor is None:
            found, self.bounds = self.walk.first(limit)
        else:
            place = _place(cursor)
            self.bounds = place.bounds
            found = self.walk.beyond(
                place,
                limit,
                backwards=cursor.side in BACKWARDS,
                inclusive=cursor.side in INCLUSIVE,
            )
        return [(row.score, row.id) for row in found]

    def cursor(self, key: Key, side: str) -> Cursor:
        """Return the cursor that stands at a row; its key holds the bounds of the walk as well."""
        score = "" if key[0] is None else repr(key[0])
        text = f"{self.bounds.ceiling}:{self.bounds.floor}:{score}"
        return Cursor(side, text, key[1], self.digest)


def _place(cursor: Cursor) -> Place:
    ceiling, floor, score = cursor.key.split(":")
    row = RankedRow(cursor.id, float(score) if score else None)
    return Place(Bounds(int(ceiling), int(floor)), row)


def _to_text(value: Any, field: Any) -> str:
    parse = parsed(field)
    value = parse(value) if parse else value
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
