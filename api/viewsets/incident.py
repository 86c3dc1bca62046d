"""Incidents over HTTP."""

from __future__ import annotations

from api.export.geo import IncidentPoints
from api.export.tables import INCIDENTS
from api.filters.incident import IncidentFilterSet
from api.serializers.incident import IncidentDetailSerializer, IncidentSerializer
from api.viewsets.bulk import WrittenViewSet
from api.viewsets.statistics import EventViewSet
from archive.models import Incident


class IncidentViewSet(WrittenViewSet, EventViewSet):
    """What happened, or is said or expected to happen, and who says so in which words."""

    model = Incident
    queryset = Incident.objects.none()
    serializer_class = IncidentSerializer
    detail_serializer_class = IncidentDetailSerializer
    filterset_class = IncidentFilterSet
    orderings = {"date": "sort_date", "created_at": "created_at", "updated_at": "updated_at"}
    default_ordering = "-date"
    descriptions = {
        "list": "Leaves out what was only planned, anticipated, hypothetical or negated, unless "
        "`modality` or `uid` asks for it.",
    }
    faceted = (
        "event_type",
        "event_mode",
        "context",
        "modality",
        "kind",
        "country",
        "place_role",
        "geo_precision",
        "participant_kind",
        "participant_country",
        "participant_role",
        "participant_status",
        "date_semantics",
        "origin",
    )
    hiding = ("modality",)
    table = INCIDENTS
    points = IncidentPoints
