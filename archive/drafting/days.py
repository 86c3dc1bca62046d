"""Days that words of a text can mean, counted from the day of its article."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

YEAR_INFERRED = "The year is inferred."


@dataclass(frozen=True, slots=True)
class When:
    """A possible range as the model `Dated` holds it; codes are those of its vocabularies.

    Where nothing can be said of the day the bounds are None and the semantics `unknown`.
    """

    earliest: date | None = None
    latest: date | None = None
    semantics: str = "unknown"
    basis: str | None = None
    note: str | None = None


UNKNOWN = When()


def on_day(day: date, basis: str, note: str | None = None) -> When:
    """Return one exact day."""
    return When(day, day, "exact_day", basis, note)


def within(first: date, last: date, basis: str, note: str | None = None) -> When:
    """Return one day somewhere from the first to the last."""
    if first == last:
        return on_day(first, basis, note)
    return When(first, last, "one_day_within", basis, note)


def throughout(first: date, last: date, basis: str, note: str | None = None) -> When:
    """Return the whole time from the first to the last day; unknown where they are in disorder."""
    if first > last:
        return UNKNOWN
    return When(first, last, "interval", basis, note)


def weekday(number: int, base: date, *, future: bool = False) -> When:
    """Return the last such weekday (0: Monday) at or before `base`, or the first one after it."""
    ahead = (number - base.weekday()) % 7
    day = _shift(base, (ahead or 7) if future else ahead - 7 if ahead else 0)
    return UNKNOWN if day is None else on_day(day, "relative")


def month_day(month: int, day: int, base: date, *, future: bool = False) -> date | None:
    """Return the last such day at or before `base`, or the first after it, if there is any."""
    steps = range(9) if future else range(0, -9, -1)  # a leap day may be eight years off
    for step in steps:
        found = calendar_day(base.year + step, month, day)
        if found is not None and (found > base if future else found <= base):
            return found
    return None


def calendar_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month(year: int, number: int) -> tuple[date, date] | None:
    """Return the first and the last day of a month, None where there is none such."""
    first = calendar_day(year, number, 1)
    return None if first is None else (first, first.replace(day=monthrange(year, number)[1]))


def period(unit: str, offset: int, base: date) -> tuple[date, date] | None:
    """Return the first and last day of the calendar day, week, month or year `offset` from `base`.

    A week begins on Monday. None where it lies outside the calendar.
    """
    if unit == "day":
        day = _shift(base, offset)
        return None if day is None else (day, day)
    if unit in {"week", "weekend"}:
        monday = _shift(base, 7 * offset - base.weekday())
        first = None if monday is None else _shift(monday, 5 if unit == "weekend" else 0)
        last = None if monday is None else _shift(monday, 6)
        return None if first is None or last is None else (first, last)
    if unit == "month":
        year, index = divmod(base.year * 12 + base.month - 1 + offset, 12)
        return month(year, index + 1)
    first, last = (calendar_day(base.year + offset, *ends) for ends in ((1, 1), (12, 31)))
    return None if first is None or last is None else (first, last)


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
