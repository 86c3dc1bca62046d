"""Many records at once: all or nothing, faults by their place."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from archive.models import Actor, Change, Source
from tests.api.answers import ROOT, body
from tests.api.test_visibility import FACTORIES
from tests.api.writing import faults, tag
from tests.factories import ActorFactory, SourceFactory


def test_records_are_made_in_their_order(coder: APIClient) -> None:
    names = [f"Outlet {n}" for n in range(100)]

    made = body(coder.post(f"{ROOT}/sources/bulk/", [{"name": name} for name in names]), 201)

    assert [each["name"] for each in made["results"]] == names
    assert Source.objects.count() == 100


def test_one_bad_record_stops_all(coder: APIClient) -> None:
    unknown = {"uid": Actor().uid}
    good = {"name": "Good"}
    worse = {
        "name": "Worse",
        "affiliations": [
            {"organisation": unknown, "kind": "part_of"},
            {"organisation": unknown, "kind": "part_of"},
        ],
    }

    answer = coder.post(f"{ROOT}/actors/bulk/", [good, {"nme": "Bad"}, good])
    assert faults(answer, 400) == {"/1/nme": "unknown_field", "/1/name": "missing"}
    answer = coder.post(f"{ROOT}/actors/bulk/", [good, good, good, worse])
    assert faults(answer, 422) == {
        "/3/affiliations/0/organisation/uid": "unknown_uid",
        "/3/affiliations/1/organisation/uid": "unknown_uid",
    }
    assert not Actor.objects.exists()
    assert not Change.objects.exists()


@pytest.mark.parametrize("number", [0, 101])
def test_one_to_a_hundred_go(coder: APIClient, number: int) -> None:
    answer = coder.post(f"{ROOT}/sources/bulk/", [{"name": "x"}] * number)

    assert faults(answer, 400) == {"": "too_many"}


@pytest.mark.parametrize("resource", FACTORIES)
def test_records_are_changed_by_what_was_read(reviewer: APIClient, resource: str) -> None:
    one, two = FACTORIES[resource](), FACTORIES[resource]()
    changes = [
        {"uid": each.uid, "etag": tag(each), "external_ids": [{"scheme": "wikidata", "value": "Q"}]}
        for each in (two, one)
    ]

    changed = body(reviewer.patch(f"{ROOT}/{resource}/bulk/", changes))["results"]

    assert [each["uid"] for each in changed] == [two.uid, one.uid]
    assert [each["external_ids"] for each in changed] == [
        [{"scheme": "wikidata", "value": "Q"}]
    ] * 2
    assert [each["etag"] for each in changed] == [tag(two), tag(one)]


def test_one_stale_record_stops_all(reviewer: APIClient) -> None:
    one, two = SourceFactory(name="One"), SourceFactory(name="Two")
    unknown = {"uid": Source().uid, "etag": '"1-all"'}
    changes = [
        {"uid": one.uid, "etag": tag(one), "name": "New"},
        {"uid": two.uid, "etag": '"99-all"', "name": "New"},
        unknown,
        {"uid": one.uid, "etag": tag(one), "name": "Newer"},
    ]

    answer = reviewer.patch(f"{ROOT}/sources/bulk/", changes)

    assert faults(answer, 422) == {
        "/1/etag": "stale",
        "/2/uid": "unknown_uid",
        "/3/uid": "repeated",
    }
    assert set(Source.objects.values_list("name", flat=True)) == {"One", "Two"}


def test_roles_hold_for_each(coder: APIClient) -> None:
    actor = ActorFactory()

    answer = coder.patch(f"{ROOT}/actors/bulk/", [{"uid": actor.uid, "etag": tag(actor)}])

    assert answer.status_code == 403
