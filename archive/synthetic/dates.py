"""When invented incidents and statements happened, as vague as texts are about it."""

from __future__ import annotations

from typing import NamedTuple

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

    @property
    def sort_date(self) -> str | None:
        return self.date_earliest or self.date_latest


UNKNOWN = When(None, None, None, "unknown", None, None)

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
        return When(
            words, iso(day - longest), iso(day - shortest), "one_day_within", "relative", None
        )
    if form == "interval":
        first = day - chance.between(10, 400)
        last = first + chance.between(2, min(120, day - first))
        words = f"between {month_day(first)} and {month_day(last)}"
        return When(words, iso(first), iso(last), "interval", "inferred", "Year by the article.")
    if form == "open":
        first = day - chance.between(20, 900)
        return When(f"since {month_day(first)}", iso(first), None, "open", "inferred", None)
    if chance.happens(0.4):
        return When(None, None, iso(day), "unknown", None, "Before the article.")
    return UNKNOWN


def exact(chance: Chance, day: int) -> When:
    """Return a known day at or before that day: mostly within the week, sometimes years back."""
    draw = chance.random()
    if draw < 0.94:
        happened = day - (0 if draw < 0.35 else 1 if draw < 0.72 else chance.between(2, 6))
        return When(
            f"on {weekday(happened)}", iso(happened), iso(happened), "exact_day", "relative", None
        )
    happened = day - chance.between(10, 2500)
    words = f"on {month_day(happened)}, {iso(happened)[:4]}"
    return When(words, iso(happened), iso(happened), "exact_day", "explicit", None)


def expected(chance: Chance, day: int) -> When:
    """Return when something may happen that an article of that day looks forward to."""
    if chance.happens(0.5):
        return UNKNOWN
    last = day + chance.between(2, 60)
    return When(
        f"before {month_day(last)}", iso(day), iso(last), "one_day_within", "inferred", None
    )
