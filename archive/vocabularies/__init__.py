"""Every vocabulary of the archive: the only home of codes, labels and definitions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from archive.vocabularies.acled import ACLED_EVENT_TYPE, ACLED_SUB_EVENT_TYPE
from archive.vocabularies.actors import ACTOR_IDENTITY, ACTOR_KIND, ACTOR_SCOPE
from archive.vocabularies.affiliations import AFFILIATION_KIND
from archive.vocabularies.aliases import ALIAS_KIND, ALIAS_VOICE
from archive.vocabularies.base import Term, UnknownTermError, Vocabulary
from archive.vocabularies.claims import CLAIM_STATUS
from archive.vocabularies.contexts import CONTEXT
from archive.vocabularies.countries import COUNTRY
from archive.vocabularies.dates import DATE_BASIS, DATE_SEMANTICS
from archive.vocabularies.event_modes import EVENT_MODE
from archive.vocabularies.events import EVENT_TYPE
from archive.vocabularies.external_schemes import EXTERNAL_SCHEME
from archive.vocabularies.incidents import INCIDENT_KIND, INCIDENT_LINK_KIND, MODALITY
from archive.vocabularies.measures import MEASURE_KIND
from archive.vocabularies.participants import (
    INCIDENT_PLACE_ROLE,
    PARTICIPANT_ROLE,
    PARTICIPANT_SIDE,
)
from archive.vocabularies.passages import PASSAGE_ROLE
from archive.vocabularies.places import COORDINATE_BASIS, GEO_PRECISION, PLACE_KIND
from archive.vocabularies.records import CHANGE_OP, ORIGIN, REVIEW_STATUS
from archive.vocabularies.sectors import SECTOR
from archive.vocabularies.sources import SOURCE_KIND, SOURCE_RELIABILITY, SOURCE_SCALE
from archive.vocabularies.speech_acts import SPEECH_ACT
from archive.vocabularies.statements import (
    ANONYMITY,
    HEDGE,
    STATEMENT_FORM,
    STATEMENT_LINK_KIND,
    STATEMENT_MEDIUM,
    STATEMENT_PARTICIPANT_ROLE,
)
from archive.vocabularies.ucdp import UCDP_VIOLENCE_TYPE

_ALL = (
    REVIEW_STATUS,
    ORIGIN,
    CHANGE_OP,
    DATE_SEMANTICS,
    DATE_BASIS,
    CLAIM_STATUS,
    SOURCE_KIND,
    SOURCE_SCALE,
    SOURCE_RELIABILITY,
    PASSAGE_ROLE,
    INCIDENT_KIND,
    MODALITY,
    INCIDENT_LINK_KIND,
    EVENT_TYPE,
    EVENT_MODE,
    CONTEXT,
    ACLED_EVENT_TYPE,
    ACLED_SUB_EVENT_TYPE,
    UCDP_VIOLENCE_TYPE,
    PARTICIPANT_ROLE,
    PARTICIPANT_SIDE,
    INCIDENT_PLACE_ROLE,
    MEASURE_KIND,
    STATEMENT_FORM,
    ANONYMITY,
    STATEMENT_MEDIUM,
    HEDGE,
    STATEMENT_PARTICIPANT_ROLE,
    STATEMENT_LINK_KIND,
    SPEECH_ACT,
    ACTOR_KIND,
    ACTOR_IDENTITY,
    ACTOR_SCOPE,
    ALIAS_KIND,
    ALIAS_VOICE,
    AFFILIATION_KIND,
    SECTOR,
    PLACE_KIND,
    COORDINATE_BASIS,
    GEO_PRECISION,
    COUNTRY,
    EXTERNAL_SCHEME,
)

VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType({each.name: each for each in _ALL})

__all__ = [
    "ACLED_EVENT_TYPE",
    "ACLED_SUB_EVENT_TYPE",
    "ACTOR_IDENTITY",
    "ACTOR_KIND",
    "ACTOR_SCOPE",
    "AFFILIATION_KIND",
    "ALIAS_KIND",
    "ALIAS_VOICE",
    "ANONYMITY",
    "CHANGE_OP",
    "CLAIM_STATUS",
    "CONTEXT",
    "COORDINATE_BASIS",
    "COUNTRY",
    "DATE_BASIS",
    "DATE_SEMANTICS",
    "EVENT_MODE",
    "EVENT_TYPE",
    "EXTERNAL_SCHEME",
    "GEO_PRECISION",
    "HEDGE",
    "INCIDENT_KIND",
    "INCIDENT_LINK_KIND",
    "INCIDENT_PLACE_ROLE",
    "MEASURE_KIND",
    "MODALITY",
    "ORIGIN",
    "PARTICIPANT_ROLE",
    "PARTICIPANT_SIDE",
    "PASSAGE_ROLE",
    "PLACE_KIND",
    "REVIEW_STATUS",
    "SECTOR",
    "SOURCE_KIND",
    "SOURCE_RELIABILITY",
    "SOURCE_SCALE",
    "SPEECH_ACT",
    "STATEMENT_FORM",
    "STATEMENT_LINK_KIND",
    "STATEMENT_MEDIUM",
    "STATEMENT_PARTICIPANT_ROLE",
    "UCDP_VIOLENCE_TYPE",
    "VOCABULARIES",
    "Term",
    "UnknownTermError",
    "Vocabulary",
]
