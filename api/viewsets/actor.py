"""Actors over HTTP."""

from __future__ import annotations

from api.export.tables import ACTORS
from api.filters.actor import ActorFilterSet
from api.serializers.actor import ActorDetailSerializer, ActorSerializer
from api.viewsets.bulk import WrittenViewSet
from api.viewsets.network import NetworkViewSet
from archive.models import Actor


class ActorViewSet(WrittenViewSet, NetworkViewSet):
    """Persons, bodies and groups, with the names that they are given and by whom."""

    model = Actor
    queryset = Actor.objects.none()
    serializer_class = ActorSerializer
    detail_serializer_class = ActorDetailSerializer
    filterset_class = ActorFilterSet
    orderings = {"name": "name_folded", "updated_at": "updated_at"}
    default_ordering = "name"
    faceted = (
        "kind",
        "sector",
        "country",
        "identity",
        "scope",
        "affiliation_kind",
        "affiliation_status",
        "origin",
    )
    table = ACTORS
