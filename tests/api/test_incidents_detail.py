"""GET /api/v1/incidents/{uid}/."""

from __future__ import annotations

from rest_framework.test import APIClient

from tests.api.answers import shown
from tests.factories import (
    ArticleFactory,
    CitationFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    SourceFactory,
    StatementFactory,
    StatementParticipantFactory,
)


def test_each_claim_shows_its_words_and_who_asserts_it(api: APIClient) -> None:
    incident = IncidentFactory()
    statement = StatementFactory(text="It was the Front.")
    speaker = StatementParticipantFactory(statement=statement).actor
    claims = {
        "participants": IncidentParticipantFactory(incident=incident, asserted_by=[statement]),
        "measures": MeasureFactory(incident=incident, asserted_by=[statement]),
        "links": IncidentLinkFactory(from_incident=incident, asserted_by=[statement]),
    }
    passages = {
        "participants": PassageFactory(participant=claims["participants"], exact="Front"),
        "measures": PassageFactory(measure=claims["measures"], exact="Twelve"),
        "links": PassageFactory(incident_link=claims["links"], exact="behind it"),
    }

    answer = shown(api, incident)

    for kind, passage in passages.items():
        (claim,) = answer[kind]
        assert [(each["uid"], each["exact"]) for each in claim["passages"]] == [
            (passage.uid, passage.exact)
        ]
        (asserting,) = claim["asserted_by"]
        assert (asserting["uid"], asserting["text"]) == (statement.uid, "It was the Front.")
        assert [each["actor"]["uid"] for each in asserting["participants"]] == [speaker.uid]


def test_parts_stand_in_the_order_of_their_position(api: APIClient) -> None:
    incident = IncidentFactory()
    second = IncidentParticipantFactory(incident=incident, position=2)
    first = IncidentParticipantFactory(incident=incident, position=1)

    assert [each["actor"]["uid"] for each in shown(api, incident)["participants"]] == [
        first.actor.uid,
        second.actor.uid,
    ]


def test_a_place_may_be_words_only(api: APIClient) -> None:
    incident = IncidentPlaceFactory(place=None, text="a small outpost").incident

    assert shown(api, incident)["places"] == [
        {
            "position": 1,
            "place": None,
            "text": "a small outpost",
            "role": "occurred",
            "geo_precision": "near_point_25km",
            "passages": [],
        }
    ]


def test_links_are_shown_from_both_ends(api: APIClient) -> None:
    link = IncidentLinkFactory(kind="part_of")

    part, whole = shown(api, link.from_incident), shown(api, link.to_incident)

    assert [(each["incident"]["uid"], each["kind"]) for each in part["links"]] == [
        (link.to_incident.uid, "part_of")
    ]
    assert [(each["incident"]["uid"], each["kind"]) for each in whole["linked_from"]] == [
        (link.from_incident.uid, "part_of")
    ]


def test_articles_are_those_of_its_passages_and_statements_each_once(api: APIClient) -> None:
    incident = IncidentFactory()
    own = PassageFactory(incident=incident)
    PassageFactory(incident=incident, revision=own.revision, exact="Monday")
    claimed = PassageFactory(measure=MeasureFactory(incident=incident))
    statement = StatementFactory(about=[incident])

    answer = shown(api, incident)

    assert {each["uid"] for each in answer["articles"]} == {
        own.revision.article.uid,
        claimed.revision.article.uid,
        statement.revision.article.uid,
    }
    assert len(answer["articles"]) == 3
    assert [each["exact"] for each in answer["passages"]] == [
        "the shelling of Market Street",
        "Monday",
    ]
    assert [each["uid"] for each in answer["statements"]] == [statement.uid]


def test_citations_name_an_article_an_outlet_or_words(api: APIClient) -> None:
    incident = IncidentFactory()
    article, source = ArticleFactory(), SourceFactory()
    CitationFactory(incident=incident, article=article, source=None, text=None)
    CitationFactory(incident=incident, article=None, source=source, text=None)
    CitationFactory(incident=incident, article=None, source=None, text="Agence, 5 May")

    answer = shown(api, incident)

    assert [
        (
            each["position"],
            each["article"] and each["article"]["uid"],
            each["source"] and each["source"]["uid"],
            each["text"],
        )
        for each in answer["citations"]
    ] == [
        (1, article.uid, None, None),
        (2, None, source.uid, None),
        (3, None, None, "Agence, 5 May"),
    ]
    assert [each["uid"] for each in answer["articles"]] == [article.uid]


def test_an_incident_of_which_little_is_known_is_shown_with_nulls(api: APIClient) -> None:
    answer = shown(api, IncidentFactory(undated=True, contexts=[], event_mode=None))

    assert answer["date"] == {
        "text": None,
        "earliest": None,
        "latest": None,
        "semantics": "unknown",
        "basis": None,
        "note": None,
        "edtf": None,
    }
    assert (answer["contexts"], answer["event_mode"], answer["summary"]) == ([], None, None)
    assert (answer["cameo_code"], answer["ucdp_violence_type"]) == (None, None)
