"""What an incident owns, in answers: participants, places, counts, links; in a list and in full."""

from __future__ import annotations

from api.serializers.briefs import (
    ActorBrief,
    ArticleBrief,
    IncidentBrief,
    PlaceBrief,
    SourceBrief,
)
from api.serializers.claims import CLAIM_FIELDS, ClaimDetailSerializer, ClaimSerializer
from api.serializers.parts import PartSerializer, PassageSerializer
from archive.models import Citation, IncidentLink, IncidentParticipant, IncidentPlace, Measure

_PARTICIPANT = ("position", "actor", "role", "side", *CLAIM_FIELDS)
_PLACE = ("position", "place", "text", "role", "geo_precision")
_MEASURE = (
    "position",
    "measure",
    "item",
    "group_actor",
    "group_text",
    "minimum",
    "best",
    "maximum",
    "qualifier",
    "preliminary",
    *CLAIM_FIELDS,
)
_LINK = ("kind", *CLAIM_FIELDS)


class IncidentParticipantSerializer(ClaimSerializer):
    """That an actor took part in an incident in some role: a claim."""

    actor = ActorBrief(read_only=True)

    class Meta:
        model = IncidentParticipant
        fields = _PARTICIPANT


class IncidentParticipantDetailSerializer(ClaimDetailSerializer):
    """That an actor took part in an incident, with the words that say so."""

    actor = ActorBrief(read_only=True)

    class Meta:
        model = IncidentParticipant
        fields = (*_PARTICIPANT, "passages")


class IncidentPlaceSerializer(PartSerializer):
    """Where an incident was: a place, or only words for it."""

    place = PlaceBrief(read_only=True)

    class Meta:
        model = IncidentPlace
        fields = _PLACE


class IncidentPlaceDetailSerializer(PartSerializer):
    """Where an incident was, with the words that say so."""

    place = PlaceBrief(read_only=True)
    passages = PassageSerializer(many=True, read_only=True)

    class Meta:
        model = IncidentPlace
        fields = (*_PLACE, "passages")


class MeasureSerializer(ClaimSerializer):
    """A count as it is reported: null where not known, and never 0 for that."""

    group_actor = ActorBrief(read_only=True)

    class Meta:
        model = Measure
        fields = _MEASURE


class MeasureDetailSerializer(ClaimDetailSerializer):
    """A count as it is reported, with the words that say so."""

    group_actor = ActorBrief(read_only=True)

    class Meta:
        model = Measure
        fields = (*_MEASURE, "passages")


class IncidentLinkSerializer(ClaimSerializer):
    """How this incident stands to another: a claim."""

    incident = IncidentBrief(source="to_incident", read_only=True)

    class Meta:
        model = IncidentLink
        fields = ("position", "incident", *_LINK)


class IncidentLinkDetailSerializer(ClaimDetailSerializer):
    """How this incident stands to another, with the words that say so."""

    incident = IncidentBrief(source="to_incident", read_only=True)

    class Meta:
        model = IncidentLink
        fields = ("position", "incident", *_LINK, "passages")


class IncidentBacklinkSerializer(ClaimSerializer):
    """How another incident stands to this one: a claim of the other."""

    incident = IncidentBrief(source="from_incident", read_only=True)

    class Meta:
        model = IncidentLink
        fields = ("incident", *_LINK)


class CitationSerializer(PartSerializer):
    """Where a data set says that it has an incident from; the words themselves it does not give."""

    article = ArticleBrief(read_only=True)
    source = SourceBrief(read_only=True)  # type: ignore[assignment]  # -- a serializer has that name

    class Meta:
        model = Citation
        fields = ("position", "article", "source", "text")
