"""GET /api/v1/statements/."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.answers import listed
from tests.factories import (
    ActorFactory,
    AliasFactory,
    ExternalIdFactory,
    IncidentFactory,
    StatementFactory,
    StatementLinkFactory,
    StatementParticipantFactory,
)

ROLES = ["speaker", "addressee", "accused", "criticized", "target"]


def ask(api: APIClient, **query: Any) -> list[str]:
    return listed(api, "statements", **query)


def test_statements_are_listed_newest_first(api: APIClient) -> None:
    old, new = StatementFactory(), StatementFactory(date_earliest="2030-01-01")

    assert ask(api) == [new.uid, old.uid]


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("uid", "{uid}"),
        ("form", "relayed,absence"),
        ("speech_act", "deny"),
        ("anonymity", "unnamed_individual"),
        ("medium", "readout"),
        ("hedge", "likely"),
        ("verbatim", "false"),
        ("joint", "true"),
        ("conditional", "true"),
        ("relayed_by", "{relay}"),
        ("about", "{incident}"),
        ("occasion", "{occasion}"),
        ("article", "{article}"),
        ("source", "{source}"),
        ("linked_to", "{other}"),
        ("link_kind", "contradicts"),
        ("date_after", "2030-01-01"),
        ("date_semantics", "one_day_within"),
        ("external_id", "gdelt:7"),
        ("origin", "machine"),
    ],
)
def test_statements_are_found_by_each_parameter(api: APIClient, query: str, value: str) -> None:
    about, occasion, other = IncidentFactory(), IncidentFactory(), StatementFactory()
    found = StatementFactory(
        relayed=True,
        speech_acts=["deny", "demand"],
        anonymity="unnamed_individual",
        hedge="likely",
        joint=True,
        conditional=True,
        about=[about],
        occasion=occasion,
        date_earliest="2030-01-01",
        date_latest="2030-01-07",
        date_semantics="one_day_within",
        origin="machine",
    )
    StatementLinkFactory(from_statement=found, to_statement=other, kind="contradicts")
    ExternalIdFactory(statement=found, scheme="gdelt", value="7", actor=None)
    article = found.revision.article
    value = value.format(
        uid=found.uid,
        relay=found.relayed_by.uid,
        incident=about.uid,
        occasion=occasion.uid,
        article=article.uid,
        source=article.source.uid,
        other=other.uid,
    )

    assert ask(api, **{query: value}) == [found.uid]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_own_parameters(api: APIClient, role: str) -> None:
    actor = ActorFactory(name="Northern Front")
    AliasFactory(actor=actor, text="the Frontists")
    statement = StatementParticipantFactory(actor=actor, role=role).statement
    for another in ROLES:
        if another != role:
            StatementParticipantFactory(actor=actor, role=another)

    assert ask(api, **{role: actor.uid}) == [statement.uid]
    assert ask(api, **{f"{role}_name": "the frontists"}) == [statement.uid]


def test_the_parameters_of_different_roles_speak_of_different_rows(api: APIClient) -> None:
    speaker, accused = ActorFactory(name="Singh"), ActorFactory(name="Militias")
    statement = StatementParticipantFactory(actor=speaker).statement
    StatementParticipantFactory(statement=statement, actor=accused, role="accused")

    assert ask(api, speaker=speaker.uid, accused=accused.uid) == [statement.uid]
    assert ask(api, speaker=accused.uid) == []
    assert ask(api, speaker=speaker.uid, speaker_name="militias") == []
    assert ask(api, speaker=[speaker.uid, accused.uid]) == []


def test_about_two_incidents_means_both(api: APIClient) -> None:
    one, other = IncidentFactory(), IncidentFactory()
    both, lone = StatementFactory(about=[one, other]), StatementFactory(about=[one])

    assert ask(api, about=[one.uid, other.uid]) == [both.uid]
    assert set(ask(api, about=f"{one.uid},{other.uid}")) == {both.uid, lone.uid}


def test_speech_acts_are_many_valued(api: APIClient) -> None:
    both = StatementFactory(speech_acts=["vow", "warn"])
    StatementFactory(speech_acts=["vow"])

    assert ask(api, speech_act=["vow", "warn"]) == [both.uid]
