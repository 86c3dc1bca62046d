"""What members of each role may do in the admin, record by record."""

from __future__ import annotations

import pytest
from django.urls import reverse

from archive.models import Actor, Passage
from archive.recording import recording
from tests.archive.admin.page import errors_of, fields_of
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    PassageFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("admin:archive_actor_changelist")
ADD = reverse("admin:archive_actor_add")


@pytest.fixture
def login(client):
    """A function that logs in a user of a role."""

    def login(role: str):
        user = UserFactory(role=role)
        client.force_login(user)
        return user

    return login


def made_by(user, **fields) -> Actor:
    with recording(by=user.username):
        actor: Actor = ActorFactory(**fields)
    return actor


def page(row) -> str:
    return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])


def is_open(client, row) -> bool:
    """Whether the page of a row lets it be changed."""
    return 'name="_save"' in client.get(page(row)).content.decode()


def test_a_coder_changes_own_drafts_and_a_machines_and_reads_the_others(client, login):
    coder, other = login("coder"), UserFactory(role="coder")
    mine = made_by(coder, review_status="draft")
    machines = made_by(other, review_status="in_review", origin="machine")
    theirs = made_by(other, review_status="draft")
    out = made_by(coder)

    assert [is_open(client, row) for row in (mine, machines, theirs, out)] == [
        True,
        True,
        False,
        False,
    ]
    fields = fields_of(client.get(page(mine))) | {"name": "Ana Ruiz Soto"}
    assert errors_of(client.post(page(mine), fields)) == {}
    assert client.post(page(theirs), fields).status_code == 403
    assert client.post(page(out), fields).status_code == 403
    assert sorted(Actor.objects.values_list("name", flat=True))[-1] == "Ana Ruiz Soto"


def test_a_reviewer_changes_any_record(client, login):
    login("reviewer")
    out = made_by(UserFactory(), review_status="published")

    fields = fields_of(client.get(page(out))) | {"name": "Ana Ruiz Soto"}

    assert errors_of(client.post(page(out), fields)) == {}
    assert Actor.objects.get().name == "Ana Ruiz Soto"


@pytest.mark.parametrize("role", ["coder", "reviewer"])
def test_what_is_added_is_a_draft_whatever_is_sent(client, login, role):
    login(role)
    fields = fields_of(client.get(ADD)) | {"name": "Ana Ruiz", "kind": "person"}

    assert errors_of(client.post(ADD, fields | {"review_status": "published"})) == {}
    assert Actor.objects.get().review_status == "draft"


def test_the_form_neither_moves_a_record_nor_merges_it(client, login):
    login("reviewer")
    draft = made_by(UserFactory(), review_status="draft")
    fields = fields_of(client.get(page(draft)))
    sent = {"review_status": "published", "merged_into": str(ActorFactory().pk)}

    assert errors_of(client.post(page(draft), fields | sent)) == {}
    draft.refresh_from_db()
    assert (draft.review_status, draft.merged_into) == ("draft", None)


def test_the_list_offers_what_a_role_may_do(client, login):
    ActorFactory()
    offered = {}
    for role in ("coder", "reviewer"):
        login(role)
        form = client.get(LIST).context["action_form"]
        offered[role] = {name for name, _ in form.fields["action"].choices if name}

    assert offered["coder"] == {
        "delete_selected",
        "edit_together",
        "send_to_review",
        "export_csv",
        "export_xlsx",
    }
    assert offered["reviewer"] == offered["coder"] | {"publish", "return_to_draft", "retract"}


def test_actions_move_only_what_a_coder_may_move_and_name_the_rest(client, login):
    coder = login("coder")
    mine = made_by(coder, review_status="draft")
    theirs = made_by(UserFactory(), review_status="draft", name="Bo Lind")
    chosen = {"action": "send_to_review", "_selected_action": [mine.pk, theirs.pk]}

    answer = client.post(LIST, chosen, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert said == [
        "Bo Lind: As a coder you may not send this to review: only drafts and records in review "
        "that you made, or that a machine made.",
        "1 actor now in review.",
    ]
    assert {row.pk: row.review_status for row in Actor.objects.all()} == {
        mine.pk: "in_review",
        theirs.pk: "draft",
    }


def test_a_coder_deletes_own_drafts_only(client, login):
    coder = login("coder")
    mine, out = made_by(coder, review_status="draft"), made_by(coder)

    for row in (mine, out):
        client.post(reverse("admin:archive_actor_delete", args=[row.pk]), {"post": "yes"})
    assert [*Actor.objects.all()] == [out]
    client.post(LIST, {"action": "delete_selected", "_selected_action": [out.pk], "post": "yes"})
    assert [*Actor.objects.all()] == [out]


def test_parts_and_passages_are_held_to_their_record(client, login):
    coder = login("coder")
    with recording(by=coder.username):
        mine = IncidentFactory(review_status="draft")
    out = IncidentFactory()
    participant = IncidentParticipantFactory(incident=out)
    passage = PassageFactory(incident=mine, revision=RevisionFactory())

    assert not is_open(client, participant)
    assert is_open(client, passage)
    fields = fields_of(client.get(page(passage)))
    moved = client.post(page(passage), fields | {"incident": str(out.pk)})
    assert moved.status_code == 403
    assert Passage.objects.get().incident == mine
