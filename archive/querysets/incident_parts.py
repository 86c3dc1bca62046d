"""What can be asked of where a data set has an incident from."""

from __future__ import annotations

from django.db.models import Q

from archive.querysets.base import PartManager, PartQuerySet, published


class CitationQuerySet(PartQuerySet):
    """Citations: one without words of its own is seen where its article or its outlet is."""

    def visibility(self, via: str | None) -> list[Q]:
        worded = Q(text__isnull=False)
        return [*super().visibility(via), worded | published("article") | published("source")]


class CitationManager(PartManager.from_queryset(CitationQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of citations."""
