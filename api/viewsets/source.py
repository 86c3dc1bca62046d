"""Sources over HTTP."""

from __future__ import annotations

from api.export.tables import SOURCES
from api.filters.source import SourceFilterSet
from api.serializers.source import SourceSerializer
from api.viewsets.bulk import WrittenViewSet
from api.viewsets.statistics import FacetedViewSet
from archive.models import Source


class SourceViewSet(WrittenViewSet, FacetedViewSet):
    """Outlets that articles come from."""

    model = Source
    queryset = Source.objects.none()
    serializer_class = SourceSerializer
    detail_serializer_class = SourceSerializer
    filterset_class = SourceFilterSet
    orderings = {"name": "name", "updated_at": "updated_at"}
    default_ordering = "name"
    faceted = ("kind", "country", "scale", "reliability", "origin")
    table = SOURCES
