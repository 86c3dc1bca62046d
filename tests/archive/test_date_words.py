"""Dates in words: the wording, and that no two different dates read the same."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.date_words import date_words, day_words, moment_words
from archive.models.dated import date_problems

MONTHS = [date(2024, month, 1).strftime("%B") for month in range(1, 13)]
DAYS = st.dates(min_value=date(1000, 1, 1))


@pytest.mark.parametrize(
    ("semantics", "earliest", "latest", "words"),
    [
        ("exact_day", date(2024, 8, 5), date(2024, 8, 5), "5 August 2024"),
        (
            "one_day_within",
            date(2024, 7, 29),
            date(2024, 8, 4),
            "between 29 July and 4 August 2024 (one day)",
        ),
        (
            "one_day_within",
            date(2024, 7, 1),
            date(2024, 7, 18),
            "between 1 and 18 July 2024 (one day)",
        ),
        ("one_day_within", date(2024, 7, 1), date(2024, 7, 1), "1 July 2024"),
        ("one_day_within", None, date(2024, 8, 6), "on or before 6 August 2024"),
        ("one_day_within", date(2024, 8, 6), None, "on or after 6 August 2024"),
        ("interval", date(2023, 10, 17), date(2024, 1, 29), "17 October 2023 – 29 January 2024"),
        ("interval", date(2024, 1, 17), date(2024, 1, 29), "17 – 29 January 2024"),
        ("open", None, date(2024, 8, 6), "until 6 August 2024"),
        ("open", date(2024, 8, 6), None, "from 6 August 2024"),
        ("unknown", None, date(2024, 8, 6), "not known"),
        ("unknown", None, None, "not known"),
    ],
)
def test_date_words_read_as_people_write(semantics, earliest, latest, words):
    assert date_words(semantics, earliest, latest) == words


def read_day(text: str, later: date | None = None) -> date:
    """Read a day back; what it leaves out is that of the later day beside it."""
    parts = text.split()
    month = MONTHS.index(parts[1]) + 1 if len(parts) > 1 else later.month
    return date(int(parts[2]) if len(parts) > 2 else later.year, month, int(parts[0]))


def read(text: str) -> tuple[str, date | None, date | None]:
    """Read a range back from its words: the reference that the wording is checked against."""
    if text == "not known":
        return "unknown", None, None
    for opening, semantics, side in (
        ("on or after ", "one_day_within", 0),
        ("from ", "open", 0),
        ("on or before ", "one_day_within", 1),
        ("until ", "open", 1),
    ):
        if text.startswith(opening):
            day = read_day(text.removeprefix(opening))
            return (semantics, day, None) if side == 0 else (semantics, None, day)
    if match := re.fullmatch(r"between (.+) and (.+) \(one day\)", text):
        last = read_day(match[2])
        return "one_day_within", read_day(match[1], last), last
    if match := re.fullmatch(r"(.+) – (.+)", text):
        last = read_day(match[2])
        return "interval", read_day(match[1], last), last
    return "exact_day", read_day(text), read_day(text)


@given(
    st.sampled_from(["exact_day", "one_day_within", "interval", "open", "unknown"]),
    st.none() | DAYS,
    st.none() | DAYS,
)
def test_date_words_say_the_range_and_nothing_else(semantics, earliest, latest):
    assume(not date_problems(semantics, earliest, latest))

    if semantics == "unknown":
        expected = ("unknown", None, None)
    elif earliest == latest:
        expected = ("exact_day", earliest, latest)  # a range of one day is that day
    else:
        expected = (semantics, earliest, latest)

    assert read(date_words(semantics, earliest, latest)) == expected


@given(DAYS)
def test_day_words_name_one_day(day):
    assert read_day(day_words(day)) == day


def test_moment_words_tell_whether_the_zone_is_known():
    moment = datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC)

    assert moment_words(moment, zone_known=True) == "6 August 2024, 09:16 UTC"
    assert moment_words(moment, zone_known=False) == "6 August 2024, 09:16 (time zone not known)"
    assert moment_words(None, zone_known=False) == "not known"
