"""What the tests of the review queue do with its pages."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.recording import recording
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    PlaceFactory,
    SourceFactory,
    StatementFactory,
    StatementParticipantFactory,
    UserFactory,
)

QUEUE = reverse("admin:review")


def user_of(role: str, **fields) -> User:
    user: User = UserFactory(role=role, **fields)
    return user


def login(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def made(by: str = "carl", factory=IncidentFactory, *, days: int = 0, **fields):
    """A record in review, made by somebody, some days ago."""
    with recording(by=by):
        record = factory(**({"review_status": "in_review"} | fields))
    if days:
        then = timezone.now() - timedelta(days=days)
        type(record)._base_manager.filter(pk=record.pk).update(created_at=then)
        record.refresh_from_db()
    return record


def page(record) -> str:
    return reverse("admin:review_record", args=[record.uid])


def look(client, record) -> dict:
    """Look at a record; return what the page was made of."""
    response = client.get(page(record))
    assert response.status_code == 200
    context: dict = response.context
    return context


def send(client, record, what: str, **fields):
    """Send what a form of the page would, for the version as it is; return the next page."""
    fields.setdefault("version", type(record).objects.get(pk=record.pk).version)
    path = reverse("admin:review_act", args=[record.uid, what])
    return client.post(path, fields, follow=True)


def said(response) -> list[str]:
    refused = response.context.get("refused")
    return [refused] if refused else [str(message) for message in response.context["messages"]]


def in_hand(response) -> str | None:
    shown = response.context.get("shown")
    return shown["record"].uid if shown else None


def status(record) -> str:
    record.refresh_from_db()
    state: str = record.review_status
    return state


def send_undo(client, step):
    path = reverse("admin:review_act", args=[step.uid, "undo"])
    return client.post(path, {"step": step.pk}, follow=True)


def fill(revision) -> list:
    """One of each kind that waits, with one of everything."""
    incident = made()
    participant = IncidentParticipantFactory(incident=incident, alleged=True)
    IncidentPlaceFactory(incident=incident)
    MeasureFactory(incident=incident)
    PassageFactory(incident=incident, revision=revision)
    PassageFactory(participant=participant, revision=revision, exact="Market Street")
    actor = made(factory=ActorFactory)
    AliasFactory(actor=actor)
    AffiliationFactory(actor=actor)
    statement = made(factory=StatementFactory, revision=revision)
    StatementParticipantFactory(statement=statement)
    others = [made(factory=each) for each in (ArticleFactory, PlaceFactory, SourceFactory)]
    return [incident, actor, statement, *others]


def queries(client, record) -> int:
    client.get(page(record))
    with CaptureQueriesContext(connection) as captured:
        look(client, record)
    return len(captured)
