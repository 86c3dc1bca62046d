"""GET /api/v1/incidents/: what can be asked, besides dates (test_incidents_dates.py)."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from archive.models import Incident
from archive.querysets.incident import NOT_HAPPENED
from tests.api.answers import listed, refused
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    CitationFactory,
    ExternalIdFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    SourceFactory,
    StatementFactory,
    StatementParticipantFactory,
)


def ask(api: APIClient, **query: Any) -> list[str]:
    return listed(api, "incidents", **query)


def test_incidents_are_listed_newest_first(api: APIClient) -> None:
    old, new = IncidentFactory(), IncidentFactory()

    assert ask(api) == [new.uid, old.uid]
    assert ask(api, ordering="date") == [old.uid, new.uid]


@pytest.mark.parametrize("modality", NOT_HAPPENED)
def test_what_did_not_happen_is_listed_only_when_asked_for(api: APIClient, modality: str) -> None:
    happened = IncidentFactory()
    expected = IncidentFactory(modality=modality)

    assert ask(api) == [happened.uid]
    assert ask(api, modality=modality) == [expected.uid]
    assert ask(api, uid=expected.uid) == [expected.uid]
    assert ask(api, modality=f"actual,{modality}") == [expected.uid, happened.uid]


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("uid", "{uid}"),
        ("kind", "aggregate,ongoing"),
        ("event_type", "COERCE"),
        ("event_mode", "arrest"),
        ("context", "legal,economic"),
        ("modality", "suspected"),
        ("date_semantics", "unknown"),
        ("date_basis", "inferred"),
        ("cameo_code", "173"),
        ("acled_event_type", "Strategic developments"),
        ("acled_sub_event_type", "Arrests"),
        ("ucdp_violence_type", "2"),
        ("origin", "machine"),
        ("external_id", "ucdp:9,acled:9"),
    ],
)
def test_incidents_are_found_by_each_parameter_of_their_own(
    api: APIClient, query: str, value: str
) -> None:
    found = IncidentFactory(
        undated=True,
        date_basis="inferred",
        kind="aggregate",
        event_type="COERCE",
        event_mode="arrest",
        contexts=["legal", "human_rights"],
        modality="suspected",
        cameo_code="173",
        acled_event_type="Strategic developments",
        acled_sub_event_type="Arrests",
        ucdp_violence_type="2",
        origin="machine",
    )
    ExternalIdFactory(incident=found, scheme="acled", value="9", actor=None)
    ExternalIdFactory(incident=IncidentFactory(), scheme="acled", value="8", actor=None)

    assert ask(api, **{query: value.format(uid=found.uid)}) == [found.uid]


def test_a_comma_means_or_and_a_repetition_means_and(api: APIClient) -> None:
    both = IncidentFactory(contexts=["military", "diplomatic"])
    one = IncidentFactory(contexts=["military"])
    IncidentFactory(contexts=[])

    assert ask(api, context="military,diplomatic") == [one.uid, both.uid]
    assert ask(api, context=["military", "diplomatic"]) == [both.uid]
    assert ask(api, context=["military,health", "diplomatic,health"]) == [both.uid]


@pytest.fixture
def raid(db: None) -> Incident:
    """A raid by the Front on the police, and nothing else of the sort."""
    incident: Incident = IncidentFactory()
    front = ActorFactory(name="Northern Front", kind="armed_group", country="NO")
    AliasFactory(actor=front, text="the Fróntists")
    IncidentParticipantFactory(incident=incident, actor=front, alleged=True, side="a")
    police = ActorFactory(name="Police", kind="government_body", country="ES")
    IncidentParticipantFactory(incident=incident, actor=police, role="target", side="b")
    return incident


@pytest.mark.parametrize(
    "query",
    [
        {"participant": "{front}"},
        {"participant": "{front},{police}"},
        {"participant": ["{front}", "{police}"]},
        {"participant_name": "frontists"},
        {"participant_kind": "armed_group"},
        {"participant_country": "NO,SE"},
        {"participant_role": "perpetrator"},
        {"participant_side": "b"},
        {"participant_status": "alleged"},
        {"participant": "{front}", "participant_role": "perpetrator,initiator"},
        {"participant": ["{front}", "{police}"], "participant_role": "perpetrator,target"},
        {"asserted_by": "{statement}"},
        {"asserted_by": "{statement}", "participant_role": "perpetrator"},
    ],
)
def test_incidents_are_found_by_who_took_part(
    api: APIClient, raid: Incident, query: dict[str, Any]
) -> None:
    other = ActorFactory(kind="person", country="FR")
    IncidentParticipantFactory(actor=other, role="victim", side="none")

    assert ask(api, **_filled(query, raid)) == [raid.uid]


@pytest.mark.parametrize(
    "query",
    [
        {"participant": "{police}", "participant_role": "perpetrator"},
        {"participant": "{front}", "participant_status": "stated"},
        {"participant": ["{front}", "{police}"], "participant_role": "target"},
        {"participant_name": "frontists", "participant_side": "b"},
        {"asserted_by": "{statement}", "participant_role": "target"},
    ],
)
def test_participant_parameters_speak_of_one_participant(
    api: APIClient, raid: Incident, query: dict[str, Any]
) -> None:
    assert ask(api, **_filled(query, raid)) == []


def _filled(query: dict[str, Any], raid: Incident) -> dict[str, Any]:
    front, police = (part.actor for part in raid.participants.order_by("position"))
    statement = raid.participants.get(actor=front).asserted_by.get()
    names = {"front": front.uid, "police": police.uid, "statement": statement.uid}
    return {
        name: [each.format(**names) for each in value]
        if isinstance(value, list)
        else value.format(**names)
        for name, value in query.items()
    }


def test_two_repeated_parameters_of_one_participant_are_refused(api: APIClient) -> None:
    one, other = ActorFactory(), ActorFactory()

    response = api.get(
        "/api/v1/incidents/",
        {"participant": [one.uid, other.uid], "participant_role": ["victim", "target"]},
    )

    assert response.status_code == 422
    assert [fault["code"] for fault in response.json()["errors"]] == ["ambiguous_repetition"] * 2


def test_asserted_by_alone_speaks_of_any_claim_and_of_any_words_of_an_actor(
    api: APIClient,
) -> None:
    speaker = ActorFactory()
    statement = StatementFactory()
    StatementParticipantFactory(statement=statement, actor=speaker)
    claims = {
        IncidentParticipantFactory(asserted_by=[statement]).incident.uid,
        MeasureFactory(asserted_by=[statement]).incident.uid,
        IncidentLinkFactory(asserted_by=[statement]).from_incident.uid,
    }
    accused = StatementFactory()
    StatementParticipantFactory(statement=accused, actor=speaker, role="accused")
    MeasureFactory(asserted_by=[accused])
    AffiliationFactory(asserted_by=[statement])

    assert set(ask(api, asserted_by=statement.uid)) == claims
    assert set(ask(api, asserted_by=speaker.uid)) == claims
    assert ask(api, asserted_by=[statement.uid, accused.uid]) == []


def test_a_place_means_all_that_lies_in_it(api: APIClient) -> None:
    iraq = PlaceFactory(kind="country", country="IQ")
    base = PlaceFactory(parent=PlaceFactory(parent=iraq, kind="admin1"), country="IQ", located=True)
    there = IncidentPlaceFactory(place=base, role="occurred", geo_precision="exact_site").incident
    IncidentPlaceFactory(place=PlaceFactory(country="JO"), role="origin", geo_precision="country")
    box = f"{base.lon},{base.lat},{base.lon},{base.lat}"

    assert ask(api, place=iraq.uid) == [there.uid]
    assert ask(api, place=base.uid, place_role="occurred") == [there.uid]
    assert ask(api, country="IQ", geo_precision="exact_site,admin1") == [there.uid]
    assert ask(api, bbox=box) == [there.uid]
    assert ask(api, country="IQ", place_role="origin") == []
    assert ask(api, country="JO", geo_precision="exact_site") == []


def test_place_parameters_speak_of_one_place(api: APIClient) -> None:
    incident = IncidentFactory()
    for country, role in (("IQ", "occurred"), ("IR", "origin")):
        IncidentPlaceFactory(incident=incident, place=PlaceFactory(country=country), role=role)

    assert ask(api, country="IR", place_role="origin") == [incident.uid]
    assert ask(api, country="IR", place_role="occurred") == []
    assert ask(api, country=["IQ", "IR"]) == [incident.uid]


@pytest.mark.parametrize(
    ("counts", "query", "matches"),
    [
        ({"minimum": 3, "best": None, "maximum": None}, {"killed_min": 3}, True),
        ({"minimum": 3, "best": None, "maximum": None}, {"killed_min": 4}, False),
        ({"minimum": 3, "best": 9, "maximum": None}, {"killed_min": 4}, False),
        ({"minimum": None, "best": 9, "maximum": None}, {"killed_min": 9}, True),
        ({"minimum": None, "best": None, "maximum": None}, {"killed_min": 0}, False),
        ({"minimum": None, "best": None, "maximum": None}, {"killed_max": 2**31 - 1}, False),
        ({"minimum": 3, "best": None, "maximum": None}, {"killed_max": 100}, False),
        ({"minimum": 3, "best": None, "maximum": 5}, {"killed_max": 5}, True),
        ({"minimum": None, "best": 5, "maximum": None}, {"killed_max": 4}, False),
        ({"minimum": None, "best": 5, "maximum": None}, {"killed_min": 5, "killed_max": 5}, True),
        ({"minimum": 0, "best": 0, "maximum": 0}, {"killed_max": 0}, True),
        ({"minimum": 3, "best": 3, "maximum": 3}, {"injured_min": 3}, False),
        ({"minimum": 3, "best": 3, "maximum": 3}, {"measure": "killed", "measure_min": 3}, True),
        ({"minimum": 3, "best": 3, "maximum": 3}, {"measure": "injured", "measure_min": 3}, False),
        ({"minimum": 3, "best": 3, "maximum": 3}, {"measure": "killed,injured"}, True),
    ],
)
def test_counts_match_by_their_known_bounds(
    api: APIClient, counts: dict[str, int | None], query: dict[str, Any], matches: bool
) -> None:
    incident = MeasureFactory(measure="killed", **counts).incident

    assert ask(api, **query) == ([incident.uid] if matches else [])


def test_both_bounds_of_a_count_speak_of_one_report(api: APIClient) -> None:
    incident = IncidentFactory()
    MeasureFactory(incident=incident, measure="killed", minimum=2, best=2, maximum=2)
    MeasureFactory(incident=incident, measure="killed", minimum=9, best=9, maximum=9)

    assert ask(api, killed_min=3, killed_max=8) == []
    assert ask(api, killed_min=9, killed_max=9) == [incident.uid]
    assert ask(api, measure="killed", measure_status="claimed") == []
    assert ask(api, measure="killed", measure_status="stated") == [incident.uid]


def test_bounds_of_a_count_need_what_is_counted(api: APIClient) -> None:
    assert refused(api, "incidents", 422, measure_min=3)["code"] == "needs_measure"


def test_incidents_are_found_by_their_links(api: APIClient) -> None:
    link = IncidentLinkFactory(kind="part_of")
    whole, part = link.to_incident, link.from_incident

    assert ask(api, linked_to=whole.uid) == [part.uid]
    assert ask(api, linked_to=whole.uid, link_kind="part_of,precedes") == [part.uid]
    assert ask(api, linked_to=whole.uid, link_kind="precedes") == []
    assert ask(api, linked_to=part.uid) == []


def test_incidents_are_found_by_every_way_in_which_an_article_tells_of_them(
    api: APIClient,
) -> None:
    revision = RevisionFactory()
    told = [IncidentFactory() for _ in range(7)]
    PassageFactory(revision=revision, incident=told[0])
    PassageFactory(revision=revision, participant=IncidentParticipantFactory(incident=told[1]))
    PassageFactory(revision=revision, incident_place=IncidentPlaceFactory(incident=told[2]))
    PassageFactory(revision=revision, measure=MeasureFactory(incident=told[3]))
    PassageFactory(revision=revision, incident_link=IncidentLinkFactory(from_incident=told[4]))
    StatementFactory(revision=revision, about=[told[5]])
    CitationFactory(incident=told[6], article=revision.article)
    StatementFactory(revision=revision, about=[IncidentFactory()], review_status="draft")
    PassageFactory()
    article = revision.article
    expected = {incident.uid for incident in told}

    assert set(ask(api, article=article.uid)) == expected
    assert set(ask(api, source=article.source.uid)) == expected
    assert ask(api, article=[article.uid, ArticleFactory().uid]) == []


def test_a_source_may_be_cited_without_an_article(api: APIClient) -> None:
    source = SourceFactory()
    incident = CitationFactory(article=None, source=source).incident
    CitationFactory(article=None, source=SourceFactory())

    assert ask(api, source=source.uid) == [incident.uid]


def test_an_article_that_is_not_published_tells_nothing_by_its_source(api: APIClient) -> None:
    revision = RevisionFactory(article__review_status="draft")
    PassageFactory(revision=revision)

    assert ask(api, source=revision.article.source.uid) == []


def test_instants_of_coding_are_inclusive_after_and_exclusive_before(api: APIClient) -> None:
    incident = IncidentFactory()
    changed = incident.updated_at.isoformat()

    assert ask(api, updated_after=changed) == [incident.uid]
    assert ask(api, updated_before=changed) == []
    assert ask(api, created_after="2001-01-01T00:00:00+02:00") == [incident.uid]
    assert ask(api, created_after="9999-01-01T00:00:00Z") == []


def test_a_merged_actor_is_found_as_its_survivor(api: APIClient) -> None:
    survivor = ActorFactory()
    merged = ActorFactory(merged_into=survivor)
    incident = IncidentParticipantFactory(actor=survivor).incident

    assert ask(api, participant=merged.uid) == [incident.uid]


def test_every_uid_that_names_nothing_is_named(api: APIClient) -> None:
    draft = ActorFactory(review_status="draft")
    missing = "act_01j4qkzv6tf0jvn7h2g5y9m3xa"

    fault = refused(api, "incidents", 422, participant=f"{missing},{draft.uid}")

    assert fault["parameter"] == "participant"
    assert fault["code"] == "unknown_uid"
    assert missing in fault["detail"]
    assert draft.uid in fault["detail"]
