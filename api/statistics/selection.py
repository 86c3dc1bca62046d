"""The SQL of the records that are counted, in parts of which an index knows the days.

A list may stop when its page is full; a count reads everything. So related rows are looked for
among the days asked for only, and wide ranges, which may touch them from afar, by their own index.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from api.filters.base import Prepared, RelatedRow, Way
from api.filters.claims import asks_any_claim
from api.filters.dates import DATE, bound, is_certain
from api.kinds import Term
from api.reader.queries import Shape, Ways
from api.reader.shapes import Template, template
from archive.models.part import FollowingPart
from archive.querysets.dated import contained, touching


class Days(Enum):
    """A part of the records, by their day to sort by. Each record is in one part."""

    ALL = auto()
    NEAR = auto()  # by that day they lie near the days asked for
    BEFORE = auto()  # long ranges that began before those
    UNBEGUN = auto()  # ranges without a beginning that end after them


def parts_of(shape: Shape) -> list[Days]:
    """Return the parts that hold all records."""
    dates = shape.members.get(DATE)
    if dates is None or is_certain(dates):
        return [Days.ALL]
    parts = [Days.NEAR]
    if "date_after" in dates:
        parts.append(Days.BEFORE)
    if "date_before" in dates:
        parts.append(Days.UNBEGUN)
    return parts


def selected(shape: Shape, days: Days, ways: Ways, columns: Sequence[str]) -> Template:
    """Return the query for columns of the records of one part, in no order."""
    name = ("selected", days, tuple(sorted(ways.items())), tuple(columns))
    kept: Template = shape.kept(name, lambda: _write(shape, days, ways, columns))
    return kept


def _write(shape: Shape, days: Days, ways: Ways, columns: Sequence[str]) -> Template:
    among, condition = _conditions(shape, days)
    bounded = [] if among == Q() else [name for name in shape.members if _is_bounded(shape, name)]
    bounded = [name for name in bounded if set(ways.get(name, ())) <= {Way.FEW}]
    asked = {
        name: given
        for name, given in shape.prepared.values.items()
        if name not in shape.members.get(DATE, ())
    }
    passed_over = {name: (Way.LEADS,) * len(shape.asked(name)) for name in bounded}
    records = shape.model._default_manager.all()
    rows = shape.filterset.apply(records, Prepared(asked), shape.reader, {**ways, **passed_over})
    rows = rows.filter(condition, among)
    for name in bounded:
        for related in _related(shape, name):
            rows = rows.filter(pk__in=related.filter(among))
    text, parameters = rows.order_by().values_list(*columns).query.sql_with_params()
    sql = str(text)
    if days in (Days.BEFORE, Days.UNBEGUN) and _forces_index(shape, ways):
        # SQLite would rather search a common term: it does not know how few wide ranges are.
        table = connection.ops.quote_name(shape.model._meta.db_table)
        index = f"{shape.model._meta.model_name}_wide"
        sql = sql.replace(f" FROM {table}", f" FROM {table} INDEXED BY {index}", 1)
    return template(sql, parameters)


def _conditions(shape: Shape, days: Days) -> tuple[Q, Q]:
    """Return where the day to sort by lies, and what else is asked of the days."""
    dates = shape.members.get(DATE)
    if dates is None:
        return Q(), Q()
    after, before = (bound(dates, name) for name in ("date_after", "date_before"))
    among = Q()
    if days is Days.ALL:  # what happened for certain: the day to sort by is one of its days
        if after is not None:
            among &= Q(sort_date__gte=after[0])
        if before is not None:
            among &= Q(sort_date__lte=before[0])
        return among, contained(after, before)
    condition = touching(after and after[0], before and before[0])
    if days is Days.BEFORE and after is not None:
        return Q(sort_date__lt=after[1]), condition & Q(is_wide=True)
    if days is Days.UNBEGUN and before is not None:
        return Q(sort_date__gt=before[1]), condition & Q(is_wide=True)
    if after is not None:
        among &= Q(sort_date__gte=after[1])
    if before is not None:
        among &= Q(sort_date__lte=before[1])
    return among, condition


def _is_bounded(shape: Shape, name: str) -> bool:
    """Whether the rows of a group know the day of their record."""
    group = shape.filterset.all_groups()[name]
    return (
        isinstance(group, RelatedRow)
        and issubclass(group.model, FollowingPart)
        and not asks_any_claim(shape.members[name])
    )


def _related(shape: Shape, name: str) -> list[QuerySet[Any, Any]]:
    group = shape.filterset.all_groups()[name]
    if not isinstance(group, RelatedRow):
        raise TypeError(f"{name} does not speak of a related row.")
    return [group.rows(shape.reader, conditions) for conditions in shape.asked(name)]


def _forces_index(shape: Shape, ways: Ways) -> bool:
    """Whether the wide ranges are fewer than what else is asked for finds, as far as is known."""
    filters = shape.filterset.parameters()
    few = any(Way.FEW in each for each in ways.values())
    return (
        connection.vendor == "sqlite"
        and not few
        and all(
            filters[name].group is not None or isinstance(filters[name].kind, Term)
            for name in shape.prepared.values
        )
    )
