"""That two records that look like one are two: what somebody has said is not suggested again."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils import timezone


class DistinctPair(models.Model):
    """Two records of one kind that somebody has told apart, by their keys, the smaller one first.

    It says nothing about either record, so it is no part of the log; taking it back deletes it.
    """

    kind = models.CharField(max_length=20, help_text="Kind of record: actor, place or incident.")
    one = models.BigIntegerField()
    other = models.BigIntegerField()
    by = models.CharField(max_length=150, help_text="Who said so: a user name.")
    reason = models.CharField(max_length=500, blank=True, help_text="How one can tell.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "one", "other"], name="distinct_pair_once"),
            CheckConstraint(name="distinct_pair_in_order", condition=Q(one__lt=F("other"))),
        ]
        indexes = [models.Index(fields=["kind", "id"], name="distinct_pair_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.one} is not {self.other}"


def in_order(one: Any, other: Any) -> dict[str, Any]:
    """Return the keys of a pair of records as they are stored."""
    smaller, larger = sorted((one.pk, other.pk))
    return {"kind": one._meta.model_name, "one": smaller, "other": larger}
