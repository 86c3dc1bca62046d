"""What is done at the queue, undone, or refused; and the log tells all of it."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from archive.models import Change, Incident, ReviewStep
from archive.recording import recording
from archive.services.publishing import publish, submit
from tests.archive.admin.review.pages import (
    in_hand,
    login,
    look,
    made,
    said,
    send,
    send_undo,
    status,
    user_of,
)
from tests.factories import (
    ArticleFactory,
    IncidentParticipantFactory,
    PassageFactory,
    RevisionFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


def test_publishing_goes_on_to_the_next(client):
    first, second = made(days=2), made(days=1)

    response = send(client, first, "publish")

    assert (status(first), in_hand(response)) == ("published", second.uid)
    assert said(response) == [f"Published: {first.title}"]
    entry = Change.objects.filter(uid=first.uid).order_by("-seq").first()
    assert (entry.op, entry.by) == ("publish", "rita")
    assert send(client, second, "publish").context["waiting_words"] == "0"


def test_returning_takes_a_reason_and_the_author_reads_it(client):
    incident = made(by="carl", title="Shelling")

    refused = send(client, incident, "return", reason="  ")
    response = send(client, incident, "return", reason="Which street?")

    assert said(refused) == ["Say why: the log keeps it."]
    assert said(response) == ["Returned: Shelling"]
    assert status(incident) == "draft"
    entry = Change.objects.filter(uid=incident.uid).order_by("-seq").first()
    assert (entry.by, entry.reason) == ("rita", "Which street?")
    submit(incident, by="carl")
    assert look(client, incident)["shown"]["remark"].reason == "Which street?"


def test_a_machines_draft_is_rejected_and_comes_back_by_undo(client):
    draft = made(review_status="draft", origin="machine", by="drafter", title="Shelling")
    participant = IncidentParticipantFactory(incident=draft)
    PassageFactory(participant=participant, exact="Market Street")

    send(client, draft, "reject", reason="Nothing happened.")

    assert Incident.objects.filter(uid=draft.uid).count() == 0
    assert Change.objects.get(uid=draft.uid, op="delete").reason == "Nothing happened."
    step = ReviewStep.objects.get()
    response = send_undo(client, step)
    assert said(response) == ["Undone: Shelling waits again, as before."]
    back = Incident.objects.get(uid=draft.uid)
    assert [part.passages.count() for part in back.participants.all()] == [1]


@pytest.mark.parametrize("what", ["publish", "return"])
def test_undo_puts_a_record_back_in_review_and_the_log_tells_both(client, what):
    incident = made()
    send(client, incident, what, reason="Which street?")
    assert status(incident) != "in_review"

    response = send_undo(client, ReviewStep.objects.get())

    assert (status(incident), in_hand(response)) == ("in_review", incident.uid)
    entry = Change.objects.filter(uid=incident.uid).order_by("-seq").first()
    assert (entry.by, entry.fields) == ("rita", ["review_status"])
    assert entry.reason == f"Undone at the review queue: {what}ed"
    again = send_undo(client, ReviewStep.objects.get())
    assert said(again) == ["There is nothing to undo."]


def test_mirrors_are_told_that_what_was_published_is_withdrawn(client):
    incident = made()
    send(client, incident, "publish")
    send_undo(client, ReviewStep.objects.get())

    feed = APIClient().get("/api/v1/changes/", {"type": "incident"}).json()["results"]

    assert [(each["op"], each["is_public"]) for each in feed] == [
        ("publish", True),
        ("update", False),
    ]
    assert APIClient().get(f"/api/v1/incidents/{incident.uid}/").status_code == 404


def test_undo_is_refused_where_somebody_changed_the_record_since(client):
    incident = made()
    send(client, incident, "publish")
    with recording(by="ed"):
        changed = Incident.objects.get(pk=incident.pk)
        changed.title = "Shelling of Mill Lane"
        changed.save()

    response = send_undo(client, ReviewStep.objects.get())

    assert said(response)[0] == "It was not undone: ed has changed the record since."
    assert status(incident) == "published"


def test_undo_takes_nothing_that_others_rest_on(client):
    article = made(factory=ArticleFactory)
    statement = made(factory=StatementFactory, revision=RevisionFactory(article=article))
    send(client, article, "publish")
    publish(statement, by="ed")

    response = send_undo(client, ReviewStep.objects.get())

    assert said(response)[0].startswith(f"It was not undone: {statement.uid}")
    assert status(article) == "published"


def test_nobody_undoes_what_another_did(client):
    incident = made()
    send(client, incident, "publish")
    other = login(user_of("reviewer"))

    response = send_undo(other, ReviewStep.objects.get())

    assert said(response)[0] == "There is nothing to undo."
    assert status(incident) == "published"
