"""Writing sources: outlets and how far they are trusted."""

from __future__ import annotations

from rest_framework.test import APIClient

from tests.api.answers import ROOT, body
from tests.api.writing import address, faults, make, patch, put, tag
from tests.factories import ArticleFactory, SourceFactory


def test_a_source_is_made(coder: APIClient) -> None:
    made = make(
        coder,
        "sources",
        name="The Courier",
        domain="courier.example",
        kind="newspaper",
        external_ids=[{"scheme": "wikidata", "value": "Q2"}],
    )

    assert (made["name"], made["domain"], made["review_status"]) == (
        "The Courier",
        "courier.example",
        "draft",
    )
    assert made["external_ids"] == [{"scheme": "wikidata", "value": "Q2"}]


def test_a_source_needs_a_name(coder: APIClient) -> None:
    assert faults(coder.post(f"{ROOT}/sources/", {}), 400) == {"/name": "missing"}
    assert faults(coder.post(f"{ROOT}/sources/", {"name": None}), 400) == {"/name": "null"}


def test_an_identifier_is_given_once(coder: APIClient) -> None:
    same = {"scheme": "wikidata", "value": "Q2"}

    answer = coder.post(f"{ROOT}/sources/", {"name": "x", "external_ids": [same, same]})

    assert set(faults(answer, 422)) == {"/external_ids/1"}


def test_a_source_is_put_anew(reviewer: APIClient) -> None:
    source = SourceFactory(domain="courier.example")

    after = body(put(reviewer, source, name="The Courier"))

    assert (after["name"], after["domain"]) == ("The Courier", None)
    assert body(patch(reviewer, source, domain="new.example"))["name"] == "The Courier"


def test_a_source_with_articles_stays(reviewer: APIClient) -> None:
    article = ArticleFactory()

    answer = reviewer.delete(address(article.source), headers={"If-Match": tag(article.source)})

    assert answer.status_code == 409
    assert article.uid in answer.json()["detail"]
