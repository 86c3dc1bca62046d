"""GET /api/v1/incidents/timeline/, against a reference that tries every bucket."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.test import APIClient

from archive.timeline import INTERVALS, Range, Span, first_day, last_day, number_of, series
from tests.api.answers import ROOT, body
from tests.factories import IncidentFactory, IncidentPlaceFactory, PlaceFactory


def timeline(api: APIClient, **query: Any) -> Any:
    return body(api.get(f"{ROOT}/incidents/timeline/", query))


def counts(answer: Any) -> dict[str, tuple[int, int]]:
    return {each["start"]: (each["certain"], each["possible"]) for each in answer["buckets"]}


def test_first_story_by_month(first_story, api):
    answer = timeline(api, interval="month", date_after="2024-07-01", by="country")

    assert answer == {
        "interval": "month",
        "by": "country",
        "total": 6,
        "undated": 0,
        "buckets": [
            {
                "start": "2024-07-01",
                "end": "2024-07-31",
                "certain": 1,
                "possible": 4,
                "terms": [
                    {"code": "IQ", "label": "Iraq", "certain": 1, "possible": 1},
                    {"code": None, "label": None, "certain": 0, "possible": 1},
                    {"code": "IR", "label": "Iran", "certain": 0, "possible": 1},
                    {"code": "LB", "label": "Lebanon", "certain": 0, "possible": 1},
                ],
            },
            {
                "start": "2024-08-01",
                "end": "2024-08-31",
                "certain": 2,
                "possible": 5,
                "terms": [
                    {"code": "IQ", "label": "Iraq", "certain": 1, "possible": 1},
                    {"code": None, "label": None, "certain": 1, "possible": 2},
                    {"code": "IR", "label": "Iran", "certain": 0, "possible": 1},
                    {"code": "LB", "label": "Lebanon", "certain": 0, "possible": 1},
                ],
            },
        ],
        "aggregates": {"included": False, "left_out": 0},
    }


def test_aggregate_counts_where_it_is_asked_for(first_story, api):
    plain = timeline(api, interval="year")
    asked = timeline(api, interval="year", kind="single,aggregate,ongoing")

    assert plain["aggregates"] == {"included": False, "left_out": 1}
    assert counts(plain) == {"2024-01-01": (6, 6)}
    # More than 150 attacks from October 2023 to January 2024: certain in neither year.
    assert asked["aggregates"] == {"included": True, "left_out": 0}
    assert counts(asked) == {"2023-01-01": (0, 1), "2024-01-01": (6, 7)}
    assert (plain["total"], plain["undated"]) == (8, 2)


def test_buckets_have_no_gaps_and_reach_over_what_was_asked(api):
    IncidentFactory(date_earliest="2024-01-10")
    IncidentFactory(date_earliest="2024-03-10")

    assert list(counts(timeline(api, interval="month"))) == [
        "2024-01-01",
        "2024-02-01",
        "2024-03-01",
    ]
    assert counts(timeline(api, date_after="2023-12-31", date_before="2024-01-31")) == {
        "2023-12-01": (0, 0),
        "2024-01-01": (1, 1),
    }
    assert counts(timeline(api, date_after="2025-01-01", date_before="2025-01-02")) == {
        "2025-01-01": (0, 0)
    }
    assert counts(timeline(api, date_after="2025-01-01")) == {}


def test_open_range_is_possible_in_every_bucket_on_its_open_side(api):
    IncidentFactory(date_earliest="2024-02-05", date_latest=None, date_semantics="open")
    IncidentFactory(date_earliest="2024-01-01")
    IncidentFactory(date_earliest="2024-03-01")

    assert counts(timeline(api)) == {
        "2024-01-01": (1, 1),
        "2024-02-01": (0, 1),
        "2024-03-01": (1, 2),
    }


def test_what_has_no_date_is_counted_apart(api):
    IncidentFactory(undated=True)

    answer = timeline(api, interval="day")

    assert (answer["total"], answer["undated"], answer["buckets"]) == (1, 1, [])


def test_week_begins_on_monday(api):
    IncidentFactory(date_earliest="2024-08-05")  # a Monday

    (bucket,) = timeline(api, interval="week")["buckets"]

    assert (bucket["start"], bucket["end"]) == ("2024-08-05", "2024-08-11")


def test_too_many_buckets_are_refused_with_an_interval_that_fits(api):
    query = {"interval": "day", "date_after": "2000-01-01", "date_before": "2024-01-01"}

    (fault,) = body(api.get(f"{ROOT}/incidents/timeline/", query), 422)["errors"]

    assert (fault["parameter"], fault["code"]) == ("interval", "too_many_buckets")
    assert fault["detail"] == (
        "interval: from 2000-01-01 to 2024-01-01 there are 8767 of these; at most 5000 go. Ask for "
        "weeks, or give date_after and date_before."
    )


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"interval": "decade"}, "interval"),
        ({"by": "title"}, "by"),
        ({"ordering": "date"}, "ordering"),
    ],
)
def test_query_that_is_wrong_is_refused(api, query, parameter):
    (fault,) = body(api.get(f"{ROOT}/incidents/timeline/", query), 400)["errors"]

    assert fault["parameter"] == parameter


def test_bucket_is_divided_by_the_countries_that_were_asked_for(api):
    incident = IncidentFactory(date_earliest="2024-08-05")
    for country in ("IQ", "IQ", "SY"):
        IncidentPlaceFactory(incident=incident, place=PlaceFactory(country=country))

    (bucket,) = timeline(api, by="country", country="IQ")["buckets"]

    assert bucket["terms"] == [{"code": "IQ", "label": "Iraq", "certain": 1, "possible": 1}]


days = st.dates(date(2023, 11, 1), date(2024, 3, 31))
bounds = st.one_of(st.none(), days)


def possible(one: date | None, other: date | None, number: int) -> Range:
    if one is not None and other is not None and one > other:
        one, other = other, one
    return Range(None, one, other, number)


ranges = st.builds(possible, bounds, bounds, st.integers(1, 3))


@given(st.lists(ranges), days, days, st.sampled_from(INTERVALS))
def test_series_is_what_trying_every_bucket_gives(found, one, other, interval):
    start, end = sorted((one, other))
    span = Span(interval, number_of(start, interval), number_of(end, interval))

    expected = []
    for number in range(span.first, span.last + 1):
        first, last = first_day(number, interval), last_day(number, interval)
        certain = possible = 0
        for each in found:
            lowest, highest = each.earliest or date.min, each.latest or date.max
            possible += each.number * (lowest <= last and highest >= first)
            certain += each.number * (first <= lowest and highest <= last)
        expected.append((certain, possible))

    assert list(zip(*series(found, span), strict=True)) == expected


@given(st.dates(), st.sampled_from(INTERVALS))
def test_every_day_lies_in_its_bucket_and_buckets_touch(day, interval):
    number = number_of(day, interval)

    assert first_day(number, interval) <= day <= last_day(number, interval)
    if last_day(number, interval) < date.max:
        assert first_day(number + 1, interval) == last_day(number, interval) + timedelta(days=1)
