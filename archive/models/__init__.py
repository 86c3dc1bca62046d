"""The record: what the archive holds, one file for each resource."""

from archive.models.actor import Actor, Affiliation, Alias
from archive.models.article import Article, Revision
from archive.models.change import Change, ChangedRow
from archive.models.checkup import Checkup, Finding
from archive.models.citation import Citation
from archive.models.distinct_pair import DistinctPair
from archive.models.external_id import ExternalId
from archive.models.imported_file import ImportedFile, ImportedLine
from archive.models.imported_row import ImportedRow
from archive.models.incident import Incident
from archive.models.incident_parts import (
    IncidentLink,
    IncidentParticipant,
    IncidentPlace,
    Measure,
)
from archive.models.passage import Passage
from archive.models.place import Place
from archive.models.review import ReviewClaim, ReviewStep
from archive.models.source import Source
from archive.models.statement import Statement, StatementLink, StatementParticipant
from archive.models.token import Token

__all__ = [
    "Actor",
    "Affiliation",
    "Alias",
    "Article",
    "Change",
    "ChangedRow",
    "Checkup",
    "Citation",
    "DistinctPair",
    "ExternalId",
    "Finding",
    "ImportedFile",
    "ImportedLine",
    "ImportedRow",
    "Incident",
    "IncidentLink",
    "IncidentParticipant",
    "IncidentPlace",
    "Measure",
    "Passage",
    "Place",
    "ReviewClaim",
    "ReviewStep",
    "Revision",
    "Source",
    "Statement",
    "StatementLink",
    "StatementParticipant",
    "Token",
]
