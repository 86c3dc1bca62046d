"""What can be asked of articles and their texts."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from archive.querysets.base import ArchiveQuerySet


class RevisionQuerySet(ArchiveQuerySet):
    """The texts of articles."""

    def in_order(self) -> Self:
        return self.order_by("number")


class RevisionManager(models.Manager.from_queryset(RevisionQuerySet)):  # type: ignore[misc]
    """The manager of revisions, found by their article and their number."""

    def get_by_natural_key(self, article_uid: str, number: int) -> Any:
        return self.get(article__uid=article_uid, number=number)
