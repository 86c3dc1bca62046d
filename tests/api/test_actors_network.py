"""GET /api/v1/actors/{uid}/network/"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Actor
from tests.api.answers import ROOT, body, budget_queries
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    StatementFactory,
    StatementParticipantFactory,
)


def network(api: Any, actor: Any, status: int = 200, **query: Any) -> Any:
    return body(api.get(f"{ROOT}/actors/{actor.uid}/network/", query), status)


def met(*parts: tuple[Any, str], **facts: Any) -> Any:
    incident = IncidentFactory(**facts)
    for actor, role in parts:
        IncidentParticipantFactory(incident=incident, actor=actor, role=role)
    return incident


def said(*parts: tuple[Any, str], about: Any = ()) -> Any:
    statement = StatementFactory(about=list(about))
    for actor, role in parts:
        StatementParticipantFactory(statement=statement, actor=actor, role=role)
    return statement


def brief(actor: Any) -> dict[str, str]:
    url = f"http://testserver/api/v1/actors/{actor.uid}/"
    return {"uid": actor.uid, "url": url, "name": actor.name, "kind": actor.kind}


def found(answer: Any) -> dict[str, tuple[int, int]]:
    return {
        each["actor"]["name"]: (each["incidents"], each["statements"]) for each in answer["results"]
    }


@pytest.fixture
def three(db) -> tuple[Any, Any, Any]:
    return ActorFactory(name="Anna"), ActorFactory(name="Boris"), ActorFactory(name="Clara")


def test_first_story(first_story, api):
    iran, austin, gallant, militias = (
        Actor.objects.get(name=name)
        for name in (
            "Iran",
            "Lloyd Austin",
            "Yoav Gallant",
            "Iran-aligned militia groups (unspecified)",
        )
    )

    # The readout speaks of Iran; its retaliation was only anticipated, and so is no incident.
    assert network(api, iran) == {
        "actor": brief(iran),
        "incidents": 0,
        "statements": 1,
        "total": 3,
        "complete": True,
        "results": [
            {
                "actor": brief(other),
                "incidents": 0,
                "statements": 1,
                "incident_roles": [],
                "statement_roles": [{"role": "criticized", "other_role": role, "count": 1}],
            }
            for other, role in ((austin, "speaker"), (gallant, "speaker"), (militias, "accused"))
        ],
    }


def test_who_appears_most_often_comes_first_with_every_pair_of_roles(api, three):
    anna, boris, clara = three
    met((anna, "initiator"), (boris, "target"))
    met((anna, "initiator"), (boris, "target"), (boris, "victim"), (clara, "host"))
    said((anna, "speaker"), (boris, "accused"))
    met((boris, "initiator"), (clara, "target"))

    answer = network(api, anna)

    assert (answer["incidents"], answer["statements"], answer["total"]) == (2, 1, 2)
    assert [each["actor"]["name"] for each in answer["results"]] == ["Boris", "Clara"]
    assert answer["results"][0] == {
        "actor": brief(boris),
        "incidents": 2,
        "statements": 1,
        "incident_roles": [
            {"role": "initiator", "other_role": "target", "count": 2},
            {"role": "initiator", "other_role": "victim", "count": 1},
        ],
        "statement_roles": [{"role": "speaker", "other_role": "accused", "count": 1}],
    }


def test_filters_of_incidents_limit_incidents_and_what_is_said_about_them(api, three):
    anna, boris, clara = three
    early = met((anna, "initiator"), (boris, "target"), date_earliest="2024-01-10")
    late = met((anna, "initiator"), (clara, "target"), date_earliest="2024-03-10")
    said((anna, "speaker"), (boris, "accused"), about=[early, late])
    said((anna, "speaker"), (clara, "accused"), about=[early])
    said((anna, "speaker"), (clara, "accused"))

    assert found(network(api, anna)) == {"Clara": (1, 2), "Boris": (1, 1)}
    assert found(network(api, anna, date_after="2024-03-01")) == {
        "Clara": (1, 0),
        "Boris": (0, 1),
    }
    assert found(network(api, anna, participant=boris.uid)) == {"Boris": (1, 1), "Clara": (0, 1)}


def test_what_may_not_be_read_does_not_count(api, staff_api, three):
    anna, boris, clara = three
    hidden = ActorFactory(name="Hidden", review_status="draft")
    met((anna, "initiator"), (hidden, "target"))
    met((anna, "initiator"), (boris, "target"), review_status="draft")
    met((anna, "initiator"), (clara, "target"), modality="anticipated")

    assert found(network(api, anna)) == {}
    assert found(network(api, anna, modality="anticipated")) == {"Clara": (1, 0)}
    assert found(network(staff_api, anna)) == {"Hidden": (1, 0)}
    assert network(api, hidden, 404)["status"] == 404


def test_answer_says_whether_it_is_complete(api, three):
    anna, boris, clara = three
    met((anna, "initiator"), (boris, "target"), (clara, "target"))

    cut, whole = network(api, anna, limit=1), network(api, anna, limit=2)

    assert (cut["total"], cut["complete"], len(cut["results"])) == (2, False, 1)
    assert (whole["total"], whole["complete"], len(whole["results"])) == (2, True, 2)


def test_merged_actor_leads_to_the_network_of_its_survivor(api, three):
    anna, boris, _ = three
    boris.merged_into = anna
    boris.save()

    response = api.get(f"{ROOT}/actors/{boris.uid}/network/")

    assert response.status_code == 301
    assert response.headers["Location"] == f"http://testserver{ROOT}/actors/{anna.uid}/network/"


def test_query_that_is_wrong_is_refused(api, three):
    (unknown,) = network(api, three[0], 400, speaker="x")["errors"]
    (ordering,) = network(api, three[0], 400, ordering="date")["errors"]

    assert (unknown["code"], ordering["code"]) == ("unknown_parameter", "unknown_parameter")


def test_network_costs_the_same_for_one_actor_and_for_thirty(api, three):
    anna = three[0]
    costs = []
    for size in (1, 29):
        for _ in range(size):
            met((anna, "initiator"), (ActorFactory(), "target"))
        with CaptureQueriesContext(connection) as queries:
            network(api, anna)
        costs.append(len(queries))

    assert costs == [9 + budget_queries()] * 2
