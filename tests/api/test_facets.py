"""GET /api/v1/<resource>/facets/ of every resource: each count is that of a list."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from api.urls import router
from api.viewsets.statistics import FacetedViewSet
from tests.api.answers import ROOT, body, budget_queries
from tests.factories import IncidentFactory, IncidentPlaceFactory

FACETED: dict[str, type[FacetedViewSet]] = {
    prefix: viewset for prefix, viewset, _ in router.registry if issubclass(viewset, FacetedViewSet)
}
FILTERS: dict[str, list[dict[str, Any]]] = {
    "incidents": [
        {"event_type": "ASSAULT", "date_after": "2024-01-01"},
        {"country": "IQ", "place_role": "occurred"},
        {"participant_role": ["perpetrator", "victim"], "participant_status": "alleged"},
        {"q": "attack", "kind": "single,aggregate", "modality": "actual,anticipated"},
    ],
    "statements": [{"speech_act": ["accuse", "condemn"]}, {"form": "direct,mixed", "q": "attack"}],
    "actors": [{"country": "US,IR", "affiliation_kind": "spokesperson"}],
    "articles": [{"language": "en"}],
    "places": [{"kind": "facility,country"}],
    "sources": [{"kind": "newspaper"}],
}


def facets(api: APIClient, resource: str, **query: Any) -> Any:
    return body(api.get(f"{ROOT}/{resource}/facets/", query))["facets"]


def counted(api: APIClient, resource: str, **query: Any) -> int:
    found: int = body(api.get(f"{ROOT}/{resource}/", {"count": "exact", "limit": 1, **query}))[
        "count"
    ]
    return found


def test_every_resource_of_records_has_facets():
    assert set(FACETED) == set(FILTERS)


@pytest.mark.parametrize("resource", FACETED)
def test_each_count_is_that_of_the_list_with_the_term(first_story, api, resource):
    # `en` as a parameter finds en-GB too, while each tag is counted by itself.
    names = [name for name in FACETED[resource].faceted if name != "language"]
    for filters in ({}, *FILTERS[resource]):
        for found in facets(api, resource, by=",".join(names), **filters):
            others = {name: each for name, each in filters.items() if name != found["facet"]}
            terms = {term["code"]: term["count"] for term in found["terms"] if term["code"]}

            assert {
                code: counted(api, resource, **others, **{found["facet"]: code}) for code in terms
            } == terms, (filters, found["facet"])
            assert all(terms.values())


@pytest.mark.parametrize("resource", FACETED)
def test_query_that_is_wrong_is_refused(api, resource):
    missing = body(api.get(f"{ROOT}/{resource}/facets/"), 400)
    unknown = body(api.get(f"{ROOT}/{resource}/facets/", {"by": "colour"}), 400)
    foreign = body(api.get(f"{ROOT}/{resource}/facets/", {"by": "origin", "limit": 5}), 400)

    assert [error["code"] for error in missing["errors"]] == ["missing"]
    assert [error["allowed"] for error in unknown["errors"]] == [list(FACETED[resource].faceted)]
    assert [error["code"] for error in foreign["errors"]] == ["unknown_parameter"]


def test_facet_costs_the_same_for_one_record_and_for_thirty(api):
    costs = []
    for size in (1, 29):
        for _ in range(size):
            IncidentPlaceFactory(incident=IncidentFactory())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            facets(api, "incidents", by="event_type,country,context")
        costs.append(len(queries))

    # One for each facet, one more for the total where a record may have several terms.
    assert costs == [7 + budget_queries()] * 2
