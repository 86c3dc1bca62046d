"""Statements in answers: who said what to whom, and in full what they assert."""

from __future__ import annotations

from rest_framework import serializers

from api.serializers.base import RecordSerializer, RecordUrl, TermList
from api.serializers.briefs import ActorBrief, ArticleBrief, IncidentBrief, StatementBrief
from api.serializers.date import PossibleDate
from api.serializers.match import match_field
from api.serializers.parts import (
    ExternalIdSerializer,
    PartSerializer,
    PassageSerializer,
    StatementParticipantSerializer,
)
from archive.models import (
    Affiliation,
    IncidentLink,
    IncidentParticipant,
    Measure,
    Statement,
    StatementLink,
)
from archive.vocabularies import SPEECH_ACT

_STATEMENT = (
    "uid",
    "url",
    "text",
    "form",
    "speech_acts",
    "anonymity",
    "medium",
    "verbatim",
    "joint",
    "conditional",
    "hedge",
    "date",
    "article",
    "revision",
    "relayed_by",
    "participants",
    "addressee_text",
    "about",
    "occasion",
)
_FURTHER = ("asserts", "links", "linked_from", "passages", "external_ids")
_REVIEW = ("review_status", "origin", "created_at", "updated_at", "etag")


class StatementLinkSerializer(PartSerializer):
    """How this statement stands to another."""

    statement = StatementBrief(source="to_statement", read_only=True)

    class Meta:
        model = StatementLink
        fields = ("position", "statement", "kind")


class StatementBacklinkSerializer(PartSerializer):
    """How another statement stands to this one."""

    statement = StatementBrief(source="from_statement", read_only=True)

    class Meta:
        model = StatementLink
        fields = ("statement", "kind")


class AssertedParticipant(PartSerializer):
    """That an actor took part in an incident, as the statement asserts."""

    incident = IncidentBrief(read_only=True)
    actor = ActorBrief(read_only=True)

    class Meta:
        model = IncidentParticipant
        fields = ("incident", "actor", "role", "side", "status")


class AssertedMeasure(PartSerializer):
    """A count of an incident, as the statement asserts it."""

    incident = IncidentBrief(read_only=True)
    group_actor = ActorBrief(read_only=True)

    class Meta:
        model = Measure
        fields = (
            "incident",
            "measure",
            "item",
            "group_actor",
            "group_text",
            "minimum",
            "best",
            "maximum",
            "qualifier",
            "preliminary",
            "status",
        )


class AssertedLink(PartSerializer):
    """How one incident stands to another, as the statement asserts."""

    from_incident = IncidentBrief(read_only=True)
    to_incident = IncidentBrief(read_only=True)

    class Meta:
        model = IncidentLink
        fields = ("from_incident", "to_incident", "kind", "status")


class AssertedAffiliation(PartSerializer):
    """That an actor belongs to an organisation, as the statement asserts."""

    actor = ActorBrief(read_only=True)
    organisation = ActorBrief(read_only=True)
    date = PossibleDate(source="*", read_only=True)

    class Meta:
        model = Affiliation
        fields = ("actor", "organisation", "kind", "role_title", "status", "date")


class Assertions(serializers.Serializer):
    """What a statement asserts: the claims that rest on it, by kind."""

    participants = AssertedParticipant(
        source="asserts_incidentparticipants", many=True, read_only=True
    )
    measures = AssertedMeasure(source="asserts_measures", many=True, read_only=True)
    links = AssertedLink(source="asserts_incidentlinks", many=True, read_only=True)
    affiliations = AssertedAffiliation(source="asserts_affiliations", many=True, read_only=True)


class _StatementSerializer(RecordSerializer):
    widenable = ("actors",)
    url = RecordUrl("statements")
    speech_acts = TermList(SPEECH_ACT)
    date = PossibleDate(source="*", read_only=True)
    article = ArticleBrief(source="revision.article", read_only=True, allow_null=True)
    revision = serializers.IntegerField(
        source="revision.number",
        read_only=True,
        help_text="Number of the article's text that it stands in.",
    )
    relayed_by = ActorBrief(read_only=True)
    participants = StatementParticipantSerializer(many=True, read_only=True)
    about = IncidentBrief(many=True, read_only=True)
    occasion = IncidentBrief(read_only=True)
    asserts = Assertions(source="*", read_only=True)
    links = StatementLinkSerializer(many=True, read_only=True)
    linked_from = StatementBacklinkSerializer(source="links_from_others", many=True, read_only=True)
    passages = PassageSerializer(many=True, read_only=True)
    external_ids = ExternalIdSerializer(many=True, read_only=True)


class StatementSerializer(_StatementSerializer):
    """A statement of a list."""

    match = match_field()

    class Meta:
        model = Statement
        fields = (*_STATEMENT, *_FURTHER, "match", *_REVIEW)
        expandable = (*_FURTHER, "match")


class StatementDetailSerializer(_StatementSerializer):
    """A statement in full: what it asserts, how it stands to others, where its words stand."""

    class Meta:
        model = Statement
        fields = (*_STATEMENT, *_FURTHER, *_REVIEW)
