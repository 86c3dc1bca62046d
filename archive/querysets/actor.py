"""What can be asked of actors."""

from __future__ import annotations

from typing import Self

from django.apps import apps
from django.db.models import Q

from archive.querysets.base import RecordManager, RecordQuerySet


class ActorQuerySet(RecordQuerySet):
    """Actors, by who may see them and by what they are called."""

    def named(self, words: str) -> Self:
        """Return the actors with a name that holds these words, their own or one given to them.

        `words` are folded and padded (`archive.folding.fold_padded`): whole words match.
        """
        called = apps.get_model("archive", "Alias").objects.filter(text_folded__contains=words)
        return self.filter(
            Q(name_folded__contains=words) | Q(pk__in=called.order_by().values("actor_id"))
        )


class ActorManager(RecordManager.from_queryset(ActorQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of actors."""
