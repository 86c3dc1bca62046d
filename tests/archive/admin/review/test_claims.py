"""Who holds a record, and that two do not collide over it."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.admin.review.claims import hold
from archive.models import Change, Incident, ReviewClaim, ReviewStep
from archive.recording import recording
from archive.services.publishing import return_to_draft
from tests.archive.admin.review.pages import (
    QUEUE,
    in_hand,
    login,
    look,
    made,
    page,
    said,
    send,
    status,
    user_of,
)

pytestmark = pytest.mark.django_db
TOGETHER = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite's tables in memory, unlike a file, refuse who writes while another reads",
)


def test_who_looks_at_a_record_holds_it_and_others_are_offered_the_next(client, reviewer):
    first, second = made(days=2), made(days=1)
    other = user_of("reviewer", username="olga")

    assert in_hand(client.get(QUEUE, follow=True)) == first.uid
    response = login(other).get(QUEUE, follow=True)

    assert in_hand(response) == second.uid
    assert [row.holder for row in response.context["rows"]] == ["rita", None]
    held = {claim.uid: claim.user for claim in ReviewClaim.objects.all()}
    assert held == {first.uid: reviewer, second.uid: other}


def test_a_record_that_another_holds_is_read_and_taken_over_by_saying_so(client, reviewer):
    incident = made()
    look(client, incident)
    other = login(user_of("reviewer", username="olga"))

    context = look(other, incident)
    refused = send(other, incident, "publish")

    assert context["holder"].user == reviewer
    assert (context["may_publish"], context["may_refuse"]) == (False, False)
    assert said(refused)[0].startswith("rita holds this record until ")
    assert status(incident) == "in_review"
    taken = send(other, incident, "take-over")
    assert said(taken) == ["You hold it now; rita does no longer."]
    late = send(client, incident, "publish")
    assert said(late)[0].startswith("olga holds this record until ")
    assert said(send(other, incident, "publish")) == [f"Published: {incident.title}"]


def test_a_claim_is_let_go_by_acting_by_moving_on_and_in_time(client, reviewer):
    first, second = made(days=2), made(days=1)
    look(client, first)
    look(client, second)
    assert [*ReviewClaim.objects.values_list("uid", flat=True)] == [second.uid]

    send(client, second, "return", reason="Which street?")
    assert [*ReviewClaim.objects.values_list("uid", flat=True)] == [first.uid]

    ReviewClaim.objects.update(until=timezone.now() - timedelta(seconds=1))
    other = user_of("reviewer")
    assert hold(first.uid, other).user == other


def test_leaving_the_page_lets_go_of_the_claim_that_it_had_and_no_later_one(client):
    incident = made()
    look(client, incident)
    stale = ReviewClaim.objects.get().until
    look(client, incident)
    path = reverse("admin:review_act", args=[incident.uid, "release"])

    client.post(path, {"until": stale.isoformat()})
    assert ReviewClaim.objects.count() == 1
    client.post(path, {"until": ReviewClaim.objects.get().until.isoformat()})
    assert ReviewClaim.objects.count() == 0
    assert client.post(path, {"until": "then"}).status_code == 204


def test_a_claim_is_renewed_unless_it_was_taken_over(client):
    incident = made()
    look(client, incident)
    ReviewClaim.objects.update(until=timezone.now() + timedelta(seconds=30))
    path = reverse("admin:review_act", args=[incident.uid, "renew"])

    until = client.post(path).json()["until"]
    assert ReviewClaim.objects.get().until.isoformat() == until
    assert ReviewClaim.objects.get().until > timezone.now() + timedelta(minutes=5)
    hold_by = login(user_of("reviewer", username="olga"))
    send(hold_by, incident, "take-over")
    assert client.post(path).json()["lost"].startswith("olga has taken it over, until ")


@TOGETHER
@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_one_gets_the_record():
    incident = made()
    users = [user_of("reviewer") for _ in range(4)]
    together, got = Barrier(len(users)), {}

    def ask(user: User) -> None:
        try:
            together.wait()
            got[user.pk] = hold(incident.uid, user).user_id
        finally:
            connections.close_all()

    threads = [Thread(target=ask, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(got) == len(users)
    assert set(got.values()) == {ReviewClaim.objects.get().user_id}


@TOGETHER
@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_does():
    incident = made()
    people = [login(user_of("reviewer")) for _ in range(2)]
    version = Incident.objects.get().version
    together, answers = Barrier(2), []

    def publish_it(person: Client) -> None:
        try:
            together.wait()
            answer = send(person, incident, "publish", version=version)
            answers.append(said(answer))
        finally:
            connections.close_all()

    threads = [Thread(target=publish_it, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Change.objects.filter(uid=incident.uid, op="publish").count() == 1
    assert ReviewStep.objects.count() == 1
    assert len(answers) == 2


def test_what_was_changed_since_is_refused_and_the_reason_kept(client):
    incident = made(title="Shelling")
    version = look(client, incident)["shown"]["record"].version
    with recording(by="ed"):
        changed = Incident.objects.get(pk=incident.pk)
        changed.title = "Shelling of Mill Lane"
        changed.save()

    for what in ("publish", "return"):
        response = send(client, incident, what, version=version, reason="Which street?")
        assert said(response) == [
            "The record was changed since it was shown to you (ed: title). Nothing was done; this "
            "is how it is now."
        ]
        assert response.context["reason"] == "Which street?"
        assert response.context["shown"]["record"].title == "Shelling of Mill Lane"
    assert status(incident) == "in_review"


def test_what_no_longer_waits_is_said(client):
    incident = made(title="Shelling")
    look(client, incident)
    return_to_draft(incident, by="ed", reason="Which street?")

    response = client.get(page(incident), follow=True)

    assert said(response) == ["“Shelling” no longer waits: it is draft."]
