"""What can be asked of the log of changes: by whom it may be read, and from where on."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from archive.querysets.base import reads_all


class ChangeQuerySet(models.QuerySet[Any]):
    """Entries of the log, in the order that never changes."""

    def visible_to(self, user: Any) -> Self:
        """Return the entries about records that `user` may read after the change, or could before.

        What happened to a record before it was published is for those who may read drafts.
        """
        if reads_all(user):
            return self
        return self.filter(Q(was_public=True) | Q(is_public=True))

    def after(self, seq: int) -> Self:
        """Return the entries that follow one, the oldest first."""
        return self.filter(seq__gt=seq).order_by("seq")


class ChangeManager(models.Manager.from_queryset(ChangeQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of the log."""
