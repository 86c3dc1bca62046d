"""Factories: one for every model, each making a valid, realistic, published row."""

from tests.factories.actor import ActorFactory, AffiliationFactory, AliasFactory
from tests.factories.article import ArticleFactory, RevisionFactory
from tests.factories.change import ChangedRowFactory, ChangeFactory
from tests.factories.checkup import CheckupFactory, FindingFactory
from tests.factories.citation import CitationFactory
from tests.factories.distinct_pair import DistinctPairFactory
from tests.factories.external_id import ExternalIdFactory
from tests.factories.imported_file import ImportedFileFactory, ImportedLineFactory
from tests.factories.imported_row import ImportedRowFactory
from tests.factories.incident import IncidentFactory
from tests.factories.incident_parts import (
    IncidentLinkFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
)
from tests.factories.passage import PassageFactory
from tests.factories.place import PlaceFactory
from tests.factories.review import ReviewClaimFactory, ReviewStepFactory
from tests.factories.source import SourceFactory
from tests.factories.statement import (
    StatementFactory,
    StatementLinkFactory,
    StatementParticipantFactory,
)
from tests.factories.token import TokenFactory
from tests.factories.user import UserFactory

__all__ = [
    "ActorFactory",
    "AffiliationFactory",
    "AliasFactory",
    "ArticleFactory",
    "ChangeFactory",
    "ChangedRowFactory",
    "CheckupFactory",
    "CitationFactory",
    "DistinctPairFactory",
    "ExternalIdFactory",
    "FindingFactory",
    "ImportedFileFactory",
    "ImportedLineFactory",
    "ImportedRowFactory",
    "IncidentFactory",
    "IncidentLinkFactory",
    "IncidentParticipantFactory",
    "IncidentPlaceFactory",
    "MeasureFactory",
    "PassageFactory",
    "PlaceFactory",
    "ReviewClaimFactory",
    "ReviewStepFactory",
    "RevisionFactory",
    "SourceFactory",
    "StatementFactory",
    "StatementLinkFactory",
    "StatementParticipantFactory",
    "TokenFactory",
    "UserFactory",
]
