"""What can be asked of where an incident was, and of where a data set has it from."""

from __future__ import annotations

from django.db.models import Q

from archive.querysets.base import PartManager, PartQuerySet, published


class IncidentPlaceQuerySet(PartQuerySet):
    """Places of incidents: a row without words of its own is seen where its place is."""

    def visibility(self, via: str | None) -> list[Q]:
        return [*super().visibility(via), Q(text__isnull=False) | published("place")]


class CitationQuerySet(PartQuerySet):
    """Citations: one without words of its own is seen where its article or its outlet is."""

    def visibility(self, via: str | None) -> list[Q]:
        worded = Q(text__isnull=False)
        return [*super().visibility(via), worded | published("article") | published("source")]


class CitationManager(PartManager.from_queryset(CitationQuerySet)):  # type: ignore[misc]
    """The manager of citations."""


class IncidentPlaceManager(PartManager.from_queryset(IncidentPlaceQuerySet)):  # type: ignore[misc]
    """The manager of the places of incidents."""
