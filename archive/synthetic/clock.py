"""Days as numbers and their ISO text; when the records of a synthetic archive were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

FIRST_DAY = date(2005, 1, 1).toordinal()
LAST_DAY = date(2024, 12, 31).toordinal()
CODED_FROM = datetime(2025, 1, 1, tzinfo=UTC)
CODED_FOR = timedelta(days=365)

# Incidents reach back before their article and, where they are expected, beyond it.
_START = FIRST_DAY - 4000
_ISO = [date.fromordinal(day).isoformat() for day in range(_START, LAST_DAY + 1000)]
_WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def iso(day: int) -> str:
    """Return the ISO text of a day, given as its proleptic Gregorian ordinal."""
    return _ISO[day - _START]


def weekday(day: int) -> str:
    return _WEEKDAYS[day % 7]


def month_day(day: int) -> str:
    """Return a day as English newspapers write it, without its year: “August 5”."""
    _, month, number = iso(day).split("-")
    return f"{_MONTHS[int(month) - 1]} {int(number)}"


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was coded: milliseconds since 1970, and ISO text in UTC."""

    milliseconds: int
    text: str
    day: int


def coded_at(share: float, *, days_later: int = 0) -> Moment:
    """Return the moment at a share (0 to 1) of the time in which the archive was coded."""
    moment = CODED_FROM + timedelta(seconds=int(share * CODED_FOR.total_seconds()), days=days_later)
    return Moment(int(moment.timestamp()) * 1000, f"{moment:%Y-%m-%d %H:%M:%S}", moment.toordinal())
