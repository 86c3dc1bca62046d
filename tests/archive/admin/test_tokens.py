"""Tokens in the admin: made for oneself or for others, shown once, taken back."""

from __future__ import annotations

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.urls import reverse

from archive.models import Token
from archive.services.tokens import find_token, make_token
from tests.archive.admin.page import errors_of, fields_of
from tests.factories import TokenFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("admin:archive_token_changelist"), reverse("admin:archive_token_add")


@pytest.fixture
def coder(client):
    """A coder, logged in."""
    user = UserFactory(username="ana", role="coder")
    client.force_login(user)
    return user


def text_in(response) -> str:
    """The token that the page shows."""
    found = re.search(r'id="token">([^<]+)<', response.content.decode())
    assert found is not None
    return found[1]


def test_a_coder_makes_a_token_which_is_shown_once(client, coder):
    fields = fields_of(client.get(ADD))
    assert "user" not in fields

    made = client.post(ADD, fields | {"name": "nightly mirror"})

    text = text_in(made)
    token = find_token(text)
    assert (token.user, token.name, token.role) == (coder, "nightly mirror", None)
    address = "http://testserver/api/v1/incidents/?review_status=draft"
    command = f"curl -H &#x27;Authorization: Bearer {text}&#x27; &#x27;{address}&#x27;"
    assert command.replace("&#x27;", "'") in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    secret = text.rpartition("_")[2]
    change = reverse("admin:archive_token_change", args=[token.pk])
    for page in (LIST, change, reverse("admin:index")):
        assert secret not in client.get(page).content.decode()
    kept = [str(entry.__dict__) for entry in LogEntry.objects.all()]
    kept += [str(session.get_decoded()) for session in Session.objects.all()]
    assert [each for each in kept if secret in each] == []


def test_an_admin_makes_a_token_for_somebody_else(client):
    client.force_login(UserFactory(role="admin"))
    bo = UserFactory(username="bo", role="reviewer")
    fields = fields_of(client.get(ADD)) | {"name": "tool", "user": str(bo.pk), "role": "coder"}

    made = client.post(ADD, fields)

    token = find_token(text_in(made))
    assert (token.user, token.role) == (bo, "coder")
    assert "acts as <strong>bo</strong>, with the rights of a coder at most" in (
        made.content.decode()
    )


def test_a_coder_cannot_make_a_token_for_somebody_else(client, coder):
    other = UserFactory(superuser=True)

    client.post(ADD, fields_of(client.get(ADD)) | {"name": "mine", "user": str(other.pk)})

    assert Token.objects.get().user == coder


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x", "expires_at_0": "2020-01-01"}, "expires_at"),
        ({"name": "x", "role": "king"}, "role"),
    ],
)
def test_a_token_that_makes_no_sense_is_refused_beside_the_field(client, coder, given, field):
    response = client.post(ADD, fields_of(client.get(ADD)) | given)

    assert [*errors_of(response)] == [field]
    assert not Token.objects.exists()


def test_everybody_sees_and_takes_back_their_own_tokens_and_an_admin_those_of_all(client, coder):
    mine, theirs = TokenFactory(user=coder), TokenFactory()

    assert [*client.get(LIST).context["cl"].result_list] == [mine]
    others = reverse("admin:archive_token_change", args=[theirs.pk])
    assert client.get(others).status_code == 302  # as for one that there is not
    chosen = {"action": "take_back", "_selected_action": [mine.pk, theirs.pk]}
    client.post(LIST, chosen)
    assert [Token.objects.get(pk=each.pk).fault() for each in (mine, theirs)] == ["revoked", None]

    client.force_login(UserFactory(role="admin"))
    assert [*client.get(LIST).context["cl"].result_list] == [theirs, mine]
    client.post(LIST, chosen)
    assert Token.objects.get(pk=theirs.pk).fault() == "revoked"


def test_a_token_is_neither_changed_nor_deleted_by_its_owner(client, coder):
    token, _text = make_token(coder, "mirror")
    change = reverse("admin:archive_token_change", args=[token.pk])

    assert 'name="_save"' not in client.get(change).content.decode()
    assert client.post(change, {"name": "other"}).status_code == 403
    delete = reverse("admin:archive_token_delete", args=[token.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert Token.objects.get().name == "mirror"


def test_without_a_role_there_are_no_tokens(client):
    client.force_login(UserFactory(staff=True))

    assert client.get(LIST).status_code == 403
    assert client.get(ADD).status_code == 403
