"""Pages of a list by keyset: every row exactly once, whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from api.cursors import AFTER, BEFORE, FROM, UP_TO, Cursor, CursorKind, query_digest
from api.kinds import Choice, Integer
from api.problems import Fault, UnacceptableRequestError
from api.reader.keys import Key, Order, Question
from api.reader.sql import parsed
from api.strict import Given, Parameter, one
from archive.budget import OutOfTimeError, time_budget

DEFAULT_LIMIT = 50
MAX_LIMIT = 500
BOUND = 10_000
COUNT_SECONDS = 5.0

# Parameters that change neither which rows a list holds nor their order.
_NEUTRAL = {"cursor", "limit", "count", "fields", "omit", "expand"}


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its keys, the cursors to its neighbours (None: no rows there), the count."""

    keys: list[Key]
    next: Cursor | None
    previous: Cursor | None
    count: int | None
    count_relation: str | None


def parameters(orderings: Iterable[str], default: str) -> dict[str, Parameter]:
    """Return the parameters of paging for a list with these orderings."""
    both = [sign + name for name in orderings for sign in ("", "-")]
    return {
        "ordering": Parameter(
            Choice(*both),
            "The order of the list; `-` means descending. Ties are broken by the order of coding.",
            example=default,
            default=default,
        ),
        "limit": Parameter(
            Integer(1, MAX_LIMIT),
            "How many records a page holds at most.",
            example="50",
            default=DEFAULT_LIMIT,
        ),
        "cursor": Parameter(
            CursorKind(),
            "Where the page begins: `next_cursor` of the page before, with the same filters and "
            "ordering. Nothing is skipped or repeated, even while records are added.",
            example=Cursor(AFTER, "2024-08-05", 7, "0" * 12).encode(),
        ),
        "count": Parameter(
            Choice("none", "bounded", "exact"),
            f"Whether to count the whole list: `bounded` stops at {BOUND:,}, `exact` goes on for "
            f"{COUNT_SECONDS:.0f} seconds. Where it stopped, `count_relation` is `at_least`.",
            example="bounded",
            default="none",
        ),
    }


def paginate(question: Question, given: Given, orderings: Mapping[str, str], default: str) -> Page:
    """Return the page of a list that a query asks for.

    `orderings` maps the names of orderings to columns, none of which may be null.
    """
    ordering = one(given, "ordering", default)
    limit = one(given, "limit", DEFAULT_LIMIT)
    cursor: Cursor | None = one(given, "cursor")
    column = orderings[ordering.removeprefix("-")]
    field: Any = question.model._meta.get_field(column)
    filters = {name: given[name] for name in given if name not in _NEUTRAL}
    digest = query_digest(ordering, filters)
    if cursor is not None and cursor.query != digest:
        detail = (
            "cursor: this cursor is of a list with other filters or another ordering; keep them, "
            "or begin again without a cursor."
        )
        raise UnacceptableRequestError([Fault("cursor", "cursor_of_another_list", detail)])
    backwards = cursor is not None and cursor.side in {BEFORE, UP_TO}
    order = Order(column, ordering.startswith("-") != backwards)
    if cursor is not None:
        value = field.get_db_prep_value(field.to_python(cursor.key), connection)
        order = replace(order, beyond=(value, cursor.id), inclusive=cursor.side in {FROM, UP_TO})
    found = question.keys(order, limit + 1)
    page, more = found[:limit], len(found) > limit
    if backwards:
        page.reverse()

    def at(key: Key, side: str) -> Cursor:
        return Cursor(side, _to_text(key[0], field), key[1], digest)

    following: Cursor | None = None
    preceding: Cursor | None = None
    if page:
        following = at(page[-1], AFTER) if more or backwards else None
        preceding = at(page[0], BEFORE) if (more if backwards else cursor) else None
    elif cursor is not None:
        # What lay there has gone; the row that the cursor stands at may still be there.
        here = Cursor(FROM if backwards else UP_TO, cursor.key, cursor.id, digest)
        following, preceding = (here, None) if backwards else (None, here)
    how = one(given, "count", "none")
    if how == "none":
        count, relation = None, None
    elif cursor is None and not more:
        count, relation = len(page), "exact"
    else:
        count, relation = _count(question, exact=how == "exact", seen=len(found))
    return Page(page, following, preceding, count, relation)


def envelope(page: Page, results: list[Any], request: Request) -> dict[str, Any]:
    """Return the body of a page."""
    return {
        "next": _link(request, page.next),
        "previous": _link(request, page.previous),
        "next_cursor": page.next.encode() if page.next else None,
        "count": page.count,
        "count_relation": page.count_relation,
        "results": results,
    }


def _count(question: Question, *, exact: bool, seen: int) -> tuple[int, str]:
    """Return the size of the whole list and its relation; `seen` rows are known to be there."""
    known = seen
    try:
        with time_budget(COUNT_SECONDS):
            known = question.count(BOUND + 1)
            if known <= BOUND:
                return known, "exact"
            if exact:
                return question.count(None), "exact"
    except OutOfTimeError:
        pass
    return min(known, BOUND), "at_least"


def _link(request: Request, cursor: Cursor | None) -> str | None:
    if cursor is None:
        return None
    return str(replace_query_param(request.build_absolute_uri(), "cursor", cursor.encode()))


def _to_text(value: Any, field: Any) -> str:
    parse = parsed(field)
    value = parse(value) if parse else value
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
