"""What can be asked of where an incident was."""

from __future__ import annotations

from django.db.models import Q

from archive.querysets.base import PartManager, PartQuerySet, published


class IncidentPlaceQuerySet(PartQuerySet):
    """Places of incidents: a row without words of its own is seen where its place is."""

    def visibility(self, via: str | None) -> list[Q]:
        return [*super().visibility(via), Q(text__isnull=False) | published("place")]


class IncidentPlaceManager(PartManager.from_queryset(IncidentPlaceQuerySet)):  # type: ignore[misc]
    """The manager of the places of incidents."""
