"""Statements, who takes part in them, how they hang together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import factory
from factory.django import DjangoModelFactory

from archive.models import Incident, Statement, StatementLink, StatementParticipant
from tests.factories.actor import ActorFactory
from tests.factories.article import RevisionFactory


class StatementFactory(DjangoModelFactory[Statement]):
    """A mayor's own words. `about=[incident]` says what they speak of.

    `relayed=True`: a readout of an official passes the words on.
    """

    class Meta:
        model = Statement
        skip_postgeneration_save = True

    revision = factory.SubFactory(RevisionFactory)
    text = "We condemn this attack and will rebuild,"
    form = "direct"
    speech_acts = factory.List(["condemn", "vow"])
    anonymity = "named"
    medium = "briefing"
    verbatim = factory.LazyAttribute(lambda statement: statement.form == "direct")
    date_text = "on Monday"
    date_earliest = factory.LazyAttribute(lambda statement: statement.revision.article.day)
    date_latest = factory.SelfAttribute("date_earliest")
    date_semantics = "exact_day"
    date_basis = "relative"
    review_status = "published"

    class Params:
        relayed = factory.Trait(
            form="relayed", medium="readout", relayed_by=factory.SubFactory(ActorFactory)
        )

    @factory.post_generation
    def about(
        statement: Statement,  # noqa: N805 -- factory-boy gives the made row, not itself
        create: bool,
        incidents: Iterable[Incident] | None,
        **_: Any,
    ) -> None:
        if create and incidents:
            statement.about.add(*incidents)


class StatementParticipantFactory(DjangoModelFactory[StatementParticipant]):
    """Who speaks."""

    class Meta:
        model = StatementParticipant

    statement = factory.SubFactory(StatementFactory)
    actor = factory.SubFactory(ActorFactory)
    role = "speaker"


class StatementLinkFactory(DjangoModelFactory[StatementLink]):
    """That one statement says again what another says."""

    class Meta:
        model = StatementLink

    from_statement = factory.SubFactory(StatementFactory)
    to_statement = factory.SubFactory(StatementFactory)
    kind = "restates"
