"""Incidents in answers: in a list with their parts, in full with every word that they rest on."""

from __future__ import annotations

from api.gathered import Gathered
from api.serializers.base import RecordSerializer, RecordUrl, TermList
from api.serializers.briefs import ArticleBrief
from api.serializers.date import PossibleDate
from api.serializers.incident_parts import (
    CitationSerializer,
    IncidentBacklinkSerializer,
    IncidentLinkDetailSerializer,
    IncidentLinkSerializer,
    IncidentParticipantDetailSerializer,
    IncidentParticipantSerializer,
    IncidentPlaceDetailSerializer,
    IncidentPlaceSerializer,
    MeasureDetailSerializer,
    MeasureSerializer,
)
from api.serializers.match import match_field
from api.serializers.parts import ExternalIdSerializer, PassageSerializer, StatementSummary
from archive.models import Article, Incident
from archive.querysets.incident import incident_articles
from archive.vocabularies import CONTEXT

_INCIDENT = (
    "uid",
    "url",
    "title",
    "summary",
    "kind",
    "event_type",
    "event_mode",
    "contexts",
    "modality",
    "date",
    "cameo_code",
    "acled_event_type",
    "acled_sub_event_type",
    "ucdp_violence_type",
    "participants",
    "places",
    "measures",
)
_FURTHER = (
    "links",
    "linked_from",
    "passages",
    "citations",
    "statements",
    "articles",
    "external_ids",
)
_REVIEW = ("review_status", "origin", "created_at", "updated_at", "etag")


_GATHERED = {"gathered_articles": Gathered(Article, incident_articles, many=True)}


class _IncidentSerializer(RecordSerializer):
    widenable = ("actors", "places", "sources")
    url = RecordUrl("incidents")
    contexts = TermList(CONTEXT)
    date = PossibleDate(source="*", read_only=True)
    linked_from = IncidentBacklinkSerializer(source="links_from_others", many=True, read_only=True)
    passages = PassageSerializer(many=True, read_only=True)
    citations = CitationSerializer(many=True, read_only=True)
    statements = StatementSummary(many=True, read_only=True)
    articles = ArticleBrief(source="gathered_articles", many=True, read_only=True)
    external_ids = ExternalIdSerializer(many=True, read_only=True)


class IncidentSerializer(_IncidentSerializer):
    """An incident of a list: what happened, when, where, to whom; who says so by address."""

    participants = IncidentParticipantSerializer(many=True, read_only=True)
    places = IncidentPlaceSerializer(many=True, read_only=True)
    measures = MeasureSerializer(many=True, read_only=True)
    links = IncidentLinkSerializer(many=True, read_only=True)
    match = match_field()

    class Meta:
        model = Incident
        fields = (*_INCIDENT, *_FURTHER, "match", *_REVIEW)
        expandable = (*_FURTHER, "match")
        gathered = _GATHERED


class IncidentDetailSerializer(_IncidentSerializer):
    """An incident in full: every claim with who asserts it, and the exact words."""

    participants = IncidentParticipantDetailSerializer(many=True, read_only=True)
    places = IncidentPlaceDetailSerializer(many=True, read_only=True)
    measures = MeasureDetailSerializer(many=True, read_only=True)
    links = IncidentLinkDetailSerializer(many=True, read_only=True)

    class Meta:
        model = Incident
        fields = (*_INCIDENT, *_FURTHER, *_REVIEW)
        gathered = _GATHERED
