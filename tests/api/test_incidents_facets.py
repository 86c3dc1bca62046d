"""GET /api/v1/incidents/facets/"""

from __future__ import annotations

from typing import Any

from rest_framework.test import APIClient

from tests.api.answers import ROOT, body
from tests.factories import (
    IncidentFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    PlaceFactory,
)


def counts(api: APIClient, by: str, **query: Any) -> dict[str | None, int]:
    (found,) = body(api.get(f"{ROOT}/incidents/facets/", {"by": by, **query}))["facets"]
    return {term["code"]: term["count"] for term in found["terms"]}


def at(*countries: str | None) -> Any:
    incident = IncidentFactory()
    for country in countries:
        IncidentPlaceFactory(incident=incident, place=PlaceFactory(country=country))
    return incident


def test_first_story_is_counted_with_codes_and_labels(first_story, api):
    answer = body(api.get(f"{ROOT}/incidents/facets/", {"by": "country,event_type"}))

    assert answer == {
        "facets": [
            {
                "facet": "country",
                "total": 9,
                "several": True,
                "terms": [
                    {"code": "IQ", "label": "Iraq", "count": 3},
                    {"code": None, "label": None, "count": 3},
                    {"code": "IR", "label": "Iran", "count": 1},
                    {"code": "JO", "label": "Jordan", "count": 1},
                    {"code": "LB", "label": "Lebanon", "count": 1},
                    {"code": "SY", "label": "Syria", "count": 1},
                ],
            },
            {
                "facet": "event_type",
                "total": 9,
                "several": False,
                "terms": [
                    {"code": "ASSAULT", "label": "Assault", "count": 7},
                    {"code": "CONSULT", "label": "Consult", "count": 1},
                    {"code": "MOBILIZE", "label": "Mobilize", "count": 1},
                ],
            },
        ]
    }


def test_facet_does_not_narrow_itself_but_others(first_story, api):
    assert counts(api, "event_type", event_type="CONSULT") == counts(api, "event_type")
    assert counts(api, "kind", event_type="CONSULT") == {"single": 1}


def test_modality_counts_what_lists_leave_out_by_default(first_story, api):
    assert counts(api, "modality") == {"actual": 8, "suspected": 1, "anticipated": 1}


def test_incident_with_two_places_in_a_country_counts_once(api):
    at("IQ", "IQ")
    at("IQ", "SY")
    at(None)
    at()

    assert counts(api, "country") == {"IQ": 2, "SY": 1, None: 2}


def test_related_rows_count_that_meet_the_rest_of_their_group(api):
    incident = at("IQ")
    IncidentPlaceFactory(incident=incident, place=PlaceFactory(country="IR"), role="origin")

    assert counts(api, "country", place_role="origin") == {"IR": 1}
    assert counts(api, "country") == {"IQ": 1, "IR": 1}


def test_term_counts_that_goes_with_every_repetition_of_its_group(api):
    both, one = IncidentFactory(), IncidentFactory()
    for incident, role, side in (
        (both, "target", "a"),
        (both, "target", "b"),
        (both, "victim", "b"),
        (one, "target", "a"),
        (one, "victim", "b"),
    ):
        IncidentParticipantFactory(incident=incident, role=role, side=side)

    assert counts(api, "participant_role", participant_side=["a", "b"]) == {"target": 1, None: 1}


def test_wide_and_narrow_ranges_are_counted_together(api):
    IncidentFactory(date_earliest="2024-03-01")
    IncidentFactory(date_earliest="2024-01-01", date_latest="2024-06-30", date_semantics="interval")
    IncidentFactory(date_earliest="2023-01-01")

    assert counts(api, "date_semantics", date_after="2024-03-01", date_before="2024-03-01") == {
        "exact_day": 1,
        "interval": 1,
    }


def test_drafts_are_counted_for_the_staff_alone(api, staff_api):
    IncidentFactory(review_status="draft")
    IncidentFactory()
    draft = at("IQ")
    draft.places.get().place.review_status = "draft"
    draft.places.get().place.save()

    assert counts(api, "kind") == {"single": 2}
    assert counts(staff_api, "kind", review_status="draft,published") == {"single": 3}
    answer = body(
        api.get(f"{ROOT}/incidents/facets/", {"by": "kind", "review_status": "draft"}), 403
    )
    assert answer["status"] == 403
