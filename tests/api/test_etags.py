"""Entity tags: a record's version, in the header and in the body, and 304 for who has it."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
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


def test_what_everybody_reads_is_not_what_members_have(api: APIClient, coder: APIClient) -> None:
    actor = FACTORIES["actors"]()
    address = f"{ROOT}/actors/{actor.uid}/"
    public, whole = api.get(address)["ETag"], coder.get(address)["ETag"]

    assert whole == body(coder.get(address))["etag"] != public
    assert api.get(address, headers={"If-None-Match": whole}).status_code == 200
    assert coder.get(address, headers={"If-None-Match": public}).status_code == 200
    assert coder.get(address, headers={"If-None-Match": whole}).status_code == 304


def test_who_read_only_what_everybody_may_does_not_write_it_back(
    api: APIClient, reviewer: APIClient
) -> None:
    actor = FACTORIES["actors"]()
    address = f"{ROOT}/actors/{actor.uid}/"
    public, whole = api.get(address)["ETag"], reviewer.get(address)["ETag"]

    answer = reviewer.patch(address, {"name": "New"}, headers={"If-Match": public})

    assert (answer.status_code, answer["ETag"]) == (412, whole)
    assert answer.json()["detail"].startswith("You have read what everybody may")
    again = reviewer.patch(address, {"name": "New"}, headers={"If-Match": whole})
    assert again.status_code == 200


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


OF_MANY = {
    **{resource: f"{resource}/" for resource in FACTORIES},
    "search": "search/?q=the",
    "changes": "changes/?limit=2",
    "facets": "incidents/facets/?by=country",
    "timeline": "incidents/timeline/",
    "totals": "incidents/totals/?measure=killed",
    "network": "actors/{actor}/network/",
}


@pytest.mark.parametrize("name", OF_MANY)
def test_what_is_made_of_many_records_is_sent_again_only_after_a_change(
    api: APIClient, coder: APIClient, name: str
) -> None:
    actor = FACTORIES["actors"]()
    address = f"{ROOT}/{OF_MANY[name].format(actor=actor.uid)}"
    first = api.get(address)
    tag = first["ETag"]
    assert (first.status_code, tag[:3]) == (200, 'W/"')

    again = api.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert {"Authorization"} <= {each.strip() for each in again["Vary"].split(",")}
    # Who reads more has another answer under the same address.
    assert coder.get(address, headers={"If-None-Match": tag}).status_code == 200
    actor.name = "Another name"
    actor.save()
    changed = api.get(address, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag


def test_what_is_not_there_is_not_unchanged(api: APIClient) -> None:
    FACTORIES["actors"]()
    tag = api.get(f"{ROOT}/actors/")["ETag"]

    answer = api.get(
        f"{ROOT}/actors/act_01jabcdefghjkmnpqrstvwxyz0/network/", headers={"If-None-Match": tag}
    )

    assert answer.status_code == 404


def test_what_is_taken_back_has_not_changed_the_tag(api: APIClient) -> None:
    FACTORIES["actors"]()
    tag = api.get(f"{ROOT}/actors/")["ETag"]

    with transaction.atomic():
        FACTORIES["actors"]()
        transaction.set_rollback(True)

    assert api.get(f"{ROOT}/actors/")["ETag"] == tag
