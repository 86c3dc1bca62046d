"""One list of what a query finds among several kinds of records, the best match first.

Each kind has an index of its own and is walked by itself. Scores of two kinds measure the same
thing on different texts; they are compared as they are, which puts names before long texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator

from api.cursors import AFTER, Cursor
from api.filters.actor import ActorFilterSet
from api.filters.article import ArticleFilterSet
from api.filters.base import StrictFilterSet
from api.filters.incident import IncidentFilterSet
from api.filters.statement import StatementFilterSet
from api.pagination import SEARCH
from api.reader.keys import Question
from api.serializers.match import match_of
from archive.models import Actor, Article, Incident, Statement
from archive.models.base import Record
from archive.search import Bounds, Node, Place, RankedRow, snippets

TITLE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Searched:
    """A kind of records in the search: model, filters, address, what one is called by."""

    model: type[Record]
    filterset: type[StrictFilterSet]
    resource: str
    title: str


# In the order of equal scores: the shorter the text, the more a match says.
SEARCHED: Mapping[str, Searched] = {
    "actor": Searched(Actor, ActorFilterSet, "actors", "name"),
    "incident": Searched(Incident, IncidentFilterSet, "incidents", "title"),
    "statement": Searched(Statement, StatementFilterSet, "statements", "text"),
    "article": Searched(Article, ArticleFilterSet, "articles", "title"),
}

# Where the walk of a kind stands of which no page has shown anything yet.
_BEFORE_ALL = RankedRow(0, float("inf"))


@dataclass(frozen=True, slots=True)
class Found:
    """A row of one kind."""

    kind: str
    row: RankedRow

    @property
    def order(self) -> tuple[bool, float, int, int]:
        """What a list of several kinds is sorted by, best first."""
        score = self.row.score
        return (score is None, -(score or 0.0), list(SEARCHED).index(self.kind), -self.row.id)


class Search:
    """A query over several kinds of records, by a reader."""

    def __init__(self, node: Node, kinds: Sequence[str], user: Any, digest: str) -> None:
        self.node, self.kinds, self.user, self.digest = node, kinds, user, digest

    def page(self, cursor: Cursor | None, limit: int) -> tuple[list[Found], Cursor | None]:
        """Return the hits of a page, and the cursor to the next; None where there is none."""
        places = _places(cursor) if cursor else {}
        found: list[Found] = []
        for kind in self.kinds:
            rows, start = self._rows(kind, places.get(kind), limit + 1)
            places[kind] = start
            found += [Found(kind, row) for row in rows]
        found.sort(key=lambda each: each.order)
        page = found[:limit]
        for each in page:
            places[each.kind] = replace(places[each.kind], row=each.row)
        following = self._cursor(places) if len(found) > limit else None
        return page, following

    def shown(self, page: Sequence[Found], site: str) -> list[dict[str, Any]]:
        """Return the hits as answers show them."""
        shown: dict[tuple[str, int], dict[str, Any]] = {}
        for kind in self.kinds:
            ids = [each.row.id for each in page if each.kind == kind]
            if not ids:
                continue
            searched = SEARCHED[kind]
            address = site + reverse(f"{searched.resource}-list").removeprefix("/")
            why = snippets(kind, self.node, ids)
            rows = searched.model._default_manager.filter(pk__in=ids)
            for key, uid, title in rows.values_list("pk", "uid", searched.title):
                shown[kind, key] = {
                    "kind": kind,
                    "uid": uid,
                    "url": f"{address}{uid}/",
                    "title": Truncator(title).chars(TITLE_LENGTH),
                    "match": match_of(why[key]),
                }
        keys = [(each.kind, each.row.id) for each in page]
        return [shown[key] for key in keys if key in shown]

    def _rows(self, kind: str, place: Place | None, limit: int) -> tuple[list[RankedRow], Place]:
        """Return the best rows of a kind after a place, and the place before them."""
        searched = SEARCHED[kind]
        given = {SEARCH: [(self.node,)]}
        question = Question(searched.model, searched.filterset, given, self.user)
        walk = question.by_rank(SEARCH, self.node)
        if place is None:
            rows, bounds = walk.first(limit)
            return rows, Place(bounds, _BEFORE_ALL)
        return walk.beyond(place, limit), place

    def _cursor(self, places: Mapping[str, Place]) -> Cursor:
        """Return the cursor that holds where the walk of each kind stands."""
        texts = []
        for kind in self.kinds:
            bounds, row = places[kind].bounds, places[kind].row
            score = "" if row.score is None else repr(row.score)
            texts.append(f"{kind}:{bounds.ceiling}:{bounds.floor}:{row.id}:{score}")
        return Cursor(AFTER, ";".join(texts), 0, self.digest)


def _places(cursor: Cursor) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for text in cursor.key.split(";"):
        kind, ceiling, floor, row_id, score = text.split(":")
        row = RankedRow(int(row_id), float(score) if score else None)
        places[kind] = Place(Bounds(int(ceiling), int(floor)), row)
    return places
