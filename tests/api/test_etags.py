"""Entity tags: a record's version, in the header and in the body, and 304 for who has it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from tests.api.answers import ROOT, body
from tests.api.test_visibility import FACTORIES


@pytest.mark.parametrize("resource", FACTORIES)
@pytest.mark.parametrize("query", [{}, {"fields": "uid,etag"}, {"omit": "created_at"}])
def test_header_and_body_have_the_same_tag(
    api: APIClient, resource: str, query: dict[str, str]
) -> None:
    record = FACTORIES[resource]()
    record.refresh_from_db()

    answer = api.get(f"{ROOT}/{resource}/{record.uid}/", query)

    assert answer["ETag"] == f'"{record.version}"'
    assert body(answer)["etag"] == answer["ETag"]


@pytest.mark.parametrize("resource", FACTORIES)
def test_lists_hold_the_tag_of_each_record(api: APIClient, resource: str) -> None:
    record = FACTORIES[resource]()
    record.refresh_from_db()

    found = body(api.get(f"{ROOT}/{resource}/", {"uid": record.uid}))["results"]

    assert [each["etag"] for each in found] == [f'"{record.version}"']


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("{tag}", 304),
        ('"0", {tag}', 304),
        ("W/{tag}", 304),
        ("*", 304),
        ('"0"', 200),
        ("nonsense", 200),
    ],
)
def test_a_known_version_is_not_sent_again(api: APIClient, given: str, status: int) -> None:
    actor = FACTORIES["actors"]()
    address = f"{ROOT}/actors/{actor.uid}/"
    tag = api.get(address)["ETag"]

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = api.get(address, headers={"If-None-Match": given.format(tag=tag)})

    assert answer.status_code == status
    assert answer["ETag"] == tag
    if status == 304:
        assert answer.content == b""
        assert len(asked) == 1


def test_a_changed_record_is_sent_again(api: APIClient) -> None:
    actor = FACTORIES["actors"]()
    address = f"{ROOT}/actors/{actor.uid}/"
    tag = api.get(address)["ETag"]
    actor.name = "Another name"
    actor.save()

    answer = api.get(address, headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert answer["ETag"] != tag


def test_a_cache_is_told_that_the_reader_matters(api: APIClient) -> None:
    answer = api.get(f"{ROOT}/actors/{FACTORIES['actors']().uid}/")

    assert {name.strip() for name in answer["Vary"].split(",")} >= {"Accept", "Authorization"}
