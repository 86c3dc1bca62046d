"""GET /api/v1/vocabularies/."""

from __future__ import annotations

from rest_framework.test import APIClient

from archive.vocabularies import VOCABULARIES
from tests.api.answers import body, refused


def test_every_vocabulary_is_listed_in_one_page(api: APIClient) -> None:
    page = body(api.get("/api/v1/vocabularies/"))

    assert [each["name"] for each in page["results"]] == list(VOCABULARIES)
    assert (page["count"], page["count_relation"]) == (len(VOCABULARIES), "exact")
    assert (page["next"], page["previous"], page["next_cursor"]) == (None, None, None)


def test_a_listed_vocabulary_tells_what_it_is_without_its_terms(api: APIClient) -> None:
    page = body(api.get("/api/v1/vocabularies/"))

    (mode,) = [each for each in page["results"] if each["name"] == "event_mode"]
    vocabulary = VOCABULARIES["event_mode"]
    assert mode == {
        "name": "event_mode",
        "url": "http://testserver/api/v1/vocabularies/event_mode/",
        "label": vocabulary.label,
        "definition": vocabulary.definition,
        "source": vocabulary.source,
        "open": True,
        "parent": "event_type",
        "size": len(vocabulary),
    }


def test_no_parameter_is_taken(api: APIClient) -> None:
    assert refused(api, "vocabularies", limit=3)["code"] == "unknown_parameter"
