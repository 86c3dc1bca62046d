"""The contract that answers are held to: it sees what breaks the document, in both directions."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from tests.api.contract import contract
from tests.api.schema_client import SchemaClient, broken
from tests.factories import SourceFactory

LIST = "/api/v1/sources/"
JSON = "application/json"
PROBLEM = "application/problem+json"


@pytest.fixture
def page(db) -> dict[str, Any]:
    """A page of one source, as the archive answers it."""
    SourceFactory(name="The Daily Courier")
    found: dict[str, Any] = SchemaClient().get(LIST).json()
    assert len(found["results"]) == 1
    return found


def faults(body: Any, *, status: int = 200, query: str = "", media_type: str = JSON) -> list[str]:
    """Return what is wrong with a body that answers the list of sources."""
    content = b"" if body is None else json.dumps(body).encode()
    answer = SimpleNamespace(
        status_code=status, headers={"Content-Type": media_type}, content=content
    )
    return broken("GET", LIST, query, answer)


def problem(status: int) -> dict[str, Any]:
    fault = {"parameter": "nam", "code": "unknown_parameter", "detail": "There is none."}
    return {
        "type": "/api/v1/problems/invalid-request/",
        "title": "Invalid request",
        "status": status,
        "detail": "There is no parameter “nam” here.",
        "instance": LIST,
        "errors": [fault],
    }


def test_answer_as_declared_is_whole(page):
    assert faults(page) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("uid", "src_1"),
        ("url", 7),
        ("name", None),
        ("kind", 1),
        ("scale", "continental"),
        ("created_at", "yesterday"),
        ("external_ids", {}),
        ("colour", "red"),
    ],
)
def test_wrong_value_is_seen(page, key, value):
    page["results"][0][key] = value

    assert faults(page) != []


@pytest.mark.parametrize("key", ["uid", "country", "updated_at"])
def test_missing_property_is_seen(page, key):
    del page["results"][0][key]

    assert faults(page) == [f'results.0: "{key}" is a required property']


def test_property_may_be_missing_where_fewer_were_asked_for(page):
    del page["results"][0]["country"]

    assert faults(page, query="omit=country") == []
    assert faults(page, query="limit=1") == ['results.0: "country" is a required property']


def test_status_and_content_type_that_are_not_declared_are_seen(page):
    assert faults(page, status=202) == ["status 202 is not documented"]
    assert faults(page, media_type="text/csv") == [
        "content type 'text/csv' instead of application/json"
    ]


@pytest.mark.parametrize(
    "query",
    [
        "nam=courier",
        "kind=",
        "kind=agency&kind=newspaper",
        "scale=continental",
        "limit=0",
        "limit=many",
        "updated_after=yesterday",
        "uid=src_1",
        "external_id=Q1",
    ],
)
def test_request_that_breaks_the_document_must_be_refused(page, query):
    assert faults(page, query=query) != []
    assert faults(problem(422), status=422, query=query, media_type=PROBLEM) != []
    assert faults(problem(400), status=400, query=query, media_type=PROBLEM) == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        "kind=agency,newspaper",
        "kind=a_term_of_tomorrow",
        "limit=500",
        "updated_after=2024-08-05T00:00:00+02:00",
        "external_id=wikidata:Q1&external_id=gdelt:a,doi:b",
    ],
)
def test_request_that_fits_the_document_must_not_be_refused_as_malformed(page, query):
    assert faults(page, query=query) == []
    assert faults(problem(422), status=422, query=query, media_type=PROBLEM) == []
    assert faults(problem(400), status=400, query=query, media_type=PROBLEM) == [
        "it was refused with 400 but fits the document"
    ]


def test_client_fails_a_test_whose_answer_breaks_the_document(db, monkeypatch):
    operation = contract().operation("GET", LIST)
    assert operation is not None
    monkeypatch.delitem(operation.declared["responses"], "200")

    with pytest.raises(AssertionError, match="status 200 is not documented"):
        SchemaClient().get(LIST)


def test_every_operation_of_the_document_can_be_found():
    for operation in contract().operations:
        path = operation.template.replace("{uid}", "x").replace("{name}", "x")
        assert contract().operation(operation.method, path) is operation
