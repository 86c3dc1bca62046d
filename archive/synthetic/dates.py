"""When invented incidents and statements happened, as vague as texts are about it."""

from __future__ import annotations

from typing import NamedTuple

from archive.models.dated import NARROW_DAYS
from archive.synthetic.chance import Chance, Weighted
from archive.synthetic.clock import iso, month_day, weekday


class When(NamedTuple):
    """The columns of a date, but for `sort_date` (an ISO day, or None: the article's)."""

    date_text: str | None
    date_earliest: str | None
    date_latest: str | None
    date_semantics: str
    date_basis: str | None
    date_note: str | None
    is_wide: bool

    @property
    def sort_date(self) -> str | None:
        return self.date_earliest or self.date_latest

    def columns(self, sort_date: str) -> dict[str, object]:
        """Return the columns by name, with the day to order by."""
        return {**self._asdict(), "sort_date": sort_date}


def _when(
    words: str | None,
    first: int | None,
    last: int | None,
    semantics: str,
    basis: str | None = None,
    note: str | None = None,
) -> When:
    wide = first is None or last is None or last - first > NARROW_DAYS
    return When(
        words,
        iso(first) if first else None,
        iso(last) if last else None,
        semantics,
        basis,
        note,
        is_wide=wide and semantics != "unknown",
    )


UNKNOWN = _when(None, None, None, "unknown")

_FORMS = Weighted.of(
    {"exact": 0.72, "within": 0.12, "interval": 0.05, "open": 0.03, "unknown": 0.08}
)
_SPANS = Weighted.of({"interval": 0.75, "open": 0.25})
_VAGUE = (
    ("last week", 13, 7),
    ("earlier this month", 25, 2),
    ("last month", 60, 30),
    ("in recent days", 6, 1),
    ("earlier this year", 180, 3),
    ("over the weekend", 3, 1),
)


def of_incident(chance: Chance, day: int, *, lasts: bool) -> When:
    """Return when something happened that an article of that day reports (`lasts`: over a span)."""
    form = (_SPANS if lasts else _FORMS).draw(chance)
    if form == "exact":
        return exact(chance, day)
    if form == "within":
        words, longest, shortest = chance.pick(_VAGUE)
        return _when(words, day - longest, day - shortest, "one_day_within", "relative")
    if form == "interval":
        first = day - chance.between(10, 400)
        last = first + chance.between(2, min(120, day - first))
        words = f"between {month_day(first)} and {month_day(last)}"
        return _when(words, first, last, "interval", "inferred", "Year by the article.")
    if form == "open":
        first = day - chance.between(20, 900)
        return _when(f"since {month_day(first)}", first, None, "open", "inferred")
    if chance.happens(0.4):
        return _when(None, None, day, "unknown", None, "Before the article.")
    return UNKNOWN


def exact(chance: Chance, day: int) -> When:
    """Return a known day at or before that day: mostly within the week, sometimes years back."""
    draw = chance.random()
    if draw < 0.94:
        happened = day - (0 if draw < 0.35 else 1 if draw < 0.72 else chance.between(2, 6))
        return _when(f"on {weekday(happened)}", happened, happened, "exact_day", "relative")
    happened = day - chance.between(10, 2500)
    words = f"on {month_day(happened)}, {iso(happened)[:4]}"
    return _when(words, happened, happened, "exact_day", "explicit")


def expected(chance: Chance, day: int) -> When:
    """Return when something may happen that an article of that day looks forward to."""
    if chance.happens(0.5):
        return UNKNOWN
    last = day + chance.between(2, 60)
    return _when(f"before {month_day(last)}", day, last, "one_day_within", "inferred")


def since(day: int) -> When:
    """Return that something has lasted since a day of the year that a text gives."""
    return _when(f"since {iso(day)[:4]}", day, None, "open", "inferred")
