"""The keys of the records that a list is asked for, in its order: which index leads, and how far.

No single form of a query is good for every question. “The incidents of this actor, newest first”
is one walk along the index (actor, day) however many there are; “where somebody of this kind takes
part” is a walk along the days with a look at each incident; what only a few rows meet is those few
rows, sorted. So every group of parameters that speaks of a related row is given a way.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from api.filters.base import RelatedRow, StrictFilterSet, Way
from api.filters.claims import asks_any_claim
from api.filters.dates import DATE, bound, is_certain
from api.reader.queries import Shape, Ways, may_lead
from archive.driver import run
from archive.models.base import Record
from archive.querysets import reads_all
from archive.search import Node, Walk, matching

# Up to so many related rows are fetched and sorted; more are met on the way along an index.
FEW = 2000
DAY = "sort_date"
_NOTHING = ""  # ordered by no column

Key = tuple[Any, int]  # the value to order by as the database has it, and the record's id


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a walk, and where it begins: beyond a key, or with it."""

    column: str
    descending: bool
    beyond: Key | None = None
    inclusive: bool = False


class Question:
    """What a list is asked: filters as they were given, by a reader."""

    def __init__(
        self, model: type[Record], filterset: type[StrictFilterSet], given: Any, user: Any
    ) -> None:
        self.model = model
        self.filterset = filterset
        self.staff = reads_all(user)
        self.prepared = filterset.prepared(given, user)
        self.shape = Shape(model, filterset, self.prepared, self.staff)
        asks_days = DATE in self.shape.members
        self.dates = filterset.members(self.prepared)[DATE] if asks_days else None
        self._chosen: dict[str, Ways] = {}

    def rows(self) -> QuerySet[Any, Any]:
        """Return the records as a queryset, in no order: for what is seldom asked."""
        reader = SimpleNamespace(reads_all=self.staff)
        return self.filterset.apply(self.model._default_manager.all(), self.prepared, reader)

    def keys(self, order: Order, limit: int) -> list[Key]:
        """Return the first keys of the list in this order, at most `limit`."""
        ways = self.ways(order.column)
        if self.dates is None or order.column != DAY or is_certain(self.dates):
            return self._walk(order, ways, limit)
        found: list[Key] = []
        for part in self._stretches(order):
            if len(found) < limit:
                chosen = ways if part is Way.NEAR else self._ways_apart(ways)
                found += self._walk(order, {**chosen, DATE: (part,)}, limit - len(found))
        return found

    def _stretches(self, order: Order) -> list[Way]:
        """Return the parts of the dates asked for, one behind the other in this order."""
        dates = self.dates or {}
        parts = [Way.UNBEGUN] if "date_before" in dates else []
        parts += [Way.NEAR]
        parts += [Way.BEFORE] if "date_after" in dates else []
        return parts if order.descending else parts[::-1]

    def _ways_apart(self, ways: Ways) -> Ways:
        """Return ways that lead nowhere: an index of their own leads to long ranges."""
        return {
            name: tuple(map(_way, self._sizes(name))) if Way.LEADS in each else each
            for name, each in ways.items()
        }

    def by_rank(self, name: str, node: Node) -> Walk:
        """Return the walk by relevance through what is found; `name` gave the query."""
        matches = matching(str(self.model._meta.model_name), node)
        ways = self.ways(_NOTHING)
        passing = self.shape.passing(matches.id, ways, but=name)
        parameters = passing.bind(self.shape.values)
        every = self.shape.passing(None, ways, but=name)
        alone = set(self.prepared.values) == {name}
        table = self.model._meta.db_table
        ids = (every.sql, every.bind(self.shape.values))
        return Walk(matches, table, passing.sql, parameters, keeps_most=alone, ids=ids)

    def count(self, limit: int | None) -> int:
        """Return how many records there are, or `limit` where there are as many or more."""
        counted = self.shape.count(self._ways_to_count())
        sql, parameters = counted.sql, counted.bind(self.shape.values)
        if limit is not None:
            sql += " LIMIT %s"
            parameters.append(limit)
        return int(run(f"SELECT count(*) FROM ({sql}) counted", parameters)[0][0])

    def _ways_to_count(self) -> Ways:
        """Return ways in which related rows lead, in whatever order, where any are asked for."""
        ways = dict(self.ways(DAY))
        single = [name for name, each in ways.items() if len(each) == 1]
        if single and not any(Way.LEADS in each for each in ways.values()):
            ways[single[0]] = (Way.LEADS,)
        return ways

    def ways(self, column: str) -> Ways:
        """Return how each group looks for its rows when the list is ordered by `column`."""
        if column not in self._chosen:
            self._chosen[column] = self._choose(column)
        return self._chosen[column]

    def _choose(self, column: str) -> Ways:
        asked, leads = self.shape.kept(("related", column), lambda: self._related(column))
        if len(asked) == 1 and leads:
            return {leads[0]: (Way.LEADS,)}
        ways = {name: tuple(map(_way, self._sizes(name))) for name in asked}
        if leads and not any(Way.FEW in each for each in ways.values()):
            ways[leads[0]] = (Way.LEADS,)
        return ways

    def _related(self, column: str) -> tuple[list[str], list[str]]:
        """Return the groups that ask for related rows, and those of them that may lead."""
        groups = self.filterset.all_groups()
        asked = [name for name in self.shape.members if isinstance(groups[name], RelatedRow)]
        asked = [name for name in asked if not asks_any_claim(self.shape.members[name])]
        by_day = asked if column == DAY else []
        return asked, [name for name in by_day if may_lead(self.filterset, self.prepared, name)]

    def _sizes(self, group: str) -> list[int]:
        """Return how many rows there are of each that a group asks for, up to one more than few."""
        return [
            run(size.sql, [*size.bind(self.shape.values), FEW + 1])[0][0]
            for size in self.shape.sizes(group)
        ]

    def _walk(self, order: Order, ways: Ways, limit: int) -> list[Key]:
        walk = self.shape.walk(order.column, ways)
        sql, parameters = walk.template.sql, walk.template.bind(self.shape.values)
        if walk.leads:
            sql, parameters = self._entered(sql, parameters, walk.key)
        if order.beyond is not None:
            sign = "<" if order.descending else ">"
            tie = f"{sign}=" if order.inclusive else sign
            value, row_id = order.beyond
            # The redundant first bound is what lets both engines enter the index at that place.
            sql += (
                f" AND {walk.key} {sign}= %s AND ({walk.key} {sign} %s OR {walk.row_id} {tie} %s)"
            )
            parameters += [value, value, row_id]
        direction = "DESC" if order.descending else "ASC"
        sql += f" ORDER BY {walk.key} {direction}, {walk.row_id} {direction} LIMIT %s"
        return [(row[0], row[1]) for row in run(sql, [*parameters, limit])]

    def _entered(self, sql: str, parameters: list[Any], key: str) -> tuple[str, list[Any]]:
        """Return the query that enters its leading index at the days asked for."""
        for sign, name in ((">=", "date_after"), ("<=", "date_before")):
            limits = bound(self.dates, name) if self.dates else None
            if limits is not None:
                day = limits[0] if self.dates and is_certain(self.dates) else limits[1]
                sql += f" AND {key} {sign} %s"
                parameters = [*parameters, connection.ops.adapt_datefield_value(day)]
        return sql, parameters


def _way(size: int) -> Way:
    return Way.FEW if size <= FEW else Way.MANY
