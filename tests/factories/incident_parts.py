"""What an incident owns: participants, places, counts, links."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from archive.models import IncidentLink, IncidentParticipant, IncidentPlace, Measure
from tests.factories.actor import ActorFactory
from tests.factories.incident import IncidentFactory
from tests.factories.place import PlaceFactory
from tests.factories.statement import StatementFactory


class IncidentParticipantFactory(DjangoModelFactory[IncidentParticipant]):
    """A victim, as the narrator says; `alleged=True`: a perpetrator, as a statement says."""

    class Meta:
        model = IncidentParticipant

    incident = factory.SubFactory(IncidentFactory)
    actor = factory.SubFactory(ActorFactory)
    role = "victim"

    class Params:
        alleged = factory.Trait(
            actor=factory.SubFactory(ActorFactory, group=True),
            role="perpetrator",
            status="alleged",
            asserted_by=factory.List([factory.SubFactory(StatementFactory)]),
        )


class IncidentPlaceFactory(DjangoModelFactory[IncidentPlace]):
    """Where it occurred: a place, known to the town."""

    class Meta:
        model = IncidentPlace

    incident = factory.SubFactory(IncidentFactory)
    place = factory.SubFactory(PlaceFactory)
    geo_precision = "near_point_25km"


class MeasureFactory(DjangoModelFactory[Measure]):
    """Twelve people injured, by the article's own count."""

    class Meta:
        model = Measure

    incident = factory.SubFactory(IncidentFactory)
    measure = "injured"
    group_text = "people"
    minimum = 12
    best = 12
    maximum = 12

    class Params:
        at_least = factory.Trait(minimum=151, best=None, maximum=None, qualifier="more than 150")


class IncidentLinkFactory(DjangoModelFactory[IncidentLink]):
    """That one incident answers another."""

    class Meta:
        model = IncidentLink

    from_incident = factory.SubFactory(IncidentFactory)
    to_incident = factory.SubFactory(IncidentFactory)
    kind = "response_to"
