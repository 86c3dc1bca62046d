"""The history of a record in the admin, and taking a version back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from archive.admin.history import AT_ONCE, Words, compared
from archive.models import Change
from archive.recording import recording
from archive.services.merging import merge
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    MeasureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def path(record) -> str:
    return reverse(f"admin:archive_{record._meta.model_name}_history", args=[record.pk])


@pytest.fixture
def incident():
    """An incident with a changed title and a count that was taken away."""
    incident = IncidentFactory(title="A fire broke out at the port")
    measure = MeasureFactory(incident=incident)
    with recording("coder", "Read again."):
        incident.title = "A fire broke out near the port"
        incident.save()
    measure.delete()
    return incident


def test_history_says_who_changed_what_and_why_in_words(admin_client, incident):
    page = admin_client.get(path(incident)).content.decode()

    assert "<del>at</del> <ins>near</ins>" in page
    assert "by <strong>coder</strong>" in page
    assert "“Read again.”" in page
    assert page.index("Version 4: updated") < page.index("Version 1: created")


def test_a_version_is_taken_back_and_that_is_told_too(admin_client, incident):
    for version in (3, 4):
        entry = Change.objects.get(uid=incident.uid, version=version)
        response = admin_client.post(path(incident), {"seq": entry.seq}, follow=True)
        assert [str(each) for each in response.context["messages"]] == [
            f"Version {version} was taken back."
        ]

    incident.refresh_from_db()
    assert incident.title == "A fire broke out at the port"
    assert incident.measures.count() == 1
    last = Change.objects.filter(uid=incident.uid).last()
    assert (last.version, last.by, last.reason) == (6, "admin", "Version 4 taken back.")


def test_a_version_that_was_changed_since_is_not_taken_back(admin_client, incident):
    entry = Change.objects.get(uid=incident.uid, version=3)
    incident.title = "Something else altogether"
    incident.save()

    response = admin_client.post(path(incident), {"seq": entry.seq}, follow=True)

    (message,) = map(str, response.context["messages"])
    assert message.startswith("It was not taken back: incident")
    incident.refresh_from_db()
    assert incident.title == "Something else altogether"


def test_who_may_only_read_takes_nothing_back(client, incident):
    reader = UserFactory(staff=True)
    client.force_login(reader)
    entry = Change.objects.get(uid=incident.uid, version=3)

    assert client.post(path(incident), {"seq": entry.seq}).status_code == 403


def test_a_long_history_comes_in_pages(admin_client):
    incident = IncidentFactory()
    for number in range(AT_ONCE + 1):
        incident.title = f"Title {number}"
        incident.save()

    first = admin_client.get(path(incident))
    assert len(first.context["versions"]) == AT_ONCE
    second = admin_client.get(f"{path(incident)}?{first.context['older']}")
    assert [v["entry"].version for v in second.context["versions"]] == [2, 1]
    assert second.context["older"] == ""


def test_words_are_compared_one_by_one():
    assert list(compared("a b c d", "a x c d e")) == [
        Words("same", "a"),
        Words("gone", "b"),
        Words("new", "x"),
        Words("same", "c d"),
        Words("new", "e"),
    ]


def test_merge_is_taken_back_whole(client):
    client.force_login(UserFactory(role="reviewer"))
    one, other = ActorFactory(name="Hizballah"), ActorFactory(name="Hezbollah")
    participant = IncidentParticipantFactory(actor=one)
    merge(one, other, by="rita")
    entry = Change.objects.get(uid=one.uid, op="merge")

    response = client.post(path(one), {"seq": entry.seq}, follow=True)

    assert f"Version {entry.version} was taken back." in response.content.decode()
    one.refresh_from_db()
    participant.refresh_from_db()
    assert (one.merged_into, participant.actor) == (None, one)
    assert other.aliases.count() == 0
