"""Querysets own what may be seen and what can be asked of each model; callers only name them."""

from archive.querysets.actor import ActorManager
from archive.querysets.article import ArticleManager, RevisionManager
from archive.querysets.base import (
    ArchiveManager,
    ArchiveQuerySet,
    FollowingPartManager,
    PartManager,
    RecordManager,
    needed_records,
    published,
    reads_all,
)
from archive.querysets.change import ChangeManager
from archive.querysets.incident import IncidentManager
from archive.querysets.incident_parts import CitationManager
from archive.querysets.passage import PassageManager
from archive.querysets.place import PlaceManager
from archive.querysets.statement import StatementManager

__all__ = [
    "ActorManager",
    "ArchiveManager",
    "ArchiveQuerySet",
    "ArticleManager",
    "ChangeManager",
    "CitationManager",
    "FollowingPartManager",
    "IncidentManager",
    "PartManager",
    "PassageManager",
    "PlaceManager",
    "RecordManager",
    "RevisionManager",
    "StatementManager",
    "needed_records",
    "published",
    "reads_all",
]
