"""Two requests at once: who comes second is told so, and nothing of theirs is half there."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from api.models import RememberedRequest
from archive.models import Article, Incident, Source
from archive.services.merging import merge
from tests.api.answers import ROOT, body
from tests.api.writing import address, faults, ref, tag
from tests.factories import ActorFactory, ArticleFactory, SourceFactory
from tests.overtaking import overtaking

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def test_what_is_deleted_meanwhile_is_not_referred_to(reviewer: APIClient) -> None:
    source = SourceFactory()
    article = {"title": "A fire", "source": ref(source)}

    def write() -> Any:
        return reviewer.post(f"{ROOT}/articles/", article, headers={"Idempotency-Key": "mine"})

    with overtaking(write) as answers:
        source.delete()

    assert body(answers[0], 503)["type"].endswith("/unavailable/")
    assert answers[0]["Retry-After"] == "5"
    assert not Article.objects.exists()
    # Sent again, with its key, it is told what is wrong.
    assert faults(write(), 422) == {"/source/uid": "unknown_uid"}
    assert not RememberedRequest.objects.exists()


def test_what_is_referred_to_meanwhile_is_not_deleted(reviewer: APIClient) -> None:
    source = SourceFactory(review_status="draft")
    version = tag(source)

    def delete() -> Any:
        return reviewer.delete(address(source), headers={"If-Match": version})

    with overtaking(delete) as answers:
        ArticleFactory(source=source)
        _check_references_now()

    assert body(answers[0], 409)["type"].endswith("/conflict/")
    assert Source.objects.get() == source


def test_what_is_deleted_meanwhile_is_not_merged_into(reviewer: APIClient) -> None:
    merged, survivor = ActorFactory(), ActorFactory()
    into, version = {"into": ref(survivor)}, tag(merged)

    def merge() -> Any:
        return reviewer.post(f"{address(merged)}merge/", into, headers={"If-Match": version})

    with overtaking(merge) as answers:
        survivor.delete()

    assert faults(answers[0], 422) == {"/into": "gone"}
    merged.refresh_from_db()
    assert merged.merged_into is None


def test_what_is_merged_meanwhile_is_referred_to_by_its_survivor(reviewer: APIClient) -> None:
    merged, survivor = ActorFactory(), ActorFactory()
    met = {
        "title": "A meeting",
        "kind": "single",
        "event_type": "CONSULT",
        "participants": [{"actor": ref(merged), "role": "initiator"}],
    }

    def write() -> Any:
        return reviewer.post(f"{ROOT}/incidents/", met)

    with overtaking(write) as answers:
        merge(merged, survivor, by="somebody")

    assert body(answers[0], 503)["type"].endswith("/unavailable/")
    assert not Incident.objects.exists()
    (part,) = body(write(), 201)["participants"]
    assert part["actor"]["uid"] == survivor.uid


def test_a_record_is_changed_while_another_comes_to_refer_to_it(reviewer: APIClient) -> None:
    source = SourceFactory()
    version = tag(source)

    def rename() -> Any:
        headers = {"If-Match": version}
        return reviewer.patch(address(source), {"name": "Another"}, headers=headers)

    # Each waits for the other, unless the change leaves others refer to what it changes.
    with overtaking(rename) as answers:
        ArticleFactory(source=source)

    assert body(answers[0])["name"] == "Another"
    assert Article.objects.get().source == source


def test_what_refers_meanwhile_to_what_is_merged_is_moved(reviewer: APIClient) -> None:
    merged, survivor = SourceFactory(), SourceFactory()

    def act() -> Any:
        return merge(merged, survivor, by="somebody")

    with overtaking(act) as reports:
        # Seen by the merge only when it holds the log, which it waits for.
        article = ArticleFactory(source=merged)

    article.refresh_from_db()
    assert article.source == survivor
    assert reports[0].moved == {"articles": 1}


def test_the_second_with_a_key_is_told_that_the_first_is_running(reviewer: APIClient) -> None:
    paper = {"name": "The Courier"}
    second = []

    def write() -> Any:
        return reviewer.post(f"{ROOT}/sources/", paper, headers={"Idempotency-Key": "mine"})

    with overtaking(write, lambda: second.append(write())) as answers:
        # Holds the log, which the first waits for.
        SourceFactory()

    assert body(second[0], 409)["detail"] == "The first request with this key is still running."
    assert (answers[0].status_code, answers[0].content) == (201, write().content)
    assert Source.objects.filter(name="The Courier").count() == 1


def _check_references_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
