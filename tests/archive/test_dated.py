"""The day to order by: never empty, always derived, right again when what it rests on changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Incident
from archive.models.dated import date_problems
from tests.archive.refusals import refusal
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    IncidentFactory,
    PassageFactory,
    RevisionFactory,
    StatementFactory,
)

A, B = date(2024, 7, 29), date(2024, 8, 4)
PUBLISHED = datetime(2024, 8, 6, 9, 16, tzinfo=UTC)
UNKNOWN = {"date_semantics": "unknown", "date_earliest": None, "date_latest": None}


@pytest.fixture
def revision(db):
    return RevisionFactory(article=ArticleFactory(published_at=PUBLISHED))


def stored(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("semantics", "earliest", "latest", "day"),
    [
        ("exact_day", A, A, A),
        ("one_day_within", A, B, A),
        ("one_day_within", None, B, B),
        ("interval", A, B, A),
        ("open", A, None, A),
        ("open", None, B, B),
        ("unknown", None, B, B),
        ("unknown", A, None, A),
    ],
)
@pytest.mark.parametrize("make", [IncidentFactory, StatementFactory, AffiliationFactory])
def test_day_to_order_by_is_the_earliest_else_the_latest(make, semantics, earliest, latest, day):
    row = make(date_semantics=semantics, date_earliest=earliest, date_latest=latest)
    assert stored(row).sort_date == day


@pytest.mark.django_db
def test_undated_incident_is_ordered_by_its_coding_until_an_article_tells_of_it(revision):
    incident = IncidentFactory(undated=True)
    assert stored(incident).sort_date == timezone.now().date()
    PassageFactory(revision=revision, incident=incident)
    assert stored(incident).sort_date == PUBLISHED.date()
    incident.save()
    assert stored(incident).sort_date == PUBLISHED.date()


@pytest.mark.django_db
def test_dated_incident_keeps_its_day_when_an_article_tells_of_it(revision):
    incident = IncidentFactory(date_earliest=A)
    PassageFactory(revision=revision, incident=incident)
    assert stored(incident).sort_date == A


@pytest.mark.django_db
def test_undated_statement_is_ordered_by_its_article(revision):
    statement = StatementFactory(revision=revision, **UNKNOWN)
    assert stored(statement).sort_date == PUBLISHED.date()


@pytest.mark.django_db
def test_incident_that_loses_its_date_does_not_keep_its_day():
    incident = IncidentFactory(date_earliest=A)
    for name, value in UNKNOWN.items():
        setattr(incident, name, value)
    incident.save()
    assert stored(incident).sort_date == stored(incident).created_at.date()


@pytest.mark.django_db
def test_day_may_be_given_as_text():
    incident = IncidentFactory(date_earliest="2024-07-29", date_latest="2024-07-29")
    assert incident.date_earliest == A
    assert incident.edtf == "2024-07-29"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bound", "value"),
    [
        ("date_earliest", "2024-02-30"),
        ("date_latest", "yesterday"),
        ("date_latest", "2024"),
        ("date_earliest", "29.07.2024"),
    ],
)
def test_day_that_is_none_is_refused_by_its_own_name(bound, value):
    incident = IncidentFactory()
    setattr(incident, bound, value)
    assert list(refusal(incident.save)) == [bound]
    assert Incident.objects.get().sort_date == incident.sort_date


def covers(semantics, earliest, latest):
    """Every day on which it may have been, by hand, of the days from 1 to 6."""
    return [
        day
        for day in range(1, 7)
        if (earliest is None or day >= earliest) and (latest is None or day <= latest)
    ]


@given(
    st.sampled_from(["exact_day", "one_day_within", "interval", "open"]),
    st.none() | st.integers(1, 6),
    st.none() | st.integers(1, 6),
)
def test_range_that_holds_has_a_day_it_may_have_been(semantics, earliest, latest):
    bounds = [day and date(2024, 1, day) for day in (earliest, latest)]
    if not date_problems(semantics, *bounds):
        days = covers(semantics, earliest, latest)
        assert days
        assert (semantics == "exact_day") <= (len(days) == 1)


def test_affiliation_without_a_date_stands_where_its_actor_was_coded(db, time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    affiliation = AffiliationFactory(**UNKNOWN)
    time_machine.move_to("2026-03-09T12:00:00Z", tick=False)

    affiliation.save()

    assert stored(affiliation).sort_date == date(2026, 3, 1)
