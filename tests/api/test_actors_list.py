"""GET /api/v1/actors/."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from tests.api.answers import listed, refused
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    ExternalIdFactory,
    StatementFactory,
    StatementParticipantFactory,
)


def test_actors_are_listed_by_folded_name(api: APIClient) -> None:
    third, first, second = (
        ActorFactory(name="Zoë Ek"),
        ActorFactory(name="Ängla Ek"),
        ActorFactory(name="bo Ek"),
    )

    assert listed(api, "actors") == [first.uid, second.uid, third.uid]


@pytest.mark.parametrize(
    "words", ["hizballah", "Ḥizballāh", "HIZBALLAH’s ally", "lebanese hizballah"]
)
def test_name_finds_whole_words_of_any_alias_folded(api: APIClient, words: str) -> None:
    actor = ActorFactory(name="Hezbollah", group=True)
    AliasFactory(actor=actor, text="Lebanese Hizballah")
    AliasFactory(actor=actor, text="Hizballah's “ally”")
    ActorFactory(name="Hizballahi", group=True)

    assert listed(api, "actors", name=words) == [actor.uid]


def test_name_does_not_find_words_in_another_order_or_across_names(api: APIClient) -> None:
    actor = ActorFactory(name="Ana Ruiz")
    AliasFactory(actor=actor, text="the mayor")

    assert listed(api, "actors", name="ruiz ana") == []
    assert listed(api, "actors", name="ruiz the") == []


def test_name_without_a_word_is_refused(api: APIClient) -> None:
    assert refused(api, "actors", 422, name="—!")["code"] == "no_word"


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("uid", "{uid}"),
        ("name", "unnamed officer"),
        ("kind", "unnamed_person,military"),
        ("sector", "MIL"),
        ("country", "LB"),
        ("identity", "unnamed"),
        ("scope", "article"),
        ("article", "{article}"),
        ("origin", "external"),
        ("affiliated_with", "{organisation}"),
        ("affiliation_kind", "spokesperson"),
        ("affiliation_status", "claimed"),
        ("asserted_by", "{statement}"),
        ("asserted_by", "{speaker}"),
        ("external_id", "wikidata:Q1,cameo:X"),
    ],
)
def test_actors_are_found_by_each_parameter(api: APIClient, query: str, value: str) -> None:
    speaker = StatementParticipantFactory(statement=StatementFactory()).actor
    statement = speaker.statement_participations.get().statement
    article = ArticleFactory()
    found = ActorFactory(
        name="Unnamed officer",
        kind="unnamed_person",
        sector="MIL",
        country="LB",
        identity="unnamed",
        scope="article",
        article=article,
        origin="external",
    )
    claim = AffiliationFactory(
        actor=found, kind="spokesperson", status="claimed", asserted_by=[statement]
    )
    ExternalIdFactory(actor=found, scheme="wikidata", value="Q1")
    AffiliationFactory(actor=ActorFactory(kind="company", country="FR"))
    value = value.format(
        uid=found.uid,
        article=article.uid,
        organisation=claim.organisation.uid,
        statement=statement.uid,
        speaker=speaker.uid,
    )

    assert listed(api, "actors", **{query: value}) == [found.uid]


def test_affiliation_parameters_speak_of_one_affiliation(api: APIClient) -> None:
    army, party = ActorFactory(name="Army"), ActorFactory(name="Party")
    both = ActorFactory(name="Both")
    AffiliationFactory(actor=both, organisation=army, kind="member")
    AffiliationFactory(actor=both, organisation=party, kind="leads")

    assert listed(api, "actors", affiliated_with=army.uid, affiliation_kind="member") == [both.uid]
    assert listed(api, "actors", affiliated_with=army.uid, affiliation_kind="leads") == []
    assert listed(api, "actors", affiliated_with=[army.uid, party.uid]) == [both.uid]
    assert listed(api, "actors", affiliated_with=f"{army.uid},{party.uid}") == [both.uid]
