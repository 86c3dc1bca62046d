"""Passages: the exact words of a text."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from archive.models import Passage
from archive.models.passage import SUPPORTABLE
from tests.factories.article import RevisionFactory
from tests.factories.incident import IncidentFactory


class PassageFactory(DjangoModelFactory[Passage]):
    """Evidence for an incident, unless something else is named: `PassageFactory(actor=actor)`.

    Give `exact` to point at other words: `start` is where they first stand in the text (ValueError
    where they do not), `end` follows. A passage of a statement stands in the statement's text.
    """

    class Meta:
        model = Passage

    revision = factory.Maybe(
        "statement",
        factory.SelfAttribute("statement.revision"),
        factory.SubFactory(RevisionFactory),
    )
    exact = "the shelling of Market Street"
    start = factory.LazyAttribute(lambda passage: passage.revision.body.index(passage.exact))
    end = factory.LazyAttribute(lambda passage: passage.start + len(passage.exact))
    role = factory.Maybe("statement", "content", "evidence")
    incident = factory.Maybe("supports_other", None, factory.SubFactory(IncidentFactory))
    participant = None
    incident_place = None
    measure = None
    incident_link = None
    statement = None
    actor = None
    alias = None
    affiliation = None
    place = None

    class Params:
        supports_other = factory.LazyAttribute(
            lambda passage: any(
                getattr(passage, name) is not None for name in SUPPORTABLE if name != "incident"
            )
        )
