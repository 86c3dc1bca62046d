"""Dates as people write them: “5 August 2024”, “between 29 July and 4 August 2024 (one day)”."""

from __future__ import annotations

from datetime import date, datetime

NOT_KNOWN = "not known"

# Not calendar.month_name: that speaks the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def date_words(semantics: str, earliest: date | None, latest: date | None) -> str:
    """Return a possible range in words; “not known” where nothing is said of the day.

    `semantics` is a code of the vocabulary date_semantics. The bounds of an unknown date are no
    more than the day of its article, so they are left out.

    >>> date_words("one_day_within", date(2024, 7, 29), date(2024, 8, 4))
    'between 29 July and 4 August 2024 (one day)'
    """
    if semantics == "unknown" or (earliest is None and latest is None):
        return NOT_KNOWN
    one_day = semantics == "one_day_within"
    if latest is None:
        return f"{'on or after' if one_day else 'from'} {day_words(earliest)}"
    if earliest is None:
        return f"{'on or before' if one_day else 'until'} {day_words(latest)}"
    if earliest == latest:
        return day_words(earliest)
    if one_day:
        return f"between {_first_of(earliest, latest)} and {day_words(latest)} (one day)"
    return f"{_first_of(earliest, latest)} – {day_words(latest)}"


def day_words(day: date | None) -> str:
    """Return one day in words, e.g. “5 August 2024”.

    >>> day_words(date(2024, 8, 5))
    '5 August 2024'
    """
    return NOT_KNOWN if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_words(day: date) -> str:
    """Return the month of a day in words.

    >>> month_words(date(2024, 8, 5))
    'August 2024'
    """
    return f"{_MONTHS[day.month - 1]} {day.year}"


def moment_words(moment: datetime | None, *, zone_known: bool) -> str:
    """Return a time of publication in words.

    `moment` is in UTC; where the zone is not known it is the clock reading of the date line.

    >>> moment_words(datetime(2024, 8, 6, 9, 16), zone_known=False)
    '6 August 2024, 09:16 (time zone not known)'
    """
    if moment is None:
        return NOT_KNOWN
    zone = " UTC" if zone_known else " (time zone not known)"
    return f"{day_words(moment.date())}, {moment:%H:%M}{zone}"


def _first_of(earliest: date, latest: date) -> str:
    """Return the first day of a range without what the last day says again."""
    if earliest.year != latest.year:
        return day_words(earliest)
    if earliest.month != latest.month:
        return f"{earliest.day} {_MONTHS[earliest.month - 1]}"
    return str(earliest.day)
