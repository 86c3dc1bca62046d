"""The conditions of the checks, each as a filter on the rows that want mending."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Substr
from django.utils import timezone

from archive.duplicates.pairs import in_a_pair
from archive.models import (
    Affiliation,
    Alias,
    Checkup,
    Citation,
    ExternalId,
    IncidentParticipant,
    Measure,
    Passage,
    Statement,
    StatementParticipant,
)
from archive.models.claim import NEEDS_ASSERTION
from archive.querysets.base import published
from archive.querysets.incident import NOT_HAPPENED

# The ways from a passage to the incident that it supports, itself or one of its parts.
_TO_INCIDENT = (
    "incident",
    "participant__incident",
    "incident_place__incident",
    "measure__incident",
    "incident_link__from_incident",
)


def bare_incident() -> Q:
    """Published, coded from texts, and no passage supports it or a part of it."""
    return published() & Q(imported_row__isnull=True) & _no_passage_of_incident()


def bare_statement() -> Q:
    """Published, and no passage holds its words."""
    return published() & ~Q(Exists(Passage.objects.filter(statement=OuterRef("pk"))))


def drifted() -> Q:
    """Whatever stands between its offsets, it is not the words of the passage."""
    length = F("end") - F("start")
    return ~Q(exact=Substr("revision__body", F("start") + 1, length))


def machine_alone() -> Q:
    """Published, coded by a machine, and no text of the archive tells of it."""
    return (
        published()
        & Q(origin="machine")
        & _no_passage_of_incident()
        & ~Q(Exists(Statement.about.through.objects.filter(incident=OuterRef("pk"))))
        & ~Q(Exists(Citation.objects.filter(incident=OuterRef("pk"), article__isnull=False)))
    )


def _no_passage_of_incident() -> Q:
    condition = Q()
    for path in _TO_INCIDENT:
        condition &= ~Q(Exists(Passage.objects.filter(**{path: OuterRef("pk")})))
    return condition


def unasserted() -> Q:
    """Somebody's word by its standing, and nobody's by what is stored."""
    return Q(
        status__in=sorted(NEEDS_ASSERTION), imported_row__isnull=True, asserted_by__isnull=True
    )


def unlinked_actor() -> Q:
    """Nothing in the archive refers to it."""
    condition = unmerged()
    for model, name in (
        (IncidentParticipant, "actor"),
        (StatementParticipant, "actor"),
        (Affiliation, "actor"),
        (Affiliation, "organisation"),
        (Measure, "group_actor"),
        (Alias, "used_by"),
        (Statement, "relayed_by"),
        (Passage, "actor"),
    ):
        condition &= ~Q(Exists(model._default_manager.filter(**{name: OuterRef("pk")})))
    return condition


def unmerged() -> Q:
    """It stands for itself, and was not taken back."""
    return Q(merged_into__isnull=True) & ~Q(review_status="retracted")


def same_identifier(name: str) -> Q:
    """Another record of its kind has one of its identifiers; `name` is that of the kind."""
    others = ExternalId.objects.filter(
        **{f"{name}__isnull": False, f"{name}__merged_into__isnull": True},
        value=OuterRef("value"),
        scheme=OuterRef("scheme"),
    ).exclude(**{name: OuterRef(name)})
    own = ExternalId.objects.filter(Exists(others), **{name: OuterRef("pk")})
    return Q(merged_into__isnull=True) & Q(Exists(own))


def likely_duplicate(kind: str, reason: str) -> Q:
    """Looks like another of its kind, for this reason; nobody has told the two apart."""
    return in_a_pair(kind, reason)


def still_likely_duplicate(kind: str, reason: str, code: str) -> Q:
    """Asks that again of what the last look found, and of nothing else."""
    checkup = Checkup.objects.filter(check_code=code).values_list("pk", flat=True).first() or 0
    found = f"SELECT f.row AS id FROM archive_finding f WHERE f.checkup_id = {checkup:d}"  # noqa: S608 -- a key
    return in_a_pair(kind, reason, found)


def incident_to_come() -> Q:
    """Said to have happened on a day that has not come."""
    return dated_to_come() & ~Q(modality__in=NOT_HAPPENED)


def dated_to_come() -> Q:
    """All of its possible days lie after today; the day to sort by finds them by an index."""
    today = timezone.now().date()
    return _in_states() & Q(date_earliest__gt=today, sort_date__gt=today)


def article_to_come() -> Q:
    """Published after this moment."""
    now = timezone.now()
    return Q(is_public__in=(True, False), published_at__gt=now, sort_at__gt=now)


def _in_states() -> Q:
    # Named one by one, so that the index by state and day is entered.
    return Q(review_status__in=("draft", "in_review", "published"))
