"""What the list of actors can be asked."""

from __future__ import annotations

from api.filters.base import Filter, RelatedRow
from api.filters.claims import AssertedByFilter
from api.filters.record import RecordFilterSet
from api.filters.relations import ExternalIdFilter, NameFilter, UidFilter
from api.filters.search import SearchFilter
from api.kinds import Term, Uid
from archive.models import Actor, Affiliation, Article
from archive.vocabularies import (
    ACTOR_IDENTITY,
    ACTOR_KIND,
    ACTOR_SCOPE,
    AFFILIATION_KIND,
    CLAIM_STATUS,
    COUNTRY,
    SECTOR,
)

ACTOR_UID = "act_01j4qkzv6tf0jvn7h2g5y9m3xa"


class ActorFilterSet(RecordFilterSet):
    """Filters of actors."""

    q = SearchFilter("actor", example="hizballah")
    groups = {
        "affiliation": RelatedRow(
            Affiliation, "actor", "These parameters speak of one and the same affiliation."
        )
    }

    uid = UidFilter(Uid(Actor), "These actors only.", example=ACTOR_UID, column="pk")
    name = NameFilter(
        "A name that the actor has or is given by anybody, its aliases included: whole words in "
        "order; case, accents and punctuation do not count.",
        example="hizballah",
    )
    kind = Filter(Term(ACTOR_KIND), "What the actor is.", example="armed_group,military")
    sector = Filter(Term(SECTOR), "The sector of society that it belongs to.", example="MIL")
    country = Filter(Term(COUNTRY), "The country that it is of.", example="LB")
    identity = Filter(Term(ACTOR_IDENTITY), "How far the actor is identified.", example="unnamed")
    scope = Filter(Term(ACTOR_SCOPE), "Whether one article alone knows it.", example="global")
    article = UidFilter(
        Uid(Article),
        "Actors known from this article alone.",
        example="art_01j4qkzv6tf0jvn7h2g5y9m3xa",
    )
    affiliated_with = UidFilter(
        Uid(Actor),
        "Actors said to belong to this one.",
        example=ACTOR_UID,
        column="organisation",
        repeatable=True,
        group="affiliation",
    )
    affiliation_kind = Filter(
        Term(AFFILIATION_KIND),
        "Actors with an affiliation of this kind.",
        example="spokesperson",
        column="kind",
        repeatable=True,
        group="affiliation",
    )
    affiliation_status = Filter(
        Term(CLAIM_STATUS),
        "Actors with an affiliation of this standing.",
        example="stated",
        column="status",
        group="affiliation",
    )
    asserted_by = AssertedByFilter(
        "Who asserts the affiliation: a statement, or an actor who speaks in one.",
        example=ACTOR_UID,
        group="affiliation",
    )
    external_id = ExternalIdFilter("actor")
