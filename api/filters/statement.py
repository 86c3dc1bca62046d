"""What the list of statements can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from api.filters.base import Filter, Group, RelatedRow, StrictFilterSet
from api.filters.dates import DatedFilterSet
from api.filters.relations import ExternalIdFilter, NameFilter, UidFilter
from api.filters.search import SearchFilter
from api.kinds import Boolean, Term, Uid
from archive.models import (
    Actor,
    Article,
    Incident,
    Source,
    Statement,
    StatementLink,
    StatementParticipant,
)
from archive.vocabularies import (
    ANONYMITY,
    HEDGE,
    SPEECH_ACT,
    STATEMENT_FORM,
    STATEMENT_LINK_KIND,
    STATEMENT_MEDIUM,
)

UID = "stm_01j4qkzv6tf0jvn7h2g5y9m3xa"
ACTOR_UID = "act_01j4qkzv6tf0jvn7h2g5y9m3xa"
INCIDENT_UID = "inc_01j4qkzv6tf0jvn7h2g5y9m3xa"

# Role → what its parameters ask for.
_ROLES = {
    "speaker": "An actor who says it.",
    "addressee": "An actor to whom it is said.",
    "accused": "An actor whom it accuses.",
    "criticized": "An actor whom it criticizes.",
    "target": "An actor at whom it is directed.",
}


def _role_filters(role: str, help_text: str) -> dict[str, Filter]:
    return {
        role: UidFilter(
            Uid(Actor),
            help_text,
            example=ACTOR_UID,
            column="actor",
            repeatable=True,
            group=role,
            leads=True,
        ),
        f"{role}_name": NameFilter(
            f"{help_text[:-1]}, by any name: whole words in order; case, accents and punctuation "
            "do not count.",
            example="hezbollah",
            column="actor",
            repeatable=True,
            group=role,
        ),
    }


def _role_group(role: str) -> Group:
    return RelatedRow(
        StatementParticipant,
        "statement",
        f"These parameters speak of one and the same {role}.",
        fixed=Q(role=role),
    )


class RoleFilterSet(StrictFilterSet):
    """Filters by who takes part in a statement."""

    groups = {role: _role_group(role) for role in _ROLES}
    vars().update(
        {
            name: filter_
            for role, help_text in _ROLES.items()
            for name, filter_ in _role_filters(role, help_text).items()
        }
    )


class AboutFilter(UidFilter):
    """Statements about an incident."""

    def prepare(self, values: tuple[str, ...], user: Any) -> Any:
        keys = super().prepare(values, user)
        about = Statement.about.through._default_manager.filter(incident__in=keys)
        return about.values("statement_id")


class StatementFilterSet(DatedFilterSet, RoleFilterSet):
    """Filters of statements."""

    q = SearchFilter("statement", example='"dangerous escalation" OR condemn*')
    groups = {
        "link": RelatedRow(
            StatementLink, "from_statement", "These parameters speak of one and the same link."
        ),
    }

    uid = UidFilter(Uid(Statement), "These statements only.", example=UID, column="pk")
    form = Filter(Term(STATEMENT_FORM), "How the article gives the words.", example="direct")
    speech_act = Filter(
        Term(SPEECH_ACT),
        "What is done by saying it.",
        example="accuse",
        column="speech_acts",
        lookup="any_of",
        repeatable=True,
    )
    anonymity = Filter(
        Term(ANONYMITY), "How far the speaker is named.", example="unnamed_individual"
    )
    medium = Filter(Term(STATEMENT_MEDIUM), "Where it was said.", example="briefing,readout")
    hedge = Filter(Term(HEDGE), "How the speaker holds back.", example="preliminary")
    verbatim = Filter(Boolean(), "Whether these are the speaker's own words.", example="true")
    joint = Filter(Boolean(), "Whether several are said to have spoken as one.", example="true")
    conditional = Filter(
        Boolean(), "Whether it holds only if something else happens.", example="true"
    )
    relayed_by = UidFilter(
        Uid(Actor), "An actor who passes on the words of others.", example=ACTOR_UID
    )
    about = AboutFilter(
        Uid(Incident),
        "An incident that it is about.",
        example=INCIDENT_UID,
        column="pk",
        repeatable=True,
    )
    occasion = UidFilter(
        Uid(Incident), "The meeting, call or event at which it was said.", example=INCIDENT_UID
    )
    article = UidFilter(
        Uid(Article),
        "The article that reports it.",
        example="art_01j4qkzv6tf0jvn7h2g5y9m3xa",
        column="revision__article",
    )
    source = UidFilter(
        Uid(Source),
        "The outlet that reports it.",
        example="src_01j4qkzv6tf0jvn7h2g5y9m3xa",
        column="revision__article__source",
    )
    linked_to = UidFilter(
        Uid(Statement),
        "Statements with a link to this one.",
        example=UID,
        column="to_statement",
        repeatable=True,
        group="link",
    )
    link_kind = Filter(
        Term(STATEMENT_LINK_KIND),
        "Statements with a link of this kind to another.",
        example="contradicts",
        column="kind",
        repeatable=True,
        group="link",
    )
    external_id = ExternalIdFilter("statement")
