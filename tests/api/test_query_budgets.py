"""Query budgets: a page of thirty costs as many queries as a page of one, and so does a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from api.urls import router
from api.viewsets.base import RecordViewSet
from archive.recording import recording
from tests.api.answers import ROOT, body
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    CitationFactory,
    ExternalIdFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    SourceFactory,
    StatementFactory,
    StatementLinkFactory,
    StatementParticipantFactory,
)

# What a plain list (its tag, its keys, its rows), and a record in full, may cost.
BUDGETS = {
    "incidents": (3, 2),
    "statements": (3, 3),
    "actors": (4, 4),
    "articles": (3, 5),
    "places": (3, 2),
    "sources": (3, 2),
}


def incident(size: int) -> Any:
    """Return an incident that has so many of everything an incident can have."""
    made = IncidentFactory()
    for _ in range(size):
        statement = StatementParticipantFactory(statement=StatementFactory(about=[made])).statement
        part = IncidentParticipantFactory(incident=made, asserted_by=[statement])
        measure = MeasureFactory(incident=made, asserted_by=[statement], group_actor=ActorFactory())
        link = IncidentLinkFactory(from_incident=made, asserted_by=[statement])
        IncidentLinkFactory(to_incident=made, asserted_by=[statement])
        place = IncidentPlaceFactory(incident=made)
        CitationFactory(incident=made, source=SourceFactory())
        for what in (
            {"incident": made},
            {"participant": part},
            {"measure": measure},
            {"incident_link": link},
            {"incident_place": place},
        ):
            PassageFactory(**what)
        ExternalIdFactory(incident=made, actor=None)
    return made


def statement(size: int) -> Any:
    """Return a statement that has so many of everything a statement can have."""
    made = StatementFactory(
        relayed=True,
        occasion=IncidentFactory(),
        about=[IncidentFactory() for _ in range(size)],
    )
    for _ in range(size):
        StatementParticipantFactory(statement=made)
        StatementLinkFactory(from_statement=made)
        StatementLinkFactory(to_statement=made)
        IncidentParticipantFactory(asserted_by=[made])
        MeasureFactory(asserted_by=[made], group_actor=ActorFactory())
        IncidentLinkFactory(asserted_by=[made])
        AffiliationFactory(asserted_by=[made])
        PassageFactory(statement=made)
        ExternalIdFactory(statement=made, actor=None)
    return made


def actor(size: int) -> Any:
    """Return an actor that has so many of everything an actor can have."""
    made = ActorFactory(unnamed=True)
    for _ in range(size):
        said = StatementParticipantFactory().statement
        alias = AliasFactory(actor=made, quoted=True)
        mine = AffiliationFactory(actor=made, asserted_by=[said])
        AffiliationFactory(organisation=made, asserted_by=[said])
        for what in ({"actor": made}, {"alias": alias}, {"affiliation": mine}):
            PassageFactory(**what)
        ExternalIdFactory(actor=made)
    return made


def article(size: int) -> Any:
    """Return an article with so many texts."""
    made = ArticleFactory()
    for _ in range(size):
        RevisionFactory(article=made)
        ExternalIdFactory(article=made, actor=None)
    return made


def place(size: int) -> Any:
    """Return a place with so many identifiers."""
    made = PlaceFactory(parent=PlaceFactory())
    for _ in range(size):
        ExternalIdFactory(place=made, actor=None)
    return made


def source(size: int) -> Any:
    """Return a source with so many identifiers."""
    made = SourceFactory()
    for _ in range(size):
        ExternalIdFactory(source=made, actor=None)
    return made


MAKERS: dict[str, Callable[[int], Any]] = {
    "incidents": incident,
    "statements": statement,
    "actors": actor,
    "articles": article,
    "places": place,
    "sources": source,
}
VIEWSETS: dict[str, type[RecordViewSet]] = {
    prefix: viewset for prefix, viewset, _ in router.registry if issubclass(viewset, RecordViewSet)
}


def queries(api: APIClient, address: str) -> int:
    """Return how many queries an address costs."""
    with CaptureQueriesContext(connection) as asked:
        body(api.get(address))
    return len(asked)


@pytest.mark.parametrize("resource", MAKERS)
def test_a_page_of_thirty_costs_as_much_as_a_page_of_one(api: APIClient, resource: str) -> None:
    with recording():  # one act writes the log once
        made = [MAKERS[resource](2) for _ in range(30)]
    uids = ",".join(record.uid for record in made)
    viewset = VIEWSETS[resource]
    expand = ",".join((*viewset.serializer_class.expandable(), *viewset.serializer_class.widenable))
    for options in ("", f"&expand={expand}") if expand else ("",):
        one = queries(api, f"{ROOT}/{resource}/?uid={uids}&limit=1{options}")
        thirty = queries(api, f"{ROOT}/{resource}/?uid={uids}&limit=30{options}")
        assert thirty == one
    # One more than a plain list: the uids are looked up.
    plain = queries(api, f"{ROOT}/{resource}/?uid={uids}&limit=30")
    assert plain - 1 <= BUDGETS[resource][0]


@pytest.mark.parametrize("resource", MAKERS)
def test_a_record_with_ten_of_everything_costs_as_much_as_one_with_one(
    api: APIClient, resource: str
) -> None:
    with recording():
        small, large = MAKERS[resource](1), MAKERS[resource](10)

    costs = [queries(api, f"{ROOT}/{resource}/{record.uid}/") for record in (small, large)]

    assert costs[0] == costs[1] <= BUDGETS[resource][1]


@pytest.mark.parametrize("resource", MAKERS)
def test_what_is_refused_costs_nothing(api: APIClient, resource: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        api.get(f"{ROOT}/{resource}/?nope=1")

    assert len(asked) == 0
