"""GET /api/v1/sources/{uid}/."""

from __future__ import annotations

from rest_framework.test import APIClient

from tests.api.answers import shown
from tests.factories import ExternalIdFactory, SourceFactory


def test_a_source_shows_what_is_known_and_null_for_the_rest(api: APIClient) -> None:
    source = SourceFactory(name="The Daily Courier", domain=None, country="GB", kind="newspaper")
    ExternalIdFactory(source=source, scheme="wikidata", value="Q1", actor=None)

    answer = shown(api, source)

    assert answer.pop("created_at").endswith("Z")
    assert answer.pop("updated_at").endswith("Z")
    assert answer == {
        "uid": source.uid,
        "url": f"http://testserver/api/v1/sources/{source.uid}/",
        "etag": '"2"',
        "name": "The Daily Courier",
        "domain": None,
        "kind": "newspaper",
        "country": "GB",
        "scale": "national",
        "reliability": None,
        "reliability_note": None,
        "external_ids": [{"scheme": "wikidata", "value": "Q1"}],
        "review_status": "published",
        "origin": "human",
    }
