"""What the tests of the merge desk do with its pages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.archive.admin.page import fields_of
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ExternalIdFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    StatementFactory,
    StatementParticipantFactory,
)

DESK = "/admin/merge/"


def two(**fields):
    """Return two actors of one name, the older first."""
    return ActorFactory.create_batch(2, **{"name": "Hezbollah", "kind": "party", **fields})


def address(goes, stays) -> str:
    return f"/admin/merge/{goes._meta.model_name}/{goes.uid}/{stays.uid}/"


def sent(client, goes, stays, act: str, **fields):
    """Open a pair, change some fields of its form, send it; a merge is tried out before."""
    path = address(goes, stays)
    given = {**fields_of(client.get(path)), **fields}
    if act == "merge":
        given |= fields_of(client.post(path, {**given, "act": "try"}))
    return client.post(path, {**given, "act": act})


def filled(record) -> None:
    """Hang one of everything on a record that can hang there."""
    revision = RevisionFactory()
    kind = record._meta.model_name
    ExternalIdFactory(**{kind: record})
    PassageFactory(revision=revision, exact="Market Street", **{kind: record})
    if kind == "actor":
        AliasFactory(actor=record)
        AliasFactory(used_by=record, voice="quoted")
        AffiliationFactory(actor=record)
        AffiliationFactory(organisation=record)
        IncidentParticipantFactory(actor=record)
        MeasureFactory(group_actor=record)
        StatementParticipantFactory(actor=record)
        StatementFactory(relayed_by=record, form="relayed")
    elif kind == "place":
        PlaceFactory(parent=record)
        IncidentPlaceFactory(place=record)
    else:
        IncidentParticipantFactory(incident=record, alleged=True)
        IncidentPlaceFactory(incident=record)
        MeasureFactory(incident=record)
        IncidentLinkFactory(from_incident=record)
        IncidentLinkFactory(to_incident=record)
        StatementFactory(about=[record])


FACTORIES = {"actor": ActorFactory, "place": PlaceFactory, "incident": IncidentFactory}
KINDS = pytest.mark.parametrize("kind", FACTORIES)


def noun_of(row) -> str:
    """Return what the service calls what a row of the page tells of."""
    noun: str = row["noun"]
    return noun.lower().removesuffix(" kept as aliases")


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
