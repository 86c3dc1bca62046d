"""What can be asked of what has a date."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db.models import Q

from archive.querysets.base import RecordQuerySet


class DatedQuerySet(RecordQuerySet):
    """Records that happened, as far as is known, within a range of possible days."""

    def in_order(self) -> Self:
        return self.order_by("sort_date", "pk")


def overlapping(after: date | None, before: date | None) -> Q:
    """Return the condition that something may have happened within these days, both included.

    A bound that is not known lies anywhere; what has no known date at all never matches.
    """
    condition = ~Q(date_semantics="unknown")
    if after is not None:
        condition &= Q(date_latest__gte=after) | Q(date_latest__isnull=True)
    if before is not None:
        condition &= Q(date_earliest__lte=before) | Q(date_earliest__isnull=True)
    return condition


def contained(after: date | None, before: date | None) -> Q:
    """Return the condition that something happened within these days for certain.

    The whole possible range lies inside; a bound that is not known lies inside nothing.
    """
    condition = ~Q(date_semantics="unknown")
    if after is not None:
        condition &= Q(date_earliest__gte=after)
    if before is not None:
        condition &= Q(date_latest__lte=before)
    return condition
