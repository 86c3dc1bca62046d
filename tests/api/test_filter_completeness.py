"""Every column that users would ask by has a parameter, or a reason why not."""

from __future__ import annotations

import pytest
from django.db import models

from api.urls import router
from api.viewsets.base import RecordViewSet
from archive.models import (
    Actor,
    Affiliation,
    Alias,
    Article,
    Citation,
    ExternalId,
    Incident,
    IncidentLink,
    IncidentParticipant,
    IncidentPlace,
    Measure,
    Passage,
    Place,
    Revision,
    Source,
    Statement,
    StatementLink,
    StatementParticipant,
)

PROSE = "prose: found by the words in it, which is search"
INTERNAL = "internal: kept by the database for itself"
OWNER = "the record itself"
SHOWN = "shown with its record; nobody lists by it"

# Column → the parameters that ask by it.
ASKED: dict[type[models.Model], dict[str, list[str]]] = {
    Source: {
        "uid": ["uid"],
        "name": ["name"],
        "domain": ["domain"],
        "kind": ["kind"],
        "country": ["country"],
        "scale": ["scale"],
        "reliability": ["reliability"],
    },
    Article: {
        "uid": ["uid"],
        "source": ["source"],
        "url": ["original_url"],
        "language": ["language"],
        "published_at": ["published_after", "published_before"],
    },
    Actor: {
        "uid": ["uid"],
        "name": ["name"],
        "kind": ["kind"],
        "sector": ["sector"],
        "country": ["country"],
        "identity": ["identity"],
        "scope": ["scope"],
        "article": ["article"],
    },
    Place: {
        "uid": ["uid"],
        "name": ["name"],
        "kind": ["kind"],
        "country": ["country"],
        "parent": ["parent", "within"],
        "lat": ["bbox"],
        "lon": ["bbox"],
        "coordinate_basis": ["coordinate_basis"],
    },
    Incident: {
        "uid": ["uid"],
        "kind": ["kind"],
        "event_type": ["event_type"],
        "event_mode": ["event_mode"],
        "contexts": ["context"],
        "modality": ["modality"],
        "cameo_code": ["cameo_code"],
        "acled_event_type": ["acled_event_type"],
        "acled_sub_event_type": ["acled_sub_event_type"],
        "ucdp_violence_type": ["ucdp_violence_type"],
        "date_earliest": ["date_after", "date_before"],
        "date_latest": ["date_after", "date_before"],
        "date_semantics": ["date_semantics"],
        "date_basis": ["date_basis"],
    },
    Statement: {
        "uid": ["uid"],
        "revision": ["article", "source"],
        "form": ["form"],
        "speech_acts": ["speech_act"],
        "anonymity": ["anonymity"],
        "medium": ["medium"],
        "relayed_by": ["relayed_by"],
        "verbatim": ["verbatim"],
        "joint": ["joint"],
        "conditional": ["conditional"],
        "hedge": ["hedge"],
        "about": ["about"],
        "occasion": ["occasion"],
        "date_earliest": ["date_after", "date_before"],
        "date_latest": ["date_after", "date_before"],
        "date_semantics": ["date_semantics"],
        "date_basis": ["date_basis"],
    },
    IncidentParticipant: {
        "actor": ["participant", "participant_name", "participant_kind", "participant_country"],
        "role": ["participant_role"],
        "side": ["participant_side"],
        "status": ["participant_status"],
        "asserted_by": ["asserted_by"],
    },
    IncidentPlace: {
        "place": ["place", "bbox"],
        "country": ["country"],
        "role": ["place_role"],
        "geo_precision": ["geo_precision"],
    },
    Measure: {
        "measure": ["measure", "killed_min", "displaced_max"],
        "minimum": ["measure_min", "killed_min"],
        "best": ["measure_min", "measure_max"],
        "maximum": ["measure_max", "killed_max"],
        "status": ["measure_status"],
        "asserted_by": ["asserted_by"],
    },
    IncidentLink: {
        "to_incident": ["linked_to"],
        "kind": ["link_kind"],
        "asserted_by": ["asserted_by"],
    },
    StatementParticipant: {
        "actor": ["speaker", "speaker_name", "accused", "accused_name"],
        "role": ["speaker", "addressee", "accused", "criticized", "target"],
    },
    StatementLink: {"to_statement": ["linked_to"], "kind": ["link_kind"]},
    Alias: {"text": ["name"]},
    Affiliation: {
        "organisation": ["affiliated_with"],
        "kind": ["affiliation_kind"],
        "status": ["affiliation_status"],
        "asserted_by": ["asserted_by"],
    },
    Citation: {"article": ["article", "source"], "source": ["source"]},
    ExternalId: {"scheme": ["external_id"], "value": ["external_id"]},
    Passage: {"revision": ["article", "source", "mentions"]},
    Revision: {"article": ["article"]},
}

