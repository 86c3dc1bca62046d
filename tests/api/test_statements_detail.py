"""GET /api/v1/statements/{uid}/."""

from __future__ import annotations

from rest_framework.test import APIClient

from tests.api.answers import shown
from tests.factories import (
    AffiliationFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    MeasureFactory,
    PassageFactory,
    StatementFactory,
    StatementLinkFactory,
)


def test_a_statement_shows_what_it_asserts_by_kind_of_claim(api: APIClient) -> None:
    statement = StatementFactory()
    part = IncidentParticipantFactory(status="alleged", asserted_by=[statement])
    measure = MeasureFactory(asserted_by=[statement], minimum=3, best=None, maximum=None)
    link = IncidentLinkFactory(asserted_by=[statement], kind="precedes")
    affiliation = AffiliationFactory(asserted_by=[statement])

    asserts = shown(api, statement)["asserts"]

    assert {kind: len(claims) for kind, claims in asserts.items()} == {
        "participants": 1,
        "measures": 1,
        "links": 1,
        "affiliations": 1,
    }
    assert asserts["participants"][0]["incident"]["uid"] == part.incident.uid
    assert asserts["participants"][0]["actor"]["uid"] == part.actor.uid
    assert asserts["participants"][0]["status"] == "alleged"
    assert asserts["measures"][0]["incident"]["uid"] == measure.incident.uid
    assert (asserts["measures"][0]["minimum"], asserts["measures"][0]["best"]) == (3, None)
    assert asserts["links"][0]["from_incident"]["uid"] == link.from_incident.uid
    assert asserts["links"][0]["to_incident"]["uid"] == link.to_incident.uid
    assert asserts["affiliations"][0]["organisation"]["uid"] == affiliation.organisation.uid


def test_a_statement_shows_its_links_in_both_directions_and_its_words(api: APIClient) -> None:
    link = StatementLinkFactory(kind="responds_to")
    passage = PassageFactory(statement=link.from_statement, exact="rebuild")

    answer, other = shown(api, link.from_statement), shown(api, link.to_statement)

    assert [(each["statement"]["uid"], each["kind"]) for each in answer["links"]] == [
        (link.to_statement.uid, "responds_to")
    ]
    assert [(each["statement"]["uid"], each["kind"]) for each in other["linked_from"]] == [
        (link.from_statement.uid, "responds_to")
    ]
    assert (answer["linked_from"], other["links"]) == ([], [])
    assert [(each["uid"], each["exact"]) for each in answer["passages"]] == [
        (passage.uid, "rebuild")
    ]
