"""GET /api/v1/changes/."""

from __future__ import annotations

import pytest
from django.db import connection
from rest_framework.test import APIClient

from archive.models import Change
from archive.recording import recording
from archive.services.merging import merge
from archive.services.publishing import publish, retract
from tests.api.answers import body, refused
from tests.factories import ActorFactory, IncidentFactory, PlaceFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/changes/"


def entries(api: APIClient, **query: object) -> list[dict]:
    found: list[dict] = body(api.get(URL, query))["results"]
    return found


def test_an_entry_says_what_was_done_to_which_record(api: APIClient) -> None:
    with recording("coder", "Read again."):
        incident = IncidentFactory()

    (entry,) = entries(api, type="incident")
    change = Change.objects.get(uid=incident.uid)
    assert entry == {
        "seq": change.seq,
        "at": change.at.isoformat().replace("+00:00", "Z"),
        "op": "create",
        "type": "incident",
        "uid": incident.uid,
        "url": f"http://testserver/api/v1/incidents/{incident.uid}/",
        "version": 1,
        "fields": [],
        "is_public": True,
        "because_of": None,
        "by": None,
        "reason": None,
    }


def test_who_and_why_are_for_those_with_a_role(api: APIClient, staff_api: APIClient) -> None:
    with recording("coder", "Read again."):
        incident = IncidentFactory()
    retract(incident, by="reviewer", reason="Invented.")

    told = [(entry["op"], entry["by"], entry["reason"]) for entry in entries(api)]
    assert told == [("create", None, None), ("retract", None, "Invented.")]
    told = [(entry["op"], entry["by"], entry["reason"]) for entry in entries(staff_api)]
    assert told == [("create", "coder", "Read again."), ("retract", "reviewer", "Invented.")]


def test_what_was_not_public_is_told_from_its_publication_on(
    api: APIClient, staff_api: APIClient
) -> None:
    incident = IncidentFactory(review_status="draft")
    incident.title = "Another title"
    incident.save()
    hidden = PlaceFactory(review_status="draft")
    publish(incident, by="reviewer")

    assert [(e["op"], e["uid"], e["version"]) for e in entries(api)] == [
        ("publish", incident.uid, 3)
    ]
    assert [(e["op"], e["uid"]) for e in entries(staff_api)] == [
        ("create", incident.uid),
        ("update", incident.uid),
        ("create", hidden.uid),
        ("publish", incident.uid),
    ]


def test_every_way_of_a_record_has_its_op(api: APIClient) -> None:
    one, other = ActorFactory(), ActorFactory()
    merge(one, other, by="reviewer")
    gone = PlaceFactory()
    gone.delete()

    assert [(e["op"], e["uid"], e["is_public"]) for e in entries(api, op="merge,delete")] == [
        ("merge", one.uid, False),
        ("delete", gone.uid, False),
    ]


def test_the_feed_is_walked_to_its_end_and_goes_on_from_there(api: APIClient) -> None:
    made = [IncidentFactory().uid for _ in range(5)]

    seen, address = [], f"{URL}?limit=2"
    while address:
        page = body(api.get(address))
        seen += [entry["uid"] for entry in page["results"]]
        last = page["results"][-1]["seq"]
        assert page["next_cursor"] == (str(last) if page["next"] else None)
        address = page["next"]
    assert seen == made

    assert entries(api, since=last) == []
    new = IncidentFactory()
    assert [entry["uid"] for entry in entries(api, since=last)] == [new.uid]


def test_a_page_costs_two_queries(api: APIClient, django_assert_num_queries) -> None:
    IncidentFactory()
    for number in (1, 30):
        IncidentFactory.create_batch(number)
        expected = Change.objects.count()
        with django_assert_num_queries(2):  # its tag, its entries
            assert len(entries(api)) == expected


@pytest.mark.parametrize("query", ["", "?type=incident"])
def test_a_page_is_found_by_an_index(query: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("reads a plan of SQLite")
    rows = Change.objects.visible_to(None).after(5)
    if query:
        rows = rows.filter(type__in=["incident"])
    plan = rows[:50].explain()
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("since", "-1", "not_a_number"),
        ("since", str(2**53), "not_a_number"),
        ("type", "incidents", "unknown_value"),
        ("limit", "501", "not_a_number"),
        ("cursor", "1", "unknown_parameter"),
    ],
)
def test_what_is_no_question_is_refused(api: APIClient, name: str, value: str, code: str) -> None:
    fault = refused(api, "changes", **{name: value})
    assert (fault["parameter"], fault["code"]) == (name, code)
