"""Days of GET /api/v1/incidents/ where ranges are long: order and pages, against a plain filter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from archive.models import Incident, IncidentPlace
from tests.api.answers import ROOT, pages
from tests.factories import PlaceFactory

FIRST = date(2020, 1, 1)
SPAN = 150  # days: several times what still counts as near


class Known(NamedTuple):
    """What is known of a date, in days from FIRST; whether it was in the country asked for."""

    earliest: int | None
    latest: int | None
    inside: bool

    def touches(self, after: int | None, before: int | None) -> bool:
        """Tell whether one of its days may be one of those asked for."""
        first = -SPAN if self.earliest is None else self.earliest
        last = 2 * SPAN if self.latest is None else self.latest
        return (after is None or last >= after) and (before is None or first <= before)


def day(offset: int | None) -> date | None:
    return None if offset is None else FIRST + timedelta(days=offset)


offsets = st.integers(0, SPAN)
pairs = st.tuples(offsets, offsets).map(sorted)
known = st.one_of(
    st.tuples(pairs, st.booleans()).map(lambda made: Known(*made[0], made[1])),
    st.tuples(offsets, st.booleans()).map(lambda made: Known(made[0], None, made[1])),
    st.tuples(offsets, st.booleans()).map(lambda made: Known(None, made[0], made[1])),
)


def make(ranges: list[Known]) -> list[Incident]:
    """Make an incident of each range, in a country each."""
    Incident.objects.all().delete()
    incidents: list[Incident] = Incident.objects.bulk_create(
        Incident(
            title=str(each),
            event_type="ASSAULT",
            date_earliest=day(each.earliest),
            date_latest=day(each.latest),
            date_semantics="one_day_within",
            sort_date=FIRST,
            review_status="published",
        )
        for each in ranges
    )
    here, elsewhere = PlaceFactory(country="IQ"), PlaceFactory(country="LB")
    IncidentPlace.objects.bulk_create(
        IncidentPlace(incident=incident, place=here if each.inside else elsewhere, position=1)
        for incident, each in zip(incidents, ranges, strict=True)
    )
    return incidents


@pytest.mark.parametrize("country", [None, "IQ"])
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    ranges=st.lists(known, min_size=1, max_size=14),
    bounds=st.one_of(
        pairs.map(tuple), offsets.map(lambda at: (at, None)), offsets.map(lambda at: (None, at))
    ),
    descending=st.booleans(),
    limit=st.integers(1, 5),
)
def test_pages_hold_every_range_that_touches_the_days_once_and_in_order(
    api: APIClient,
    country: str | None,
    ranges: list[Known],
    bounds: tuple[int | None, int | None],
    descending: bool,
    limit: int,
) -> None:
    incidents = make(ranges)
    after, before = bounds
    asked = {"date_after": day(after), "date_before": day(before), "country": country}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    url = f"{ROOT}/incidents/?{query}&ordering={'-' * descending}date&limit={limit}&fields=uid"

    forth = list(pages(api, url))

    def place(made: tuple[Incident, Known]) -> tuple[Any, int]:
        incident, each = made
        return (each.latest if each.earliest is None else each.earliest), incident.pk

    expected = [
        incident.uid
        for incident, each in sorted(
            zip(incidents, ranges, strict=True), key=place, reverse=descending
        )
        if each.touches(after, before) and (each.inside or country is None)
    ]
    assert [row["uid"] for page in forth for row in page["results"]] == expected
    back = pages(api, forth[-1]["previous"], "previous") if forth[-1]["previous"] else []
    shown = [row for page in [*list(back)[::-1], forth[-1]] for row in page["results"]]
    assert [row["uid"] for row in shown] == expected
