"""Sparse answers: `fields`, `omit`, `expand` change what is shown, and what is loaded for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from api.urls import router
from api.viewsets.base import RecordViewSet
from tests.api.answers import ROOT, body, refused, shown
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    PassageFactory,
    PlaceFactory,
    StatementFactory,
)

RESOURCES: dict[str, type[RecordViewSet]] = {
    prefix: viewset for prefix, viewset, _ in router.registry if issubclass(viewset, RecordViewSet)
}


def first(api: APIClient, resource: str, **query: Any) -> dict[str, Any]:
    """Return the first record of a list."""
    record: dict[str, Any] = body(api.get(f"{ROOT}/{resource}/", query))["results"][0]
    return record


def test_fields_shows_these_only_in_their_usual_order(api: APIClient) -> None:
    incident = IncidentFactory()

    assert list(first(api, "incidents", fields="title,uid")) == ["uid", "title"]
    assert shown(api, incident, fields="title") == {"title": incident.title}


def test_omit_shows_all_but_these(api: APIClient) -> None:
    IncidentFactory()
    everything = first(api, "incidents")

    rest = first(api, "incidents", omit="participants,places")

    assert rest == {
        name: value for name, value in everything.items() if name not in {"participants", "places"}
    }


def test_expand_adds_what_a_list_leaves_out(api: APIClient) -> None:
    passage = PassageFactory()
    plain = first(api, "incidents")

    wide = first(api, "incidents", expand="passages,articles")

    assert [each["uid"] for each in wide.pop("passages")] == [passage.uid]
    assert [each["uid"] for each in wide.pop("articles")] == [passage.revision.article.uid]
    assert wide == plain


def test_fields_can_name_what_a_list_leaves_out(api: APIClient) -> None:
    passage = PassageFactory()

    found = first(api, "incidents", fields="uid", expand="passages")

    assert found == first(api, "incidents", fields="uid,passages")
    assert found["uid"] == passage.incident.uid


def test_expand_shows_nested_records_with_more_of_their_own_fields(api: APIClient) -> None:
    incident = IncidentFactory()
    actor = ActorFactory(sector="MIL", country="ES")
    IncidentParticipantFactory(incident=incident, actor=actor)
    IncidentPlaceFactory(incident=incident, place=PlaceFactory(located=True))
    brief = {"uid", "url", "name", "kind"}

    narrow, wide = first(api, "incidents"), first(api, "incidents", expand="actors,places")

    assert set(narrow["participants"][0]["actor"]) == brief
    assert set(narrow["places"][0]["place"]) == brief
    assert set(wide["participants"][0]["actor"]) == brief | {
        "sector",
        "country",
        "identity",
        "scope",
    }
    assert wide["participants"][0]["actor"]["sector"] == "MIL"
    assert set(wide["places"][0]["place"]) == brief | {
        "country",
        "lat",
        "lon",
        "coordinate_basis",
    }


def test_nothing_left_to_show_is_refused(api: APIClient) -> None:
    assert refused(api, "incidents", 422, fields="uid", omit="uid")["code"] == "nothing_left"


@pytest.mark.parametrize("parameter", ["fields", "omit", "expand"])
def test_an_unknown_field_is_named_with_the_nearest(api: APIClient, parameter: str) -> None:
    fault = refused(
        api, "incidents", **{parameter: "uid,pasages" if parameter != "expand" else "pasages"}
    )

    assert (fault["code"], fault["did_you_mean"]) == ("unknown_value", "passages")
    assert "passages" in fault["allowed"]


@pytest.mark.parametrize(
    ("resource", "fields"),
    [
        ("incidents", "uid,title,date,kind"),
        ("statements", "uid,text,speech_acts"),
        ("statements", "uid,article,revision,relayed_by,occasion"),
        ("actors", "uid,name,article"),
        ("articles", "uid,published,source"),
        ("places", "uid,parent"),
        ("sources", "uid,name"),
    ],
)
def test_fields_without_lists_cost_three_queries(
    api: APIClient, resource: str, fields: str
) -> None:
    for _ in range(3):
        StatementFactory(relayed=True, occasion=IncidentFactory())
        PlaceFactory(parent=PlaceFactory())

    with CaptureQueriesContext(
        connection,
    ) as asked:
        body(api.get(f"{ROOT}/{resource}/", {"fields": fields}))

    # The last entry of the log, the keys of the page, then its records.
    assert len(asked) == 3


def test_columns_that_are_not_shown_are_not_loaded(api: APIClient) -> None:
    StatementFactory()

    with CaptureQueriesContext(connection) as asked:
        body(api.get(f"{ROOT}/statements/", {"fields": "uid"}))
        body(api.get(f"{ROOT}/articles/", {"expand": "revision"}))

    sql = " ".join(query["sql"] for query in asked)
    assert '"addressee_text"' not in sql
    assert '"body"' not in sql


@pytest.mark.parametrize("resource", RESOURCES)
def test_the_full_form_has_every_field_of_a_list_and_all_that_can_be_added(resource: str) -> None:
    viewset = RESOURCES[resource]
    listed, detail = viewset.serializer_class, viewset.detail_serializer_class

    # `match` is about a query, and one record answers none.
    assert set(listed.Meta.fields) - {"match"} <= set(detail.Meta.fields)
    assert detail.expandable() == ()
    assert set(listed.expandable()) <= set(listed.Meta.fields)
