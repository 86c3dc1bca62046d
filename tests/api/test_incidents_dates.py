"""Dates of GET /api/v1/incidents/, against a reference that tries every day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from api.kinds import Instant
from archive.models import Incident
from tests.api.answers import listed, refused

FIRST = date(2024, 7, 29)
SOME_DAYS = 12
# Days far beyond those that are asked for stand for "any day at all".
FAR = 100


class Range(NamedTuple):
    """A range of possible days, counted from FIRST; None is a bound that is not known."""

    semantics: str
    earliest: int | None
    latest: int | None

    def days(self) -> set[int]:
        """Return every day that is possible."""
        first = -FAR if self.earliest is None else self.earliest
        last = FAR if self.latest is None else self.latest
        return set(range(first, last + 1))


def day(offset: int | None) -> date | None:
    return None if offset is None else FIRST + timedelta(days=offset)


offsets = st.integers(0, SOME_DAYS)
pairs = st.tuples(offsets, offsets).map(sorted)
ranges = st.one_of(
    offsets.map(lambda at: Range("exact_day", at, at)),
    pairs.map(lambda pair: Range("interval", *pair)),
    pairs.map(lambda pair: Range("one_day_within", *pair)),
    st.tuples(st.sampled_from(["open", "one_day_within"]), offsets).map(
        lambda made: Range(made[0], made[1], None)
    ),
    st.tuples(st.sampled_from(["open", "one_day_within"]), offsets).map(
        lambda made: Range(made[0], None, made[1])
    ),
    st.one_of(st.none(), offsets).map(lambda last: Range("unknown", None, last)),
)


def matches(known: Range, after: int | None, before: int | None, match: str) -> bool:
    """Tell whether a range matches, day by day."""
    if known.semantics == "unknown":
        return False
    asked = set(range(-FAR if after is None else after, (FAR if before is None else before) + 1))
    return known.days() <= asked if match == "certain" else bool(known.days() & asked)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    known=st.lists(ranges, min_size=1, max_size=12),
    bounds=st.one_of(
        pairs.map(tuple), offsets.map(lambda at: (at, None)), offsets.map(lambda at: (None, at))
    ),
    match=st.sampled_from(["possible", "certain"]),
)
def test_ranges_match_days_as_a_count_of_days_says(
    api: APIClient, known: list[Range], bounds: tuple[int | None, int | None], match: str
) -> None:
    Incident.objects.all().delete()
    incidents = [
        Incident(
            title=str(each),
            event_type="ASSAULT",
            date_earliest=day(each.earliest),
            date_latest=day(each.latest),
            date_semantics=each.semantics,
            sort_date=day(each.earliest) or day(each.latest) or FIRST,
            review_status="published",
        )
        for each in known
    ]
    Incident.objects.bulk_create(incidents)
    after, before = bounds
    asked = {"date_after": day(after), "date_before": day(before)}
    query: dict[str, Any] = {name: value for name, value in asked.items() if value}

    found = listed(api, "incidents", date_match=match, limit=500, **query)

    assert set(found) == {
        incident.uid
        for incident, each in zip(incidents, known, strict=True)
        if matches(each, after, before, match)
    }


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ({"date_match": "certain"}, "date_match", "needs_bound"),
        ({"date_after": "2024-08-02", "date_before": "2024-08-01"}, "date_after", "contradicts"),
    ],
)
def test_dates_that_make_no_question_are_refused(
    api: APIClient, query: dict[str, str], parameter: str, code: str
) -> None:
    fault = refused(api, "incidents", 422, **query)

    assert (fault["parameter"], fault["code"]) == (parameter, code)


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2024-8-5", "20240805", "2024-W32-1", "5.8.2024", "2024-08-05T00:00:00Z"]
)
def test_a_day_that_is_none_is_refused(api: APIClient, text: str) -> None:
    assert refused(api, "incidents", date_after=text)["code"] == "not_a_day"


@pytest.mark.parametrize(
    "text",
    [
        "2024-08-05T12:00:00+02:00",
        "2024-08-05t10:00:00z",
        "2024-08-05T12:00:00 02:00",  # a “+” that nobody encoded
        "2024-08-05T10:00:00.123456789Z",
        # As the clients of openapi-generator write it: Python, Ruby, Rust, and Ruby in UTC.
        "2024-08-05T12:00:00.123456+0200",
        "2024-08-05 12:00:00 +0200",
        "2024-08-05 12:00:00.123456 +02:00",
        "2024-08-05 10:00:00 UTC",
        "2024-08-05T06:00:00-04:00",
    ],
)
def test_an_instant_is_understood_as_clients_write_it(text: str) -> None:
    assert Instant().parse(text).replace(microsecond=0) == datetime(2024, 8, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("2024-08-05", 400, "not_an_instant"),
        ("2024-08-05T12:00:00", 400, "not_an_instant"),
        ("2024-08-05_12:00:00Z", 400, "not_an_instant"),
        ("2024-08-05T12:00:00CEST", 400, "not_an_instant"),
        ("2024-08-05T25:00:00Z", 400, "not_an_instant"),
        ("0001-01-01T00:00:00+23:59", 422, "out_of_range"),
        ("9999-12-31T23:59:59-23:59", 422, "out_of_range"),
    ],
)
def test_an_instant_needs_its_offset_and_a_year_that_exists(
    api: APIClient, text: str, status: int, code: str
) -> None:
    assert refused(api, "incidents", status, updated_after=text)["code"] == code
