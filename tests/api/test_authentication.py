"""Tokens over HTTP: who is recognised, who is refused, and what that costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from archive.models import Token
from archive.services.tokens import make_token, revoke
from tests.api.answers import ROOT, body
from tests.api.conftest import client_of
from tests.factories import IncidentFactory, UserFactory

pytestmark = pytest.mark.django_db
DRAFTS = f"{ROOT}/incidents/?review_status=draft"


def ask(authorization: str, path: str = f"{ROOT}/incidents/"):
    return APIClient().get(path, headers={"Authorization": authorization})


def test_a_good_token_reads_what_its_users_role_reads():
    _token, text = make_token(UserFactory(role="coder"), "tests")
    draft = IncidentFactory(review_status="draft")

    found = body(ask(f"Bearer {text}", DRAFTS))

    assert [record["uid"] for record in found["results"]] == [draft.uid]


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer  "])
def test_the_scheme_is_written_in_any_case(scheme):
    _token, text = make_token(UserFactory(), "tests")

    assert ask(f"{scheme} {text}").status_code == 200


@pytest.mark.parametrize(
    ("authorization", "words"),
    [
        ("", "Authorization: expected “Bearer”, a blank and a token."),
        ("Bearer", "Authorization: expected “Bearer”, a blank and a token."),
        ("Basic YW5hOnNlY3JldA==", "Authorization: expected “Bearer”, a blank and a token."),
        ("Token nea_aaaaaaaa", "Authorization: expected “Bearer”, a blank and a token."),
        ("Bearer two words", "Authorization: expected “Bearer”, a blank and a token."),
        ("Bearer nonsense", "This is no token of this archive."),
        ("Bearer \x00\xff", "This is no token of this archive."),
        (f"Bearer nea_{'a' * 8}_{'b' * 40}", "There is no such token."),
        (f"Bearer nea_{'ä' * 8}_{'b' * 40}", "This is no token of this archive."),
    ],
)
def test_what_is_no_token_is_refused_and_not_repeated(authorization, words):
    response = ask(authorization)
    problem = body(response, 401)

    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == 'Bearer realm="archive", error="invalid_token"'
    assert problem == {
        "type": f"{ROOT}/problems/not-authenticated/",
        "title": "Not authenticated",
        "status": 401,
        "detail": words,
        "instance": f"{ROOT}/incidents/",
    }


def test_a_token_with_another_secret_is_refused():
    token, text = make_token(UserFactory(role="admin"), "tests")

    assert (
        body(ask(f"Bearer {token.prefix}_{'0' * 40}"), 401)["detail"] == "There is no such token."
    )
    assert ask(f"Bearer {text[:-1]}").status_code == 401
    assert ask(f"Bearer {text}x").status_code == 401
    assert ask(f"Bearer {text}").status_code == 200


def test_a_revoked_token_an_expired_one_and_one_of_a_disabled_user_are_refused():
    owner = UserFactory(role="coder")
    (revoked, first), (expired, second) = make_token(owner, "a"), make_token(owner, "b")
    _third_token, third = make_token(UserFactory(role="coder", is_active=False), "c")
    revoke(revoked)
    Token.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert body(ask(f"Bearer {first}"), 401)["detail"] == "This token was revoked."
    assert body(ask(f"Bearer {second}"), 401)["detail"] == "This token has expired."
    assert body(ask(f"Bearer {third}"), 401)["detail"] == "The user of this token is disabled."


def test_a_bad_token_is_refused_wherever_a_good_one_would_be_read(subtests):
    for path in ("", "vocabularies/", "search/?q=rocket", "problems/", "incidents/inc_x/"):
        with subtests.test(path=path):
            assert ask("Bearer nonsense", f"{ROOT}/{path}").status_code == 401


def test_a_token_may_be_weaker_than_its_user():
    nobody_more = UserFactory()
    IncidentFactory(review_status="draft")

    assert client_of(UserFactory(role="admin"), role="coder").get(DRAFTS).status_code == 200
    assert client_of(nobody_more, role="admin").get(DRAFTS).status_code == 403


def test_who_loses_a_role_loses_it_for_every_token():
    user = UserFactory(role="coder")
    client = client_of(user)
    assert client.get(DRAFTS).status_code == 200

    user.groups.clear()

    assert client.get(DRAFTS).status_code == 403


def test_reading_without_a_token_asks_nobody_who_is_there(api, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert api.get(f"{ROOT}/vocabularies/").status_code == 200
    with django_assert_num_queries(1):  # the tag of the list
        assert api.get(DRAFTS).status_code == 403


def test_a_token_costs_two_queries_and_its_use_is_noted_once_an_hour(time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    token, text = make_token(UserFactory(role="coder"), "tests")
    asked = f"{ROOT}/vocabularies/"

    ask(f"Bearer {text}", asked)
    token.refresh_from_db()
    assert token.last_used_at == timezone.now()
    time_machine.shift(timedelta(minutes=59))
    with CaptureQueriesContext(connection) as asked_then:
        ask(f"Bearer {text}", asked)
    first_use = token.last_used_at
    token.refresh_from_db()
    assert (len(asked_then), token.last_used_at) == (2, first_use)
    time_machine.shift(timedelta(minutes=1))
    ask(f"Bearer {text}", asked)
    token.refresh_from_db()
    assert token.last_used_at == first_use + timedelta(hours=1)
