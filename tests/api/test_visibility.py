"""Who sees what: drafts, merged and retracted records, on their own and nested in others."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from archive.services.publishing import retract
from tests.api.answers import ROOT, body, listed, refused, shown
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    CitationFactory,
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
    StatementLinkFactory,
    StatementParticipantFactory,
)

FACTORIES = {
    "incidents": IncidentFactory,
    "statements": StatementFactory,
    "actors": ActorFactory,
    "articles": ArticleFactory,
    "places": PlaceFactory,
    "sources": SourceFactory,
}
HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"review_status": "draft"},
    "in_review": {"review_status": "in_review"},
    "retracted": {"review_status": "retracted", "retraction_reason": "It was a hoax."},
}


@pytest.mark.parametrize("resource", FACTORIES)
@pytest.mark.parametrize("state", HIDDEN)
def test_a_list_holds_published_records_for_everybody(
    api: APIClient, staff_api: APIClient, resource: str, state: str
) -> None:
    public = FACTORIES[resource]()
    hidden = FACTORIES[resource](**HIDDEN[state])
    merged = FACTORIES[resource](merged_into=public)

    for client in (api, staff_api):
        assert hidden.uid not in listed(client, resource)
        assert merged.uid not in listed(client, resource)
        assert public.uid in listed(client, resource, review_status="published")
    fault = refused(api, resource, 403, review_status=f"published,{state}")
    assert (fault["code"], fault["allowed"]) == ("role_needed", ["published"])
    assert listed(staff_api, resource, review_status=state) == [hidden.uid]


@pytest.mark.parametrize("resource", FACTORIES)
@pytest.mark.parametrize("state", HIDDEN)
def test_what_was_never_public_looks_missing(
    api: APIClient, staff_api: APIClient, resource: str, state: str
) -> None:
    hidden = FACTORIES[resource](**HIDDEN[state])
    missing = f"{ROOT}/{resource}/{hidden.uid_prefix}_01j4qkzv6tf0jvn7h2g5y9m3xa/"

    problem = body(api.get(f"{ROOT}/{resource}/{hidden.uid}/"), 404)

    assert problem.pop("instance") == f"{ROOT}/{resource}/{hidden.uid}/"
    other = body(api.get(missing), 404)
    del other["instance"]
    assert problem == other
    assert shown(staff_api, hidden)["review_status"] == state


@pytest.mark.parametrize("resource", FACTORIES)
def test_a_retracted_record_is_gone_and_says_why(api: APIClient, resource: str) -> None:
    record: Any = FACTORIES[resource]()
    retract(record, by=None, reason="It was a hoax.")

    problem = body(api.get(f"{ROOT}/{resource}/{record.uid}/"), 410)

    assert problem["detail"] == "This record was retracted: It was a hoax."


@pytest.mark.parametrize("resource", FACTORIES)
def test_a_merged_record_leads_to_its_survivor(
    api: APIClient, staff_api: APIClient, resource: str
) -> None:
    survivor, merged = FACTORIES[resource](), FACTORIES[resource]()
    merged.merged_into = survivor
    merged.save()

    for client in (api, staff_api):
        response = client.get(f"{ROOT}/{resource}/{merged.uid}/")
        assert response.status_code == 301
        assert response.headers["Location"] == f"http://testserver{ROOT}/{resource}/{survivor.uid}/"
        assert client.get(response.headers["Location"]).json()["uid"] == survivor.uid


def test_a_record_merged_into_a_draft_looks_missing(api: APIClient) -> None:
    survivor, merged = ActorFactory(review_status="draft"), ActorFactory()
    merged.merged_into = survivor
    merged.save()

    assert api.get(f"{ROOT}/actors/{merged.uid}/").status_code == 404


def test_a_merged_draft_looks_missing(api: APIClient, staff_api: APIClient) -> None:
    merged = ActorFactory(review_status="draft", merged_into=ActorFactory())

    assert api.get(f"{ROOT}/actors/{merged.uid}/").status_code == 404
    assert staff_api.get(f"{ROOT}/actors/{merged.uid}/").status_code == 301


@pytest.fixture(params=[*HIDDEN, "merged"])
def hidden(request: pytest.FixtureRequest, db: None) -> Any:
    """A function that hides a record: as a draft, in review, retracted, merged away."""

    def hide(record: Any) -> Any:
        state = HIDDEN.get(request.param) or {
            "merged_into": type(record).objects.create(
                **{
                    field: getattr(record, field)
                    for field in ("name", "title", "text", "form")
                    if hasattr(record, field)
                },
                **({"revision": record.revision} if hasattr(record, "revision") else {}),
                **({"event_type": record.event_type} if hasattr(record, "event_type") else {}),
            )
        }
        for name, value in state.items():
            setattr(record, name, value)
        record.save()
        return record

    return hide


def test_parts_with_hidden_actors_places_or_incidents_are_left_out(
    api: APIClient, hidden: Any
) -> None:
    incident = IncidentFactory()
    kept = IncidentParticipantFactory(incident=incident)
    gone = IncidentParticipantFactory(incident=incident)
    IncidentPlaceFactory(incident=incident)
    worded = IncidentPlaceFactory(incident=incident, text="an outpost")
    MeasureFactory(incident=incident, group_actor=gone.actor)
    link = IncidentLinkFactory(from_incident=incident)
    back = IncidentLinkFactory(to_incident=incident)
    for record in (gone.actor, worded.place, link.to_incident, back.from_incident):
        hidden(record)
    hidden(incident.places.exclude(pk=worded.pk).get().place)

    for answer in (shown(api, incident), _listed_wide(api, "incidents", incident)):
        assert [each["actor"]["uid"] for each in answer["participants"]] == [kept.actor.uid]
        assert [(each["place"], each["text"]) for each in answer["places"]] == [
            (None, "an outpost")
        ]
        assert [each["group_actor"] for each in answer["measures"]] == [None]
        assert (answer["links"], answer["linked_from"]) == ([], [])


def test_hidden_statements_and_articles_are_left_out(api: APIClient, hidden: Any) -> None:
    incident = IncidentFactory()
    statement = StatementFactory(about=[incident])
    claim = IncidentParticipantFactory(incident=incident, asserted_by=[statement])
    passage = PassageFactory(incident=incident)
    PassageFactory(participant=claim, revision=passage.revision)
    hidden(statement)
    hidden(passage.revision.article)

    answer = shown(api, incident)

    assert (answer["statements"], answer["passages"], answer["articles"]) == ([], [], [])
    assert answer["participants"][0]["asserted_by"] == []
    assert answer["participants"][0]["passages"] == []
    assert _listed_wide(api, "incidents", incident)["participants"][0]["asserted_by"] == []


def test_a_citation_without_words_of_its_own_is_hidden_with_what_it_names(
    api: APIClient, hidden: Any
) -> None:
    incident = IncidentFactory()
    bare = CitationFactory(incident=incident, source=None, text=None)
    worded = CitationFactory(incident=incident, source=None, text="Courier, 5 May")
    hidden(bare.article)
    hidden(worded.article)

    (citation,) = shown(api, incident)["citations"]

    assert (citation["article"], citation["text"]) == (None, "Courier, 5 May")
    assert shown(api, incident)["articles"] == []


def test_hidden_records_around_a_statement_are_left_out(api: APIClient, hidden: Any) -> None:
    incident, occasion = IncidentFactory(), IncidentFactory()
    statement = StatementFactory(relayed=True, about=[incident], occasion=occasion)
    speaker = StatementParticipantFactory(statement=statement)
    link = StatementLinkFactory(from_statement=statement)
    IncidentParticipantFactory(asserted_by=[statement], incident=incident)
    for record in (
        incident,
        occasion,
        speaker.actor,
        statement.relayed_by,
        link.to_statement,
        statement.revision.article,
    ):
        hidden(record)

    answer = shown(api, statement)

    assert (answer["about"], answer["occasion"], answer["participants"]) == ([], None, [])
    assert (answer["relayed_by"], answer["article"], answer["links"]) == (None, None, [])
    assert answer["asserts"]["participants"] == []
    assert answer["revision"] == 1


def test_hidden_records_around_an_actor_are_left_out(api: APIClient, hidden: Any) -> None:
    actor = ActorFactory()
    alias = AliasFactory(actor=actor, quoted=True)
    mine = AffiliationFactory(actor=actor)
    theirs = AffiliationFactory(organisation=actor)
    for record in (alias.used_by, mine.organisation, theirs.actor):
        hidden(record)

    answer = shown(api, actor)

    assert [each["used_by"] for each in answer["aliases"]] == [None]
    assert (answer["affiliations"], answer["affiliates"]) == ([], [])


def test_a_hidden_source_and_a_hidden_parent_are_null(api: APIClient, hidden: Any) -> None:
    article, place = ArticleFactory(), PlaceFactory(parent=PlaceFactory())
    hidden(article.source)
    hidden(place.parent)

    assert shown(api, article)["source"] is None
    assert shown(api, place)["parent"] is None


def test_what_is_hidden_decides_no_filter(api: APIClient, hidden: Any) -> None:
    part = IncidentParticipantFactory(alleged=True)
    AliasFactory(actor=part.actor, text="the Sleepers")
    spot = IncidentPlaceFactory(place=PlaceFactory(country="NO"))
    speaker = StatementParticipantFactory()
    affiliation = AffiliationFactory(kind="leads")
    statement = part.asserted_by.get()
    for record in (part.actor, spot.place, speaker.actor, affiliation.organisation, statement):
        hidden(record)

    assert listed(api, "incidents", participant_name="sleepers") == []
    assert listed(api, "incidents", participant_role="perpetrator") == []
    assert listed(api, "incidents", country="NO") == []
    assert listed(api, "statements", speaker_name="ana") == []
    assert listed(api, "actors", affiliation_kind="leads") == []


def test_the_staff_sees_what_is_hidden_within_records(staff_api: APIClient) -> None:
    part = IncidentParticipantFactory(actor=ActorFactory(review_status="draft"))

    answer = shown(staff_api, part.incident)

    assert [each["actor"]["uid"] for each in answer["participants"]] == [part.actor.uid]
    assert listed(staff_api, "incidents", participant=part.actor.uid) == [part.incident.uid]


def test_a_user_who_is_not_of_the_staff_sees_what_everybody_sees(
    api: APIClient, user_api: APIClient
) -> None:
    draft = RevisionFactory(article=ArticleFactory(review_status="draft")).article

    assert user_api.get(f"{ROOT}/articles/{draft.uid}/").status_code == 404
    assert refused(user_api, "articles", 403, review_status="draft")["code"] == "role_needed"


def _listed_wide(api: APIClient, resource: str, record: Any) -> dict[str, Any]:
    query = {"uid": record.uid, "expand": "links,linked_from"}
    (found,) = body(api.get(f"{ROOT}/{resource}/", query))["results"]
    answer: dict[str, Any] = found
    return answer
