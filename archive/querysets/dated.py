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


# A day, and the first or last day to sort by of the narrow ranges that may touch it.
Bound = tuple[date, date]


def touching(after: date | None, before: date | None) -> Q:
    """Return the condition that something may have happened within these days, both included.

    A bound that is not known lies anywhere; what has no known date at all never matches.
    """
    condition = ~Q(date_semantics="unknown")
    if after is not None:
        condition &= Q(date_latest__gte=after) | Q(date_latest__isnull=True)
    if before is not None:
        condition &= Q(date_earliest__lte=before) | Q(date_earliest__isnull=True)
    return condition


def overlapping(after: Bound | None, before: Bound | None) -> Q:
    """Return the condition of `touching` so that an index helps: either near, or wide."""
    return _touching(after, before) & (_nearby(after, before) | Q(is_wide=True))


def unbegun(after: Bound | None, before: Bound | None) -> Q:
    """Return the condition of `touching` for those that are ordered behind these days.

    They have no beginning, so that they are ordered by their end.
    """
    behind = Q() if before is None else Q(sort_date__gt=before[1])
    return _touching(after, before) & Q(is_wide=True, date_earliest__isnull=True) & behind


def near(after: Bound | None, before: Bound | None) -> Q:
    """Return the condition of `touching` for those that are ordered near these days."""
    return _touching(after, before) & _nearby(after, before)


def begun_before(after: Bound | None, before: Bound | None) -> Q:
    """Return the condition of `touching` for those that are ordered long before these days."""
    ahead = Q() if after is None else Q(sort_date__lt=after[1])
    return _touching(after, before) & Q(is_wide=True) & ahead


def contained(after: Bound | None, before: Bound | None) -> Q:
    """Return the condition that something happened within these days for certain.

    The whole possible range lies inside; a bound that is not known lies inside nothing. So does
    the day to sort by, which is one of them.
    """
    condition = ~Q(date_semantics="unknown")
    if after is not None:
        condition &= Q(date_earliest__gte=after[0], sort_date__gte=after[0])
    if before is not None:
        condition &= Q(date_latest__lte=before[0], sort_date__lte=before[0])
    return condition


def _touching(after: Bound | None, before: Bound | None) -> Q:
    return touching(after and after[0], before and before[0])


def _nearby(after: Bound | None, before: Bound | None) -> Q:
    condition = Q()
    if after is not None:
        condition &= Q(sort_date__gte=after[1])
    if before is not None:
        condition &= Q(sort_date__lte=before[1])
    return condition
