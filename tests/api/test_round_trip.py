"""What an answer shows can be put back as it is, and nothing changes."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from archive.models import Change
from tests.api.answers import ROOT, body
from tests.api.test_visibility import FACTORIES


def everything(api: APIClient, resource: str) -> list[dict[str, Any]]:
    query: dict[str, Any] = {"limit": 500}
    if resource == "incidents":
        query["modality"] = "actual,planned,anticipated,hypothetical,negated"
    found = body(api.get(f"{ROOT}/{resource}/", query))
    assert found["next"] is None
    return [body(api.get(record["url"])) for record in found["results"]]


@pytest.mark.parametrize("method", ["put", "patch"])
@pytest.mark.parametrize("resource", FACTORIES)
def test_nothing_changes(
    first_story: None, reviewer: APIClient, resource: str, method: str
) -> None:
    before = Change.objects.count()

    for record in everything(reviewer, resource):
        write = getattr(reviewer, method)
        answer = write(record["url"], record, headers={"If-Match": record["etag"]})
        assert body(answer) == record
        assert answer["ETag"] == record["etag"]

    assert Change.objects.count() == before
