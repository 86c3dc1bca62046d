"""Places over HTTP."""

from __future__ import annotations

from api.export.geo import PlacePoints
from api.export.tables import PLACES
from api.filters.place import PlaceFilterSet
from api.serializers.place import PlaceSerializer
from api.viewsets.bulk import WrittenViewSet
from api.viewsets.statistics import FacetedViewSet
from archive.models import Place


class PlaceViewSet(WrittenViewSet, FacetedViewSet):
    """Where things happened, with coordinates only where they are known."""

    model = Place
    queryset = Place.objects.none()
    serializer_class = PlaceSerializer
    detail_serializer_class = PlaceSerializer
    filterset_class = PlaceFilterSet
    orderings = {"name": "name_folded", "updated_at": "updated_at"}
    default_ordering = "name"
    faceted = ("kind", "country", "coordinate_basis", "origin")
    table = PLACES
    points = PlacePoints
