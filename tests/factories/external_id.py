"""Identifiers elsewhere."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from archive.models import ExternalId
from archive.models.external_id import IDENTIFIABLE
from tests.factories.actor import ActorFactory


class ExternalIdFactory(DjangoModelFactory[ExternalId]):
    """What an actor, or the record that is named instead, is called in Wikidata."""

    class Meta:
        model = ExternalId

    scheme = "wikidata"
    value = factory.Sequence(lambda n: f"Q{100_000 + n}")
    actor = factory.Maybe("identifies_other", None, factory.SubFactory(ActorFactory))
    source = None
    article = None
    incident = None
    statement = None
    place = None

    class Params:
        identifies_other = factory.LazyAttribute(
            lambda external_id: any(
                getattr(external_id, name) is not None for name in IDENTIFIABLE if name != "actor"
            )
        )