# Shared by all records: asked by the same parameters everywhere.
OF_EVERY_RECORD = {
    "review_status": ["review_status"],
    "origin": ["origin"],
    "created_at": ["created_after"],
    "updated_at": ["updated_after", "updated_before"],
}

NOT_ASKED: dict[str, str] = {
    "id": INTERNAL,
    "version": "shown as the etag; nobody lists by it",
    "proposed": "what a machine proposes is decided on in the admin",
    "is_public": INTERNAL,
    "sort_date": INTERNAL,
    "sort_at": INTERNAL,
    "is_wide": INTERNAL,
    "name_folded": INTERNAL,
    "text_folded": INTERNAL,
    "merged_into": "a merged record is listed nowhere; its address leads to the survivor",
    "retraction_reason": PROSE,
    "imported_row": "the rows of other data sets are not part of this API",
    "position": SHOWN,
    "note": PROSE,
    "title": PROSE,
    "summary": PROSE,
    "text": PROSE,
    "byline": PROSE,
    "reliability_note": PROSE,
    "addressee_text": PROSE,
    "date_text": PROSE,
    "date_note": PROSE,
    "role_title": PROSE,
    "item": PROSE,
    "group_text": PROSE,
    "qualifier": PROSE,
    "exact": PROSE,
    "body": PROSE,
    "change_note": PROSE,
    "published_raw": "asked by the day that it says",
    "published_tz_known": SHOWN,
    "preliminary": SHOWN,
    "group_actor": "who is counted is nearly always a participant, and asked as one",
    "used_by": SHOWN,
    "voice": SHOWN,
    "locator": "as each data set counts: in no common form",
    "quoted": SHOWN,
    "start": SHOWN,
    "end": SHOWN,
    "sha256": SHOWN,
    "number": SHOWN,
    "captured_at": SHOWN,
    "actor": OWNER,
    "incident": OWNER,
    "from_incident": OWNER,
    "statement": OWNER,
    "from_statement": OWNER,
    "source": OWNER,
    "article": OWNER,
    "place": OWNER,
}
BY_MODEL: dict[type[models.Model], dict[str, str]] = {
    Alias: {"kind": SHOWN},
    Affiliation: dict.fromkeys(
        ("date_earliest", "date_latest", "date_semantics", "date_basis"),
        "the date of an affiliation is shown with it",
    ),
    IncidentLink: {"status": "links are asked by their kind"},
    Passage: {
        "uid": SHOWN,
        "role": SHOWN,
        **dict.fromkeys(
            ("participant", "incident_place", "measure", "incident_link", "alias", "affiliation"),
            "a passage is asked through what it supports",
        ),
    },
}

RECORDS: dict[type[models.Model], type[RecordViewSet]] = {
    viewset.model: viewset
    for _, viewset, _ in router.registry
    if issubclass(viewset, RecordViewSet)
}
EVERY_PARAMETER = {
    name for viewset in RECORDS.values() for name in viewset.filterset_class.parameters()
}


def columns(model: type[models.Model]) -> set[str]:
    return {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}


@pytest.mark.parametrize("model", ASKED, ids=lambda model: model.__name__)
def test_every_column_can_be_asked_by_or_has_a_reason_why_not(model: type[models.Model]) -> None:
    asked = ASKED[model] | (OF_EVERY_RECORD if model in RECORDS else {})
    reasons = NOT_ASKED | BY_MODEL.get(model, {})

    assert columns(model) - asked.keys() - reasons.keys() == set()
    assert asked.keys() - columns(model) == set()
    assert BY_MODEL.get(model, {}).keys() - columns(model) == set()


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_parameter_that_is_named_here_is_there(model: type[models.Model]) -> None:
    there = RECORDS[model].filterset_class.parameters().keys()
    named = {name for names in (ASKED[model] | OF_EVERY_RECORD).values() for name in names}

    assert named <= there


def test_every_parameter_of_a_part_is_there() -> None:
    named = {
        name
        for model, asked in ASKED.items()
        if model not in RECORDS
        for names in asked.values()
        for name in names
    }

    assert named <= EVERY_PARAMETER


def test_every_model_that_users_read_is_accounted_for() -> None:
    hidden = {
        *("Change", "ChangedRow", "Checkup", "DistinctPair", "Finding"),
        *("ReviewClaim", "ReviewStep", "Token"),
        *("ImportedRow", "ImportedFile", "ImportedLine"),
    }
    app = Source._meta.app_config

    assert {model.__name__ for model in app.get_models()} == hidden | {
        model.__name__ for model in ASKED
    }
