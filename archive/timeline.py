"""Days, weeks, months and years in a row, and what ranges lie in each, for certain or possibly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, NamedTuple

DAY, WEEK, MONTH, YEAR = INTERVALS = ("day", "week", "month", "year")

_DAYS = {DAY: 1, WEEK: 7}
_MONTHS = {MONTH: 1, YEAR: 12}


def number_of(day: date, interval: str) -> int:
    """Return the number of the bucket that a day lies in; weeks begin on Monday (ISO 8601)."""
    if interval in _DAYS:
        return (day.toordinal() - 1) // _DAYS[interval]
    return (day.year * 12 + day.month - 1) // _MONTHS[interval]


def first_day(number: int, interval: str) -> date:
    """Return the first day of a bucket."""
    if interval in _DAYS:
        return date.fromordinal(number * _DAYS[interval] + 1)
    year, month = divmod(number * _MONTHS[interval], 12)
    return date(year, month + 1, 1)


def last_day(number: int, interval: str) -> date:
    """Return the last day of a bucket; the last of all may be cut short by the calendar's end."""
    if number >= number_of(date.max, interval):
        return date.max
    return first_day(number + 1, interval) - timedelta(days=1)


class Range(NamedTuple):
    """Possible days, a bound that is not known as None, and how many records have just these."""

    term: Any
    earliest: date | None
    latest: date | None
    number: int


class Span(NamedTuple):
    """The buckets of an answer, by their numbers, both included."""

    interval: str
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


class Series(NamedTuple):
    """How many records lie in each bucket of a span for certain, and how many possibly."""

    certain: list[int]
    possible: list[int]


def series(ranges: Iterable[Range], span: Span) -> Series:
    """Return how many of these lie in each bucket; what reaches beyond the span is cut to it."""
    certain = [0] * len(span)
    steps = [0] * (len(span) + 1)  # where ranges begin, and where they have ended
    for each in ranges:
        first = _place(each.earliest, span, 0)
        last = _place(each.latest, span, len(span) - 1)
        if last < 0 or first >= len(span):
            continue
        steps[max(first, 0)] += each.number
        steps[min(last, len(span) - 1) + 1] -= each.number
        if each.earliest is not None and each.latest is not None and first == last:
            certain[first] += each.number
    return Series(certain, list(accumulate(steps[:-1])))


def _place(day: date | None, span: Span, unknown: int) -> int:
    return unknown if day is None else number_of(day, span.interval) - span.first
