"""The record in Django admin: found, read, created, corrected and linked; one file a resource."""

from archive.admin import dashboard, health, merging, review
from archive.admin.actor import ActorAdmin, AffiliationAdmin, AliasAdmin
from archive.admin.article import ArticleAdmin, RevisionAdmin
from archive.admin.change import ChangeAdmin
from archive.admin.imported_file import ImportedFileAdmin
from archive.admin.imported_row import ImportedRowAdmin
from archive.admin.incident import IncidentAdmin
from archive.admin.incident_parts import (
    IncidentLinkAdmin,
    IncidentParticipantAdmin,
    IncidentPlaceAdmin,
    MeasureAdmin,
)
from archive.admin.passage import PassageAdmin
from archive.admin.place import PlaceAdmin
from archive.admin.source import SourceAdmin
from archive.admin.statement import StatementAdmin
from archive.admin.token import TokenAdmin

__all__ = [
    "ActorAdmin",
    "AffiliationAdmin",
    "AliasAdmin",
    "ArticleAdmin",
    "ChangeAdmin",
    "ImportedFileAdmin",
    "ImportedRowAdmin",
    "IncidentAdmin",
    "IncidentLinkAdmin",
    "IncidentParticipantAdmin",
    "IncidentPlaceAdmin",
    "MeasureAdmin",
    "PassageAdmin",
    "PlaceAdmin",
    "RevisionAdmin",
    "SourceAdmin",
    "StatementAdmin",
    "TokenAdmin",
    "dashboard",
    "health",
    "merging",
    "review",
]
