"""Moving records through review in one go; deleting them, and why that is refused."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from archive.models import Actor, Change, Incident, Statement
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    PassageFactory,
)

pytestmark = pytest.mark.django_db


def act(client, name: str, action: str, *records, **more):
    """Choose records of a list and run an action on them."""
    path = reverse(f"admin:archive_{name}_changelist")
    chosen = {"action": action, "_selected_action": [record.pk for record in records]}
    return client.post(path, chosen | more, follow=True)


def delete(record) -> str:
    return reverse(f"admin:archive_{record._meta.model_name}_delete", args=[record.pk])


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize(
    ("action", "before", "status", "label"),
    [
        ("send_to_review", "draft", "in_review", "in review"),
        ("publish", "draft", "published", "published"),
        ("return_to_draft", "in_review", "draft", "draft"),
    ],
)
def test_records_are_moved_through_review(admin_client, action, before, status, label):
    chosen = IncidentFactory.create_batch(2, review_status=before)
    there = IncidentFactory(review_status=status)
    other = IncidentFactory(review_status=before)

    response = act(admin_client, "incident", action, *chosen, there, reason="As agreed.")

    assert messages_of(response) == [f"2 incidents now {label}."]
    statuses = dict(Incident.objects.values_list("pk", "review_status"))
    assert statuses == {row.pk: status for row in [*chosen, there]} | {other.pk: before}
    assert LogEntry.objects.count() == 2


def test_record_that_breaks_a_rule_is_not_published_and_the_others_are(admin_client):
    good, bad = IncidentFactory.create_batch(2, review_status="draft")
    Incident.objects.filter(pk=bad.pk).update(event_mode="phone")

    response = act(admin_client, "incident", "publish", good, bad)

    refused, done = messages_of(response)
    assert refused.startswith(f"{bad}: “phone” does not belong to event_type “ASSAULT”")
    assert done == "1 incident now published."
    assert Incident.objects.get(pk=bad.pk).review_status == "draft"


def test_records_are_returned_only_with_a_reason(admin_client):
    incident = IncidentFactory(review_status="in_review")

    response = act(admin_client, "incident", "return_to_draft", incident)

    assert (
        messages_of(response)[0] == f"{incident}: Say why: a record is returned only with a reason."
    )
    act(admin_client, "incident", "return_to_draft", incident, reason="No date.")
    last = Change.objects.filter(uid=incident.uid).last()
    assert (last.by, last.reason) == ("admin", "No date.")


def test_what_is_published_does_not_become_a_draft_again(admin_client):
    incident = IncidentFactory()

    response = act(admin_client, "incident", "return_to_draft", incident, reason="No date.")

    assert "It is published; only what is in review can become draft" in messages_of(response)[0]
    incident.refresh_from_db()
    assert incident.is_public


def test_incident_is_deleted_with_its_parts(admin_client):
    participant = IncidentParticipantFactory(alleged=True)
    PassageFactory(participant=participant)
    incident = participant.incident
    assert "Are you sure" in admin_client.get(delete(incident)).content.decode()

    admin_client.post(delete(incident), {"post": "yes"})

    assert list(Incident.objects.all()) == []
    assert Actor.objects.filter(pk=participant.actor.pk).exists()


def test_actor_that_others_rest_on_is_kept_and_the_page_says_why(admin_client):
    actor = ActorFactory(name="Ana Ruiz")
    incident = IncidentFactory(title="Shelling")
    IncidentParticipantFactory(actor=actor, incident=incident)

    for response in (
        admin_client.get(delete(actor)),
        admin_client.post(delete(actor), {"post": "yes"}),
        act(admin_client, "actor", "delete_selected", actor, post="yes"),
    ):
        content = response.content.decode()
        assert "because other records rest on" in content
        assert (
            f'Incident participant: <a href="/admin/archive/incident/{incident.pk}/change/">'
            "Ana Ruiz: Victim (Stated) · in “Shelling”</a>"
        ) in content
    assert Actor.objects.filter(pk=actor.pk).exists()


def test_page_of_a_refused_deletion_names_ten_of_a_kind(admin_client):
    actor = ActorFactory()
    for _ in range(12):
        IncidentParticipantFactory(actor=actor)

    content = admin_client.get(delete(actor)).content.decode()

    assert content.count("Incident participant:") == 10
    assert "… and more incident participants" in content


def test_incident_that_another_is_linked_to_is_kept(admin_client):
    link = IncidentLinkFactory()

    admin_client.post(delete(link.to_incident), {"post": "yes"})

    assert Incident.objects.filter(pk=link.to_incident.pk).exists()


def test_statement_that_alone_asserts_an_allegation_is_kept_in_words(admin_client):
    participant = IncidentParticipantFactory(alleged=True)
    statement = participant.asserted_by.get()

    one = admin_client.post(delete(statement), {"post": "yes"})
    chosen = act(admin_client, "statement", "delete_selected", statement, post="yes")

    for response in (one, chosen):
        assert response.status_code == 422
        assert f"Nothing else asserts “{participant}”" in response.content.decode()
    assert Statement.objects.filter(pk=statement.pk).exists()
    assert LogEntry.objects.count() == 0
