"""Pages of matches by relevance, to the last one, in both directions.

Relevance is bm25 on SQLite and ts_rank on PostgreSQL. Scoring costs by the match, and a common word
has matches by the hundred thousand: so the `RANKED` matches that were added last are ordered by
their score, and those before them follow in the order of their coding, latest first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
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

# A filter that leaves so few records is listed, rather than asked of each match, where matches are
# more than so many: looking a record up costs as much as listing one.
_LISTED, _MANY_MATCHES = 10_000, 2_000


@dataclass(frozen=True, slots=True)
class RankedRow:
    """The id of a match and its score, the higher the better; None where it was not scored."""

    id: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a walk goes through: ids up to `ceiling`, of which those from `floor` on are scored."""

    ceiling: int
    floor: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: at a row of a walk."""

    bounds: Bounds
    row: RankedRow


def ranked(
    queryset: QuerySet[Any], kind: str, node: Node, *, limit: int, after: Place | None = None
) -> tuple[list[RankedRow], Place | None]:
    """Return the best `limit` matches in a queryset, best first, and where the page ends.

    The queryset is of the kind's model and filters it; its order and what it selects count for
    nothing. The place is None where nothing follows. Records that are added during the walk are
    left out of it, so that they push none from one page to another.
    """
    matches = matching(kind, node, queryset.db)
    key = RawSQL(matches.id, ())  # noqa: S611 -- the name of a column of ours
    kept = queryset.order_by().filter(pk=key).values("pk")
    try:
        sql, parameters = kept.query.get_compiler(queryset.db).as_sql()
    except EmptyResultSet:
        return [], None
    walk = Walk(matches, queryset.model._meta.db_table, sql, parameters, queryset.db)
    if after is None:
        rows, bounds = walk.first(limit + 1)
    else:
        bounds = after.bounds
        rows = walk.beyond(after, limit + 1)
    page = rows[:limit]
    return page, Place(bounds, page[-1]) if len(rows) > limit else None


class Walk:
    """The SQL of one search under one filter.

    `kept` is a query that has a row where the record with the id of a match (`matches.id`) passes
    the filter. It is asked of each match: as a set of ids it would be all the archive at once.
    `keeps_most`: nearly every record passes, so the first page asks it of the best matches only.
    `ids` is the query for the records that pass, whatever matches: SQLite lists them where they are
    few. PostgreSQL finds the better way by itself.
    """

    def __init__(
        self,
        matches: Matches,
        table: str,
        kept: str,
        parameters: Sequence[Any],
        using: str = "default",
        *,
        keeps_most: bool = False,
        ids: tuple[str, Sequence[Any]] | None = None,
    ) -> None:
        self.matches, self.table, self.using = matches, table, using
        self.kept, self.kept_parameters = kept, parameters
        self.keeps_most = keeps_most
        self.where = f"{matches.where} AND EXISTS ({kept})"
        self.parameters = [*matches.parameters, *parameters]
        listed = self._listed(*ids) if ids and not keeps_most else None
        if listed is not None:
            # The plus keeps FTS5 from starting anew for each of these.
            self.where = f"{matches.where} AND +{matches.id} IN (SELECT value FROM json_each(%s))"
            self.parameters = [*matches.parameters, json.dumps(listed)]

    def _listed(self, ids: str, parameters: Sequence[Any]) -> list[int] | None:
        """Return the ids of the records that pass, where it pays to list them."""
        if connections[self.using].vendor != "sqlite":
            return None
        matches = self.matches
        ((number,),) = self._rows(
            f"SELECT count(*) FROM (SELECT 1 FROM {matches.source} WHERE {matches.where} LIMIT %s)",
            [*matches.parameters, _MANY_MATCHES],
        )
        if number < _MANY_MATCHES:
            return None
        rows = self._rows(f"{ids} LIMIT %s", [*parameters, _LISTED + 1])
        return [row[0] for row in rows] if len(rows) <= _LISTED else None

    def first(self, limit: int) -> tuple[list[RankedRow], Bounds]:
        """Return the best matches, and the bounds of the walk that begins with them."""
        if self.keeps_most and (quick := self._first_of_best(limit)) is not None:
            return quick
        ((ceiling,),) = self._rows(f"SELECT MAX(id) FROM {self.table}", [])
        bounds = Bounds(ceiling or 0, 0)
        inner, parameters = self._scored(bounds)
        found = self._rows(
            f"WITH m AS MATERIALIZED ({inner} ORDER BY {self.matches.id} DESC LIMIT %s) "
            "SELECT m.id, m.score, (SELECT MIN(id) FROM m), (SELECT COUNT(*) FROM m) "
            "FROM m ORDER BY m.score DESC, m.id DESC LIMIT %s",
            [*parameters, RANKED, limit],
        )
        rows = [RankedRow(*row[:2]) for row in found]
        if found and found[0][3] == RANKED:
            bounds = Bounds(bounds.ceiling, found[0][2])
            rows += self._unscored(bounds, None, limit - len(rows))
        return rows, bounds

    def _first_of_best(self, limit: int) -> tuple[list[RankedRow], Bounds] | None:
        """Return the same where enough of the very best pass the filter, else None."""
        matches = self.matches
        every = f"FROM {matches.source} WHERE {matches.where}"
        ((ceiling, floor),) = self._rows(
            f"SELECT (SELECT MAX(id) FROM {self.table}), "
            f"(SELECT {matches.id} {every} ORDER BY {matches.id} DESC LIMIT 1 OFFSET %s)",
            [*matches.parameters, RANKED - 1],
        )
        bounds = Bounds(ceiling or 0, floor or 0)
        name = matches.id.removeprefix("s.")
        looked_at = 2 * limit
        best = self._rows(
            f"WITH best AS MATERIALIZED (SELECT {matches.id} AS {name}, {matches.score} AS score "
            f"{every} AND {matches.id} BETWEEN %s AND %s "
            f"ORDER BY score DESC, {matches.id} DESC LIMIT %s) "
            f"SELECT s.{name}, s.score, EXISTS ({self.kept}) FROM best s "
            f"ORDER BY s.score DESC, s.{name} DESC",
            [
                *matches.score_parameters,
                *matches.parameters,
                bounds.floor,
                bounds.ceiling,
                looked_at,
                *self.kept_parameters,
            ],
        )
        rows = [RankedRow(row_id, score) for row_id, score, passes in best if passes][:limit]
        if len(rows) < limit and (len(best) == looked_at or bounds.floor):
            return None
        return rows, bounds

    def beyond(
        self, place: Place, limit: int, *, backwards: bool = False, inclusive: bool = False
    ) -> list[RankedRow]:
        """Return the matches after a row or, worst first, before it; `inclusive`: with it."""
        bounds, row = place.bounds, place.row
        walks = [self._by_score, self._unscored]
        if backwards:
            walks.reverse()
        if (row.score is None) is not backwards:
            walks = walks[1:]
        rows: list[RankedRow] = []
        for number, walk in enumerate(walks):
            start = None if number else row
            missing = limit - len(rows)
            if missing > 0 and (walk == self._by_score or bounds.floor > 0):
                rows += walk(bounds, start, missing, backwards=backwards, inclusive=inclusive)
        return rows

    def _by_score(
        self,
        bounds: Bounds,
        row: RankedRow | None,
        limit: int,
        *,
        backwards: bool = False,
        inclusive: bool = False,
    ) -> list[RankedRow]:
        inner, parameters = self._scored(bounds)
        sign, direction = (">", "ASC") if backwards else ("<", "DESC")
        sql = f"SELECT m.id, m.score FROM ({inner}) m "
        if row is not None:
            score = self._score_now(row)
            tie = f"{sign}=" if inclusive else sign
            sql += f"WHERE m.score {sign}= %s AND (m.score {sign} %s OR m.id {tie} %s) "
            parameters += [score, score, row.id]
        sql += f"ORDER BY m.score {direction}, m.id {direction} LIMIT %s"
        return [RankedRow(*found) for found in self._rows(sql, [*parameters, limit])]

    def _unscored(
        self,
        bounds: Bounds,
        row: RankedRow | None,
        limit: int,
        *,
        backwards: bool = False,
        inclusive: bool = False,
    ) -> list[RankedRow]:
        key = self.matches.id
        sign, direction = (">", "ASC") if backwards else ("<", "DESC")
        sql = f"SELECT {key} FROM {self.matches.source} WHERE {self.where} AND {key} < %s "
        parameters = [*self.parameters, bounds.floor]
        if row is not None:
            sql += f"AND {key} {sign}{'=' if inclusive else ''} %s "
            parameters.append(row.id)
        sql += f"ORDER BY {key} {direction} LIMIT %s"
        return [RankedRow(found[0], None) for found in self._rows(sql, [*parameters, limit])]

    def _scored(self, bounds: Bounds) -> tuple[str, list[Any]]:
        matches = self.matches
        return (
            f"SELECT {matches.id} AS id, {matches.score} AS score FROM {matches.source} "
            f"WHERE {self.where} AND {matches.id} BETWEEN %s AND %s",
            [*matches.score_parameters, *self.parameters, bounds.floor, bounds.ceiling],
        )

    def _score_now(self, row: RankedRow) -> float:
        """Return the score of a row today: bm25 shifts a little with every new document."""
        matches = self.matches
        found = self._rows(
            f"SELECT {matches.score} FROM {matches.source} WHERE {matches.where} "
            f"AND {matches.id} = %s",
            [*matches.score_parameters, *matches.parameters, row.id],
        )
        return float(found[0][0] if found else row.score or 0)

    def _rows(self, sql: str, parameters: Sequence[Any]) -> list[Any]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()  # type: ignore[no-any-return]  # -- rows of the columns asked for
