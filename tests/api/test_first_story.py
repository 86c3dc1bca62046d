"""Answers that must come out of the first story."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from archive.models import Actor, Incident
from tests.api.answers import ROOT, body, shown

pytestmark = pytest.mark.usefixtures("first_story")


def titles(api: APIClient, **query: Any) -> set[str]:
    return {each["title"] for each in body(api.get(f"{ROOT}/incidents/", query))["results"]}


def texts(api: APIClient, **query: Any) -> set[str]:
    found = body(api.get(f"{ROOT}/statements/", query))["results"]
    return {each["text"].split(",")[0] for each in found}


def uid_of(name: str) -> str:
    return str(Actor.objects.get(name__startswith=name).uid)


ROCKETS = "Suspected rocket attack on Al-Asad Airbase"
JULY = "Drone attack on Al-Asad (July 2024)"


def test_alleged_perpetrators_are_those_of_two_attacks(api: APIClient) -> None:
    alleged = {"participant_role": "perpetrator", "participant_status": "alleged"}

    assert titles(api, **alleged) == {ROCKETS, JULY}
    assert titles(api, **alleged, asserted_by=uid_of("Sabrina Singh")) == {JULY}


def test_nothing_is_stated_of_the_militias(api: APIClient) -> None:
    militias = uid_of("Iran-aligned militia")

    assert titles(api, participant=militias) == {ROCKETS, JULY}
    assert titles(api, participant=militias, participant_status="stated") == set()


def test_three_days_of_august_hold_what_possibly_happened_then(api: APIClient) -> None:
    days = {"date_after": "2024-08-01", "date_before": "2024-08-03"}

    assert titles(api, **days) == {
        "Killing of Ismail Haniyeh in Tehran",
        "Killing of a Hezbollah top commander in Beirut",
        "Austin orders additional military assets to the Middle East",
    }
    assert titles(api, **days, date_match="certain") == set()


def test_the_retaliation_is_anticipated_only(api: APIClient) -> None:
    retaliation = "Anticipated Iranian retaliation against Israel"

    assert retaliation not in titles(api)
    assert titles(api, modality="anticipated") == {retaliation}


def test_austins_words_are_relayed_by_the_readout(api: APIClient) -> None:
    assert texts(api, speaker_name="Austin") == {
        "unwavering U.S. commitment to Israel’s security in the face of threats from Iran",
        "agreed that today’s Iran-aligned militia attack on U.S. forces stationed at Al-Asad "
        "Airbase in western Iraq marked a dangerous escalation and demonstrated Iran’s "
        "destabilizing role in the region.",
    }
    assert texts(api, speaker_name="Austin", verbatim="true") == set()
    assert len(texts(api, speaker_name="Austin", form="relayed")) == 2


def test_only_singh_accuses_the_militias_in_her_own_words(api: APIClient) -> None:
    militias = uid_of("Iran-aligned militia")
    query = {"accused": militias, "form": "direct"}

    (statement,) = body(api.get(f"{ROOT}/statements/", query))["results"]

    assert [each["actor"]["name"] for each in statement["participants"][:1]] == ["Sabrina Singh"]
    assert statement["date"]["edtf"] == "2024-07-18"


def test_hizballah_finds_hezbollah_and_who_spells_it_so(api: APIClient) -> None:
    (actor,) = body(api.get(f"{ROOT}/actors/", {"name": "hizballah"}))["results"]

    assert actor["name"] == "Hezbollah"
    (alias,) = [each for each in actor["aliases"] if "Hizballah" in each["text"]]
    assert alias["used_by"]["name"] == "US Department of Defense"


def test_a_misspelt_parameter_is_named_with_the_right_one(api: APIClient) -> None:
    problem = body(api.get(f"{ROOT}/incidents/", {"event_typ": "ASSAULT"}), 400)

    (fault,) = problem["errors"]
    assert fault["parameter"] == "event_typ"
    assert fault["did_you_mean"] == "event_type"
    assert {"event_type", "date_after", "participant", "limit"} <= set(fault["allowed"])


def test_a_retrieved_incident_leads_back_to_the_exact_words(api: APIClient) -> None:
    incident = shown(api, Incident.objects.get(title=ROCKETS))

    assert [each["exact"] for each in incident["passages"]] == [
        "suspected rocket attack Monday against US and coalition forces at Al-Asad Airbase in Iraq"
    ]
    (article,) = incident["articles"]
    assert article["title"] == "‘Several’ US personnel injured in rocket attack on Iraq base"
    (perpetrator,) = [each for each in incident["participants"] if each["role"] == "perpetrator"]
    assert perpetrator["status"] == "alleged"
    assert {
        who["actor"]["name"]
        for asserting in perpetrator["asserted_by"]
        for who in asserting["participants"]
        if who["role"] == "speaker"
    } == {"US Department of Defense", "Lloyd Austin", "Yoav Gallant"}
    (injured,) = incident["measures"]
    assert (injured["minimum"], injured["best"], injured["maximum"]) == (3, None, None)


def test_more_than_150_attacks_has_no_best_figure(api: APIClient) -> None:
    assert titles(api, measure="attacks", measure_min=151) == {
        "More than 150 attacks on US personnel in Iraq and Syria"
    }
    assert titles(api, measure="attacks", measure_min=152) == set()
    assert titles(api, measure="attacks", measure_max=10_000) == set()
