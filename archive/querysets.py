"""Querysets own what may be seen and how a natural key is found; callers only name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from archive.models.base import Record


class ArchiveManager(models.Manager[Any]):
    """The manager of every row that has a uid, found by it."""

    def get_by_natural_key(self, uid: str) -> Any:
        return self.get(uid=uid)


class RecordQuerySet(models.QuerySet[Any]):
    """Records, by who may see them."""

    def published(self) -> Self:
        """Return what everybody may read: reviewed, not retracted, not merged away."""
        return self.filter(review_status="published", merged_into__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Return what `user` may read at all: members of the staff also see what waits."""
        return self if getattr(user, "is_staff", False) else self.published()

    def by_uid(self, uid: str) -> Record:
        """Return the record with this uid, in whatever state it is."""
        return self.get(uid=uid)  # type: ignore[no-any-return]


class RecordManager(ArchiveManager.from_queryset(RecordQuerySet)):  # type: ignore[misc]
    """The manager of the records."""


class PartManager(models.Manager[Any]):
    """The manager of the parts, found by their owner and their place in its list."""

    def get_by_natural_key(self, owner_uid: str, position: int) -> Any:
        owner = f"{self.model.owner_field}__uid"
        return self.get(**{owner: owner_uid, "position": position})


class RevisionManager(models.Manager[Any]):
    """The manager of revisions, found by their article and their number."""

    def get_by_natural_key(self, article_uid: str, number: int) -> Any:
        return self.get(article__uid=article_uid, number=number)
