"""Pages of matches by relevance, to the last one.

Relevance is bm25 on SQLite and ts_rank on PostgreSQL. Scoring costs by the match, and a common word
has matches by the hundred thousand: so the `RANKED` matches that were added last are ordered by
their score, and those before them follow in the order of their coding, latest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from archive.search.filtering import matching
from archive.search.matches import Matches
from archive.search.query import Node

RANKED = 10_000


@dataclass(frozen=True, slots=True)
class RankedRow:
    """The id of a match and its score, the higher the better; None where it was not scored."""

    id: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next page begins: after a row, among those that were there when the walk began.

    `ceiling` is the last id of the first page's moment, `floor` the lowest id that is scored.
    """

    ceiling: int
    floor: int
    row: RankedRow


def ranked(
    queryset: QuerySet[Any], kind: str, node: Node, *, limit: int, after: Place | None = None
) -> tuple[list[RankedRow], Place | None]:
    """Return the best `limit` matches in a queryset, best first, and where the next page begins.

    The queryset is of the kind's model and filters it; its order and what it selects count for
    nothing. The place is None where nothing follows. Records that are added during the walk are
    left out of it, so that they push none from one page to another.
    """
    try:
        walk = _Walk(queryset, matching(kind, node, queryset.db), queryset.db)
    except EmptyResultSet:
        return [], None
    if after is None:
        rows, after = walk.first(limit + 1)
    elif after.row.score is not None:
        rows = walk.scored(after, limit + 1)
    else:
        rows = []
    if len(rows) <= limit and after.floor > 0:
        rows += walk.unscored(after, limit + 1 - len(rows))
    page = rows[:limit]
    return page, Place(after.ceiling, after.floor, page[-1]) if len(rows) > limit else None


class _Walk:
    """The SQL of one search under one filter."""

    def __init__(self, queryset: QuerySet[Any], matches: Matches, using: str) -> None:
        self.using, self.matches = using, matches
        self.table = queryset.model._meta.db_table
        # Asked of each match by its key: as a set of ids it would be all the archive at once.
        key = RawSQL(matches.id, ())  # noqa: S611 -- the name of a column of ours
        kept = queryset.order_by().filter(pk=key).values("pk")
        kept_sql, kept_parameters = kept.query.get_compiler(using).as_sql()
        self.where = f"{matches.where} AND EXISTS ({kept_sql})"
        self.parameters = [*matches.parameters, *kept_parameters]

    def first(self, limit: int) -> tuple[list[RankedRow], Place]:
        """Return the best of the scored matches, and the place before them."""
        ((ceiling,),) = self._rows(f"SELECT MAX(id) FROM {self.table}", [])
        inner, parameters = self._scored(0, ceiling or 0)
        rows = self._rows(
            f"WITH m AS MATERIALIZED ({inner} ORDER BY {self.matches.id} DESC LIMIT %s) "
            "SELECT m.id, m.score, (SELECT MIN(id) FROM m), (SELECT COUNT(*) FROM m) "
            "FROM m ORDER BY m.score DESC, m.id DESC LIMIT %s",
            [*parameters, RANKED, limit],
        )
        floor = rows[0][2] if rows and rows[0][3] == RANKED else 0
        start = Place(ceiling or 0, floor, RankedRow(0, float("inf")))
        return [RankedRow(*row[:2]) for row in rows], start

    def scored(self, after: Place, limit: int) -> list[RankedRow]:
        """Return the scored matches after a row."""
        inner, parameters = self._scored(after.floor, after.ceiling)
        score = self._score_now(after.row)
        rows = self._rows(
            f"SELECT m.id, m.score FROM ({inner}) m "
            "WHERE m.score <= %s AND (m.score < %s OR m.id < %s) "
            "ORDER BY m.score DESC, m.id DESC LIMIT %s",
            [*parameters, score, score, after.row.id, limit],
        )
        return [RankedRow(*row) for row in rows]

    def _scored(self, floor: int, ceiling: int) -> tuple[str, list[Any]]:
        matches = self.matches
        return (
            f"SELECT {matches.id} AS id, {matches.score} AS score FROM {matches.source} "
            f"WHERE {self.where} AND {matches.id} BETWEEN %s AND %s",
            [*matches.score_parameters, *self.parameters, floor, ceiling],
        )

    def unscored(self, after: Place, limit: int) -> list[RankedRow]:
        """Return the matches below the floor, after a row where it is one of them."""
        key = self.matches.id
        below = after.floor if after.row.score is not None else after.row.id
        sql = (
            f"SELECT {key} FROM {self.matches.source} WHERE {self.where} AND {key} < %s "
            f"ORDER BY {key} DESC LIMIT %s"
        )
        return [
            RankedRow(row[0], None) for row in self._rows(sql, [*self.parameters, below, limit])
        ]

    def _score_now(self, row: RankedRow) -> float:
        """Return the score of the last row today: bm25 shifts a little with every new document."""
        matches = self.matches
        found = self._rows(
            f"SELECT {matches.score} FROM {matches.source} WHERE {matches.where} "
            f"AND {matches.id} = %s",
            [*matches.score_parameters, *matches.parameters, row.id],
        )
        return float(found[0][0] if found else row.score or 0)

    def _rows(self, sql: str, parameters: list[Any]) -> list[Any]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()  # type: ignore[no-any-return]
