"""Counts are kept until anything changes, and never longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from api.statistics import kept
from archive.models import Incident
from archive.recording import recording
from archive.services.tokens import make_token
from tests.api.answers import ROOT, body
from tests.factories import (
    IncidentFactory,
    IncidentParticipantFactory,
    MeasureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def of_actor() -> str:
    return f"actors/{IncidentParticipantFactory().actor.uid}/network/"


ASKED: dict[str, Callable[[], str]] = {
    "facets": lambda: "incidents/facets/?by=event_type,country&q=attack OR the",
    "timeline": lambda: "incidents/timeline/?interval=year",
    "totals": lambda: "incidents/totals/?measure=killed",
    "network": of_actor,
}


def ask(api: APIClient, path: str) -> tuple[Any, int]:
    """Return an answer and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        found = body(api.get(f"{ROOT}/{path}"))
    return found, len(queries)


@pytest.mark.parametrize("name", ASKED)
def test_the_same_question_is_counted_once(api: APIClient, name: str) -> None:
    MeasureFactory()
    path = ASKED[name]()

    first, counting = ask(api, path)
    again, looking = ask(api, path)

    assert again == first
    # The last entry of the log; a network looks for its actor as well.
    assert looking == (2 if name == "network" else 1) < counting


def total(api: APIClient, **query: str) -> int:
    answer = api.get(f"{ROOT}/incidents/facets/", {"by": "event_type", **query})
    count: int = body(answer)["facets"][0]["total"]
    return count


def test_every_kind_of_change_is_counted_at_once(api: APIClient) -> None:
    one, other = IncidentFactory.create_batch(2, modality="planned")
    assert total(api) == 0
    one.modality = other.modality = "actual"
    one.save()
    assert total(api) == 1
    other.save()
    assert total(api) == 2
    Incident.objects.filter(pk=one.pk).update(review_status="draft")
    assert total(api) == 1
    other.delete()
    assert total(api) == 0
    for incident in IncidentFactory.build_batch(2):
        incident.save()
    assert total(api) == 2


def test_readers_are_answered_each_by_what_they_may_read(api: APIClient) -> None:
    IncidentFactory()
    IncidentFactory(review_status="draft")
    _token, text = make_token(UserFactory(role="coder"), "tests")
    mine = {"Authorization": f"Bearer {text}"}
    path = f"{ROOT}/incidents/facets/?by=event_type&review_status=published"
    drafts = f"{ROOT}/incidents/facets/?by=event_type&review_status=draft"

    assert body(api.get(drafts, headers=mine))["facets"][0]["total"] == 1
    assert api.get(drafts).status_code == 403
    assert [body(api.get(path, headers=h))["facets"][0]["total"] for h in (mine, {})] == [1, 1]


def test_nothing_is_kept_of_what_is_not_yet_in_the_log(api: APIClient) -> None:
    incident = IncidentFactory()
    assert total(api) == 1
    with recording():
        incident.review_status = "draft"
        incident.save()
        assert total(api) == 0
    assert total(api) == 0


def test_no_more_is_kept_than_there_is_room_for(
    api: APIClient, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.KEPT_COUNTS = 2
    monkeypatch.setattr(kept, "_kept", type(kept._kept)())
    IncidentFactory()
    for kind in ("single", "aggregate", "single"):
        total(api, kind=kind)
    assert len(kept._kept) == 2
    total(api)
    assert len(kept._kept) == 2
    monkeypatch.setattr(kept, "_LARGEST", 1)
    total(api, modality="actual")
    assert all("modality" not in str(key) for key in kept._kept)


def test_a_site_that_keeps_none_counts_every_time(api: APIClient, settings: Any) -> None:
    settings.KEPT_COUNTS = 0
    MeasureFactory()
    path = ASKED["totals"]()

    assert ask(api, path) == ask(api, path)
