"""Days that the words of a text mean, counted from the day of its article."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.drafting.dates import find_dates
from archive.drafting.days import UNKNOWN, YEAR_INFERRED, When
from archive.models.dated import date_problems
from archive.spans import Span

PUBLISHED = date(2024, 8, 6)  # a Tuesday


def exact(day: str, basis: str = "relative", note: str | None = None) -> When:
    return When(date.fromisoformat(day), date.fromisoformat(day), "exact_day", basis, note)


def ranged(first: str, last: str, semantics: str, basis: str = "relative", note=None) -> When:
    return When(date.fromisoformat(first), date.fromisoformat(last), semantics, basis, note)


@pytest.mark.parametrize(
    ("body", "words", "when"),
    [
        ("It happened on Monday.", "Monday", exact("2024-08-05")),
        ("It happened on Tuesday.", "Tuesday", exact("2024-08-06")),
        ("It happened late Wednesday night.", "late Wednesday night", exact("2024-07-31")),
        ("It happened last Tuesday.", "last Tuesday", exact("2024-07-30")),
        ("They meet next Monday.", "next Monday", exact("2024-08-12")),
        ("It happened yesterday.", "yesterday", exact("2024-08-05")),
        ("It happened today.", "today", exact("2024-08-06")),
        ("It will end tomorrow.", "tomorrow", exact("2024-08-07")),
        ("It was last week.", "last week", ranged("2024-07-29", "2024-08-04", "one_day_within")),
        ("It was last month.", "last month", ranged("2024-07-01", "2024-07-31", "one_day_within")),
        ("It was last year.", "last year", ranged("2023-01-01", "2023-12-31", "one_day_within")),
        (
            "It was earlier this month.",
            "earlier this month",
            ranged("2024-08-01", "2024-08-06", "one_day_within"),
        ),
        ("Three days ago it ended.", None, None),
        ("It was three days ago.", "three days ago", exact("2024-08-03")),
        (
            "It was 2 weeks ago.",
            "2 weeks ago",
            ranged("2024-07-22", "2024-07-28", "one_day_within"),
        ),
        ("It was on July 18.", "July 18", exact("2024-07-18", note=YEAR_INFERRED)),
        ("It was on 9 November.", "9 November", exact("2023-11-09", note=YEAR_INFERRED)),
        ("It was on July 18, 2017.", "July 18, 2017", exact("2017-07-18", "explicit")),
        ("It was on 18 July 2017.", "18 July 2017", exact("2017-07-18", "explicit")),
        ("It was on 2017-07-18.", "2017-07-18", exact("2017-07-18", "explicit")),
        (
            "It was in 2009.",
            "in 2009",
            ranged("2009-01-01", "2009-12-31", "one_day_within", "explicit"),
        ),
        (
            "It was in April 2009.",
            "April 2009",
            ranged("2009-04-01", "2009-04-30", "one_day_within", "explicit"),
        ),
        (
            "It was in May.",
            "in May",
            ranged("2024-05-01", "2024-05-31", "one_day_within", note=YEAR_INFERRED),
        ),
        (
            "Between October 17 and January 29 it went on.",
            "Between October 17 and January 29",
            ranged("2023-10-17", "2024-01-29", "interval", note="The years are inferred."),
        ),
        (
            "It went on July 3-5.",
            "July 3-5",
            ranged("2024-07-03", "2024-07-05", "interval", note=YEAR_INFERRED),
        ),
        (
            "Since Monday it is so.",
            "Since Monday",
            When(date(2024, 8, 5), None, "open", "relative"),
        ),
        ("The vote will be on October 8.", "October 8", exact("2024-10-08", note=YEAR_INFERRED)),
        ("It was on February 30.", "February 30", UNKNOWN),
        ("They may march on, and that may do.", None, None),
        ("The Monday-morning meeting was off.", None, None),
    ],
)
def test_words_mean_these_days(body, words, when):
    found = find_dates(body, PUBLISHED, spans=(Span(0, len(body)),))
    if words is None:
        assert [body[slice(*each.span)] for each in found if each.when != UNKNOWN] in (
            [],
            ["Three days ago"],
        )
        return
    assert [(body[slice(*each.span)], each.when) for each in found] == [(words, when)]


@pytest.mark.parametrize("body", ["on Monday", "last week", "July 18", "two days ago", "in May"])
def test_without_a_day_of_publication_nothing_is_guessed(body):
    (found,) = find_dates(body, None)
    assert found.when == UNKNOWN


def test_full_date_needs_no_day_of_publication():
    (found,) = find_dates("on July 18, 2017", None)
    assert found.when == exact("2017-07-18", "explicit")


def test_words_in_a_quotation_count_from_a_day_that_is_not_known():
    body = "“We left yesterday,” he said yesterday."
    quoted, told = find_dates(body, PUBLISHED, quoted=(Span(1, 18),))
    assert (quoted.when, told.when) == (UNKNOWN, exact("2024-08-05"))


WORDS = st.lists(
    st.sampled_from(
        [
            "on",
            "in",
            "between",
            "from",
            "to",
            "and",
            "since",
            "last",
            "next",
            "this",
            "earlier",
            "July",
            "May",
            "February",
            "31",
            "29",
            "18",
            "2024",
            "1999",
            "Monday",
            "week",
            "month",
            "year",
            "two",
            "days",
            "ago",
            "today",
            "yesterday",
            ",",
            "-",
            ".",
            "will",
            "late",
        ]
    ),
    max_size=14,
).map(" ".join)


@given(WORDS | st.text(max_size=60), st.dates() | st.none())
def test_any_words_mean_a_range_that_the_archive_takes(body, base):
    reached = 0
    for found in find_dates(body, base, spans=(Span(0, len(body)),)):
        when = found.when
        assert reached <= found.span.start < found.span.end <= len(body)
        assert date_problems(when.semantics, when.earliest, when.latest) == {}
        reached = found.span.end
