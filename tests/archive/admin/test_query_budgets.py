"""A page costs the same number of queries, however many rows it shows."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Passage
from archive.recording import recording
from tests import factories

MODELS = [model for model in admin.site._registry if model._meta.app_label == "archive"]
pytestmark = pytest.mark.django_db


def queries(client, path: str, **parameters) -> int:
    """Return how many queries the page takes, its rendering included."""
    client.get(path, parameters)  # what is cached for the process is cached now
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, parameters)
    assert response.status_code == 200
    return len(captured)


def make(model, count: int) -> list:
    factory = getattr(factories, f"{model.__name__}Factory")
    # With a related row where there can be one, so that its name is shown.
    more = {"Alias": {"quoted": True}, "Actor": {"unnamed": True}}.get(model.__name__, {})
    rows = [factory(**more) for _ in range(count)]
    for row in rows:
        if model.__name__ == "Incident":
            factories.IncidentParticipantFactory(incident=row, alleged=True)
            factories.IncidentPlaceFactory(incident=row)
        elif model.__name__ == "Statement":
            factories.StatementParticipantFactory(statement=row)
        elif model.__name__ == "Actor":
            factories.AliasFactory(actor=row)
    return rows


@pytest.mark.parametrize("model", MODELS, ids=[model._meta.model_name for model in MODELS])
def test_list_of_30_costs_what_a_list_of_1_does(admin_client, model):
    path = reverse(f"admin:archive_{model._meta.model_name}_changelist")
    make(model, 1)
    one = queries(admin_client, path)
    with recording():  # one act writes the log once
        make(model, 29)

    assert queries(admin_client, path) == one


@pytest.mark.parametrize(
    ("field", "factory"),
    [
        ("incidentparticipant.actor", "ActorFactory"),
        ("incidentparticipant.asserted_by", "StatementFactory"),
        ("statement.revision", "RevisionFactory"),
        ("statement.about", "IncidentFactory"),
        ("incidentplace.place", "PlaceFactory"),
        ("article.source", "SourceFactory"),
        ("passage.participant", "IncidentParticipantFactory"),
        ("passage.alias", "AliasFactory"),
        ("passage.affiliation", "AffiliationFactory"),
        ("passage.measure", "MeasureFactory"),
        ("passage.incident_link", "IncidentLinkFactory"),
        ("passage.incident_place", "IncidentPlaceFactory"),
    ],
)
def test_choices_of_20_cost_what_choices_of_1_do(admin_client, field, factory):
    model, _, name = field.partition(".")
    made = getattr(factories, factory)
    first = made()
    path = reverse(f"admin:archive_{type(first)._meta.model_name}_autocomplete")
    asked = {"app_label": "archive", "model_name": model, "field_name": name, "term": ""}
    one = queries(admin_client, path, **asked)
    with recording():
        for _ in range(19):
            made()

    assert queries(admin_client, path, **asked) == one


def evidence(revision, **fact) -> None:
    factories.PassageFactory(revision=revision, exact="Market Street", **fact)


def fill_incident(incident, revision) -> None:
    """Add one of everything that an incident's page shows."""
    participant = factories.IncidentParticipantFactory(incident=incident, alleged=True)
    place = factories.IncidentPlaceFactory(incident=incident)
    measure = factories.MeasureFactory(
        incident=incident,
        group_actor=factories.ActorFactory(),
        status="claimed",
        asserted_by=[factories.StatementFactory()],
    )
    link = factories.IncidentLinkFactory(from_incident=incident)
    factories.IncidentLinkFactory(to_incident=incident)
    factories.ExternalIdFactory(incident=incident)
    factories.CitationFactory(incident=incident)
    statement = factories.StatementFactory(about=[incident])
    factories.StatementParticipantFactory(statement=statement)
    for asserting in participant.asserted_by.all():
        factories.StatementParticipantFactory(statement=asserting)
    for fact in ("incident", "participant", "incident_place", "measure", "incident_link"):
        row = {
            "incident": incident,
            "participant": participant,
            "incident_place": place,
            "measure": measure,
            "incident_link": link,
        }[fact]
        evidence(revision, **{fact: row})


def fill_actor(actor, revision) -> None:
    """Add one of everything that an actor's page shows."""
    alias = factories.AliasFactory(actor=actor, quoted=True)
    affiliation = factories.AffiliationFactory(actor=actor, alleged=True)
    factories.IncidentParticipantFactory(actor=actor)
    factories.StatementParticipantFactory(actor=actor)
    factories.ExternalIdFactory(actor=actor)
    evidence(revision, actor=actor)
    evidence(revision, alias=alias)
    evidence(revision, affiliation=affiliation)


def fill_statement(statement, revision) -> None:
    """Add one of everything that a statement's page shows."""
    factories.StatementParticipantFactory(statement=statement)
    link = factories.StatementLinkFactory(from_statement=statement)
    factories.StatementParticipantFactory(statement=link.to_statement)
    factories.IncidentParticipantFactory(status="claimed", asserted_by=[statement])
    factories.MeasureFactory(
        status="claimed", asserted_by=[statement], group_actor=factories.ActorFactory()
    )
    factories.AffiliationFactory(status="claimed", asserted_by=[statement])
    factories.IncidentLinkFactory(status="claimed", asserted_by=[statement])
    factories.ExternalIdFactory(statement=statement)
    statement.about.add(factories.IncidentFactory())
    evidence(statement.revision, statement=statement)


def fill_article(article, revision) -> None:
    """Add passages of every kind to the text of an article."""
    fill_incident(factories.IncidentFactory(), revision)
    fill_actor(factories.ActorFactory(), revision)
    fill_statement(factories.StatementFactory(revision=revision), revision)
    evidence(revision, place=factories.PlaceFactory())
    factories.ExternalIdFactory(article=article)


@pytest.mark.parametrize("name", ["incident", "actor", "statement", "article"])
def test_page_of_a_record_with_10_of_each_costs_what_one_with_1_does(admin_client, name):
    revision = factories.RevisionFactory()
    record, fill = {
        "incident": (factories.IncidentFactory(), fill_incident),
        "actor": (factories.ActorFactory(), fill_actor),
        "statement": (factories.StatementFactory(revision=revision), fill_statement),
        "article": (revision.article, fill_article),
    }[name]
    path = reverse(f"admin:archive_{name}_change", args=[record.pk])
    fill(record, revision)
    one = queries(admin_client, path)
    with recording():
        for _ in range(9):
            fill(record, revision)

    assert queries(admin_client, path) == one
    assert Passage.objects.count() >= 10
