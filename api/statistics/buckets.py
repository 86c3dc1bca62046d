"""Days, weeks, months and years as numbers in a row, and back."""

from __future__ import annotations

from datetime import date, timedelta

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
