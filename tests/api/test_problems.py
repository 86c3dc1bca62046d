"""Errors: every one is a problem (RFC 9457), whoever raises it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from rest_framework.test import APIClient

from api.problem_types import PROBLEM_TYPES
from api.viewsets.source import SourceViewSet
from tests.api.answers import ROOT
from tests.factories import SourceFactory

LIST = f"{ROOT}/sources/"
TERMS = f"{ROOT}/vocabularies/"  # nobody writes them
RECORD = f"{ROOT}/sources/src_01j4qkzv6tf0jvn7h2g5y9m3xa/"


def problem(response: Any, status: int) -> dict[str, Any]:
    """Return a problem that is whole: right type, title and status, and a type that resolves."""
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body.keys() - {"errors"} == {"type", "title", "status", "detail", "instance"}
    assert body["status"] == status
    kind = APIClient().get(body["type"])
    assert kind.status_code == 200
    assert (kind.json()["title"], kind.json()["status"]) == (body["title"], status)
    return body


@pytest.mark.parametrize(
    ("method", "address", "headers", "status"),
    [
        ("get", f"{LIST}?nam=x", {}, 400),
        ("get", f"{LIST}?review_status=draft", {}, 403),
        ("get", RECORD, {}, 404),
        ("get", f"{ROOT}/sources/1/", {}, 404),
        ("get", f"{ROOT}/nonsense/", {}, 404),
        ("post", TERMS, {}, 405),
        ("delete", TERMS, {}, 405),
        ("get", LIST, {"Accept": "text/html"}, 406),
        ("get", LIST, {"Accept": "application/xml"}, 406),
        ("get", f"{LIST}?uid=src_01j4qkzv6tf0jvn7h2g5y9m3xa", {}, 422),
    ],
)
def test_every_refusal_is_a_problem(
    api: APIClient, method: str, address: str, headers: dict[str, str], status: int
) -> None:
    body = problem(getattr(api, method)(address, headers=headers), status)

    assert body["instance"] == address.partition("?")[0]
    assert ("errors" in body) == (status in {400, 403, 422})


def test_a_method_that_is_not_allowed_names_those_that_are(api: APIClient) -> None:
    response = api.put(TERMS)

    problem(response, 405)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_an_error_of_ours_is_a_problem_without_a_trace(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(SourceViewSet, "_plan", fail)
    api.raise_request_exception = False

    response = api.get(LIST)

    problem(response, 500)
    assert b"secret" not in response.content


@pytest.mark.parametrize(
    "error",
    [OperationalError("database or disk is full"), InterfaceError("connection already closed")],
)
def test_a_database_that_fails_is_a_problem_that_passes(
    api: APIClient, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(self: Any) -> None:
        raise error

    monkeypatch.setattr(SourceViewSet, "_plan", fail)

    response = api.get(LIST)

    problem(response, 503)
    assert response.headers["Retry-After"] == "5"
    assert str(error).encode() not in response.content


def test_a_foreign_host_is_a_problem_under_the_api(api: APIClient) -> None:
    problem(api.get(LIST, headers={"Host": "evil.example"}), 400)


def test_a_page_outside_the_api_is_no_problem(api: APIClient) -> None:
    response: HttpResponse = api.get("/nonsense/")

    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")


def test_the_answer_to_head_has_no_body(api: APIClient) -> None:
    SourceFactory()

    response = api.head(LIST)

    assert (response.status_code, response.content) == (200, b"")


def test_options_tell_what_an_address_does(api: APIClient) -> None:
    response = api.options(TERMS)

    assert response.status_code == 200
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_every_kind_of_problem_is_explained(api: APIClient) -> None:
    listed = api.get(f"{ROOT}/problems/").json()

    assert [each["slug"] for each in listed] == list(PROBLEM_TYPES)
    for slug, kind in PROBLEM_TYPES.items():
        assert api.get(f"{ROOT}/problems/{slug}/").json() == {
            "slug": slug,
            "status": kind.status,
            "title": kind.title,
            "description": kind.description,
        }
