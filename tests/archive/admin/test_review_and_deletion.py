"""Moving records through review in one go; deleting them, and why that is refused."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from archive.models import Actor, Change, Incident, Statement
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    PassageFactory,
    RevisionFactory,
    StatementFactory,
    UserFactory,
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
        ("retract", "published", "retracted", "retracted"),
    ],
)
def test_records_are_moved_through_review(admin_client, action, before, status, label):
    chosen = IncidentFactory.create_batch(2, review_status=before)
    there = IncidentFactory(
        review_status=status, retraction_reason="Twice." if status == "retracted" else None
    )
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


@pytest.mark.parametrize(
    ("action", "before", "done"),
    [("return_to_draft", "in_review", "returned"), ("retract", "published", "retracted")],
)
def test_reason_is_asked_for_once_and_kept(admin_client, action, before, done):
    one, two = IncidentFactory.create_batch(2, review_status=before)

    response = act(admin_client, "incident", action, one, two)

    assert messages_of(response) == [
        f"Say why, beside the action: records are {done} with a reason."
    ]
    act(admin_client, "incident", action, one, two, reason="No date.")
    for incident in (one, two):
        last = Change.objects.filter(uid=incident.uid).last()
        assert (last.by, last.reason) == ("admin", "No date.")


def step(client, record, to: str, reason: str = "", **more):
    """Press a button of a step on the page of the record, as it was opened."""
    name = record._meta.model_name
    fields = {"to": to, "reason": reason, "seen_version": record.version, **more}
    return client.post(reverse(f"admin:archive_{name}_step", args=[record.pk]), fields, follow=True)


def steps_offered(client, record) -> list[str]:
    page = client.get(reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk]))
    return [each.to for each in page.context["steps"]]


def test_page_offers_the_steps_that_are_the_users_to_take(admin_client, client):
    states = ("draft", "in_review", "published", "retracted")
    records = [IncidentFactory(review_status=state, origin="machine") for state in states[:3]]
    records.append(IncidentFactory(review_status="retracted", retraction_reason="Twice."))

    assert [steps_offered(admin_client, record) for record in records] == [
        ["in_review", "published"],
        ["published", "draft"],
        ["retracted"],
        ["published"],
    ]
    client.force_login(UserFactory(role="coder"))
    assert [steps_offered(client, record) for record in records] == [["in_review"], [], [], []]


def test_record_is_retracted_on_its_page_and_its_address_says_why(admin_client, client):
    incident = IncidentFactory()

    refused = step(admin_client, incident, "retracted")
    assert messages_of(refused) == ["Say why: a record is retracted only with a reason."]
    done = step(admin_client, incident, "retracted", "The outlet withdrew it.")

    assert messages_of(done) == [f"“{incident}” is now retracted."]
    assert "Retracted: The outlet withdrew it." in done.content.decode()
    client.logout()
    gone = client.get(f"/api/v1/incidents/{incident.uid}/")
    assert gone.status_code == 410
    assert "The outlet withdrew it." in gone.content.decode()
    last = Change.objects.filter(uid=incident.uid).last()
    assert (last.op, last.by, last.reason) == ("retract", "admin", "The outlet withdrew it.")


def test_step_over_what_was_changed_meanwhile_is_not_taken(admin_client):
    incident = IncidentFactory(review_status="draft")

    answer = step(admin_client, incident, "published", seen_version="7")

    assert messages_of(answer)[0].startswith("This record was changed since you opened it.")
    incident.refresh_from_db()
    assert incident.review_status == "draft"


def test_step_that_is_not_the_users_or_that_there_is_not_changes_nothing(client):
    client.force_login(UserFactory(role="coder"))
    incident = IncidentFactory(review_status="in_review")

    assert messages_of(step(client, incident, "published")) == [
        "As a coder you may not publish this."
    ]
    assert messages_of(step(client, incident, "nowhere")) == []
    assert client.post("/admin/archive/incident/0/step/").status_code == 404
    incident.refresh_from_db()
    assert incident.review_status == "in_review"


def test_statement_is_not_published_before_its_article(admin_client):
    article = ArticleFactory(review_status="draft")
    statement = StatementFactory(revision=RevisionFactory(article=article), review_status="draft")

    answer = step(admin_client, statement, "published")

    assert "publish that first" in messages_of(answer)[0]


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


def test_reason_of_a_deletion_is_kept(admin_client):
    incident = IncidentFactory()

    admin_client.post(delete(incident), {"post": "yes", "reason": "Entered by mistake."})

    last = Change.objects.filter(uid=incident.uid).last()
    assert (last.op, last.reason) == ("delete", "Entered by mistake.")


def test_reason_of_deleting_the_chosen_is_asked_for_and_kept(admin_client):
    chosen = [IncidentFactory(), IncidentFactory()]

    asked = act(admin_client, "incident", "delete_selected", *chosen, reason="Entered “twice”.")
    content = asked.content.decode()
    assert "Are you sure" in content
    assert 'name="reason"' in content
    assert 'value="Entered “twice”."' in content  # as was said beside the action
    act(admin_client, "incident", "delete_selected", *chosen, post="yes", reason="By mistake.")

    last = Change.objects.filter(uid__in=[each.uid for each in chosen], op="delete")
    assert {change.reason for change in last} == {"By mistake."}
    assert list(Incident.objects.all()) == []


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
        assert (
            f'<a href="/admin/archive/incident/?q={participant.incident.uid}">'
            f"{participant.incident.uid}</a> rest on it."
        ) in response.content.decode()
    assert Statement.objects.filter(pk=statement.pk).exists()
    assert LogEntry.objects.count() == 0
