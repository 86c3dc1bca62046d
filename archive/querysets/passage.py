"""What can be asked of passages."""

from __future__ import annotations

from typing import Self

from django.db.models import Q

from archive.querysets.base import ArchiveManager, ArchiveQuerySet


class PassageQuerySet(ArchiveQuerySet):
    """Passages, seen where their article is, once somebody stands for them."""

    def visibility(self, via: str | None) -> list[Q]:
        return [*super().visibility(via), Q(proposed=False)]

    def in_order(self) -> Self:
        return self.order_by("revision_id", "start", "pk")


class PassageManager(ArchiveManager.from_queryset(PassageQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of passages."""
