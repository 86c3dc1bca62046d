"""What can be asked of statements."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from django.apps import apps

from archive.querysets.base import RecordManager
from archive.querysets.dated import DatedQuerySet


class StatementQuerySet(DatedQuerySet):
    """Statements, by who may see them and by who speaks in them."""

    def spoken_by(self, actors: Collection[int]) -> Self:
        """Return the statements in which one of these actors speaks."""
        parts = apps.get_model("archive", "StatementParticipant").objects
        speaking = parts.filter(role="speaker", actor__in=actors)
        return self.filter(pk__in=speaking.order_by().values("statement_id"))


class StatementManager(RecordManager.from_queryset(StatementQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of statements."""
