"""Querysets own what may be seen and what can be asked of each model; callers only name them."""

from archive.querysets.actor import ActorManager
from archive.querysets.article import RevisionManager
from archive.querysets.base import (
    ArchiveManager,
    ArchiveQuerySet,
    PartManager,
    RecordManager,
    is_staff,
)

__all__ = [
    "ActorManager",
    "ArchiveManager",
    "ArchiveQuerySet",
    "PartManager",
    "RecordManager",
    "RevisionManager",
    "is_staff",
]
