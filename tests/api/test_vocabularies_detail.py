"""GET /api/v1/vocabularies/{name}/."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from archive.vocabularies import VOCABULARIES
from tests.api.answers import body


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_vocabulary_shows_every_term_in_its_order(api: APIClient, name: str) -> None:
    answer = body(api.get(f"/api/v1/vocabularies/{name}/"))

    assert answer["terms"] == [
        {
            "code": term.code,
            "label": term.label,
            "definition": term.definition,
            "parents": list(term.parents),
            "mappings": dict(term.mappings),
        }
        for term in VOCABULARIES[name].terms
    ]


def test_a_vocabulary_that_is_not_there_is_not_found(api: APIClient) -> None:
    assert body(api.get("/api/v1/vocabularies/event_typ/"), 404)["title"] == "Not found"
