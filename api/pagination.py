"""Pages of a list by keyset: every row exactly once, whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from api.cursors import AFTER, BEFORE, FROM, UP_TO, Cursor, CursorKind, query_digest
from api.kinds import Choice, Integer
from api.problems import Fault, UnacceptableRequestError
from api.reader.keys import Key, Question
from api.strict import Given, Parameter, one
from api.walks import BACKWARDS, ColumnWalk, RankWalk, Walk
from archive.budget import OutOfTimeError, time_budget

DEFAULT_LIMIT = 50
MAX_LIMIT = 500
BOUND = 10_000
COUNT_SECONDS = 5.0

SEARCH = "q"
RANK = "rank"

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


def parameters(
    orderings: Iterable[str], default: str, *, searched: bool = False
) -> dict[str, Parameter]:
    """Return the parameters of paging for a list with these orderings.

    `searched`: the list has `q`, and an order by how well records match it.
    """
    every = [sign + name for name in orderings for sign in ("", "-")]
    help_text = (
        "The order of the list; `-` means descending. Ties are broken by the order of coding."
    )
    if searched:
        every.append(RANK)
        help_text += (
            f" `{RANK}`, the best match first, goes with `{SEARCH}` and is then the default; "
            f"without `{SEARCH}` it is `{default}`."
        )
    return {
        "ordering": Parameter(
            Choice(*every),
            help_text,
            example=default,
            # What is sent by default must not override the order that `q` brings.
            default=None if searched else default,
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
    limit = one(given, "limit", DEFAULT_LIMIT)
    cursor: Cursor | None = one(given, "cursor")
    walk = walk_of(question, given, orderings, default)
    if cursor is not None and cursor.query != walk.digest:
        detail = (
            "cursor: this cursor is of a list with other filters or another ordering; keep them, "
            "or begin again without a cursor."
        )
        raise UnacceptableRequestError([Fault("cursor", "cursor_of_another_list", detail)])
    found, page, following, preceding = _page(walk, cursor, limit)
    how = one(given, "count", "none")
    if how == "none":
        count, relation = None, None
    elif cursor is None and following is None:
        count, relation = len(page), "exact"
    else:
        count, relation = _count(question, exact=how == "exact", seen=found)
    return Page(page, following, preceding, count, relation)


def walk_of(question: Question, given: Given, orderings: Mapping[str, str], default: str) -> Walk:
    """Return the walk through a list in the order that a query asks for."""
    asks_words = SEARCH in given
    ordering = one(given, "ordering", RANK if asks_words else default)
    digest = query_digest(ordering, {name: given[name] for name in given if name not in _NEUTRAL})
    if ordering != RANK:
        column = orderings[ordering.removeprefix("-")]
        descending = ordering.startswith("-")
        return ColumnWalk(question, column, descending=descending, digest=digest)
    if asks_words:
        return RankWalk(question, SEARCH, one(given, SEARCH), digest=digest)
    detail = f"ordering: {RANK} is the order of what `{SEARCH}` finds; ask for something by it."
    raise UnacceptableRequestError([Fault("ordering", "needs_words", detail)])


def _page(
    walk: Walk, cursor: Cursor | None, limit: int
) -> tuple[int, list[Key], Cursor | None, Cursor | None]:
    """Return how many rows were found, those of the page, the cursors to its neighbours."""
    backwards = cursor is not None and cursor.side in BACKWARDS
    found = walk.rows(cursor, limit + 1)
    page, more = found[:limit], len(found) > limit
    if backwards:
        page.reverse()
    following: Cursor | None = None
    preceding: Cursor | None = None
    if page:
        following = walk.cursor(page[-1], AFTER) if more or backwards else None
        preceding = walk.cursor(page[0], BEFORE) if (more if backwards else cursor) else None
    elif cursor is not None:
        # What lay there has gone; the row that the cursor stands at may still be there.
        here = replace(cursor, side=FROM if backwards else UP_TO)
        following, preceding = (here, None) if backwards else (None, here)
    return len(found), page, following, preceding


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
