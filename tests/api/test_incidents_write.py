"""Writing incidents: claims with who asserts them, counts, places, links, citations."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from archive.models import Incident, IncidentParticipant
from tests.api.answers import ROOT, body
from tests.api.writing import address, faults, make, patch, ref, tag
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    MeasureFactory,
    PlaceFactory,
    RevisionFactory,
    SourceFactory,
    StatementFactory,
)

ATTACK: dict[str, Any] = {
    "title": "Rockets hit a base",
    "event_type": "ASSAULT",
    "contexts": ["military"],
    "date": {"earliest": "2024-08-05", "latest": "2024-08-05", "semantics": "exact_day"},
}


def test_an_incident_is_made_with_everything_in_it(coder: APIClient) -> None:
    actor, place, other, source = ActorFactory(), PlaceFactory(), IncidentFactory(), SourceFactory()
    statement = StatementFactory()
    text = RevisionFactory(body="Rockets hit the base on Monday. Five were injured.")
    words = {"article": ref(text.article), "exact": "Five were injured"}

    made = make(
        coder,
        "incidents",
        **ATTACK,
        participants=[
            {
                "actor": ref(actor),
                "role": "perpetrator",
                "status": "alleged",
                "asserted_by": [ref(statement)],
            }
        ],
        places=[{"place": ref(place), "role": "occurred"}, {"text": "a small outpost"}],
        measures=[{"measure": "injured", "minimum": 5, "best": 5, "passages": [words]}],
        links=[{"incident": ref(other), "kind": "response_to"}],
        citations=[{"source": ref(source), "text": "An agency"}],
        passages=[{"article": ref(text.article), "exact": "Rockets hit the base"}],
    )

    (participant,) = made["participants"]
    assert participant["actor"]["uid"] == actor.uid
    assert [each["uid"] for each in participant["asserted_by"]] == [statement.uid]
    assert [each["text"] for each in made["places"]] == [None, "a small outpost"]
    (measure,) = made["measures"]
    assert (measure["minimum"], measure["maximum"]) == (5, None)
    assert measure["passages"][0]["start"] == 32
    assert made["links"][0]["incident"]["uid"] == other.uid
    assert made["citations"][0]["source"]["uid"] == source.uid
    assert [each["uid"] for each in made["articles"]] == [text.article.uid]


def test_an_allegation_is_somebodys(coder: APIClient) -> None:
    actor = ActorFactory()
    alleged = {"actor": ref(actor), "role": "perpetrator", "status": "alleged"}

    answer = coder.post(f"{ROOT}/incidents/", {**ATTACK, "participants": [alleged]})

    assert faults(answer, 422) == {"/participants/0/status": "invalid"}
    assert not Incident.objects.exists()


def test_every_rule_that_is_broken_is_named(coder: APIClient) -> None:
    answer = coder.post(
        f"{ROOT}/incidents/",
        {
            **ATTACK,
            "measures": [
                {"measure": "injured", "minimum": 5, "best": 3},
                {"measure": "injured", "best": 5, "maximum": 3},
            ],
            "places": [{"role": "occurred"}],
        },
    )

    assert faults(answer, 422) == {
        "/measures/0/best": "invalid",
        "/measures/1/maximum": "invalid",
        "/places/0/place": "invalid",
    }


def test_a_rule_of_the_date_is_told_where_the_date_is(coder: APIClient) -> None:
    date = {"earliest": "2024-08-05", "latest": "2024-08-04", "semantics": "interval"}

    answer = coder.post(f"{ROOT}/incidents/", {**ATTACK, "date": date})

    assert faults(answer, 422) == {"/date/latest": "invalid"}


def test_members_of_a_date_change_one_by_one(reviewer: APIClient) -> None:
    incident = IncidentFactory(
        date_earliest="2024-08-05", date_latest="2024-08-05", date_semantics="exact_day"
    )

    date = body(patch(reviewer, incident, date={"note": "By its weekday."}))["date"]

    assert (date["earliest"], date["note"]) == ("2024-08-05", "By its weekday.")


def test_parts_that_are_left_out_of_a_list_go(reviewer: APIClient) -> None:
    incident = IncidentFactory()
    one, two = (IncidentParticipantFactory(incident=incident) for _ in range(2))
    MeasureFactory(incident=incident)
    shown = body(reviewer.get(address(incident)))

    after = body(patch(reviewer, incident, participants=shown["participants"][1:]))

    assert [each["actor"]["uid"] for each in after["participants"]] == [two.actor.uid]
    assert list(IncidentParticipant.objects.values_list("pk", flat=True)) == [two.pk]
    assert len(after["measures"]) == 1
    assert one.actor.uid not in str(after["participants"])


def test_who_asserts_a_claim_can_be_exchanged(reviewer: APIClient) -> None:
    part = IncidentParticipantFactory(status="alleged", asserted_by=[StatementFactory()])
    other = StatementFactory()
    (shown,) = body(reviewer.get(address(part.incident)))["participants"]

    after = body(
        patch(reviewer, part.incident, participants=[shown | {"asserted_by": [ref(other)]}])
    )

    assert [each["uid"] for each in after["participants"][0]["asserted_by"]] == [other.uid]
    assert IncidentParticipant.objects.get().pk == part.pk


def test_a_mode_belongs_to_its_type(coder: APIClient) -> None:
    answer = coder.post(f"{ROOT}/incidents/", {**ATTACK, "event_mode": "visit"})

    assert faults(answer, 422) == {"/event_mode": "invalid"}


@pytest.mark.parametrize("kind", ["links", "statements"])
def test_an_incident_that_others_name_stays(reviewer: APIClient, kind: str) -> None:
    incident = IncidentFactory()
    if kind == "links":
        other: Any = IncidentLinkFactory(to_incident=incident).from_incident
    else:
        other = StatementFactory()
        other.about.add(incident)

    answer = reviewer.delete(address(incident), headers={"If-Match": tag(incident)})

    assert answer.status_code == 409
    assert other.uid in answer.json()["detail"]
