"""Saying that two records which look like one are two, and taking that back."""

from __future__ import annotations

from django.db import transaction

from archive.errors import ArchiveError
from archive.models import DistinctPair
from archive.models.base import Record
from archive.models.distinct_pair import in_order


def tell_apart(one: Record, other: Record, *, by: str, reason: str = "") -> DistinctPair:
    """Say that two records are two, so that they are suggested no more; return what says so.

    Raises ArchiveError for records of two kinds, or for one and the same.
    """
    if type(one) is not type(other) or one.pk == other.pk:
        raise ArchiveError("Two records of one kind are told apart.", code="no-pair")
    with transaction.atomic():
        said, _ = DistinctPair.objects.update_or_create(
            **in_order(one, other), defaults={"by": by, "reason": reason}
        )
    return said


def take_back(one: Record, other: Record) -> bool:
    """Let two records be suggested again; return whether they had been told apart."""
    number, _ = DistinctPair.objects.filter(**in_order(one, other)).delete()
    return bool(number)
