"""Deciding on drafts: what waits in a text, accepting a mention, rejecting what was proposed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from archive.errors import ArchiveError
from archive.models import Actor, Passage, Place, Revision, Statement
from archive.models.base import Record
from archive.recording import recording

_REASON = "Rejected as a draft"
_DRAFTED = Q(origin="machine", review_status="draft", imported_row__isnull=True)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What drafting proposed for a text and nobody has decided on, in the order of the text."""

    statements: QuerySet[Statement]
    mentions: QuerySet[Passage]


def waiting(revision: Revision) -> Waiting:
    """Return the drafted statements and the proposed mentions of a text."""
    statements = Statement.objects.filter(_DRAFTED, revision=revision).order_by("pk")
    mentions = Passage.objects.filter(revision=revision, proposed=True).order_by("start", "pk")
    return Waiting(statements, mentions)


def accept(passage: Passage, *, by: str | None = None) -> None:
    """Stand for a proposed mention: from now on everybody who may read its record sees it.

    A drafted record is accepted by sending it on its way (`archive.services.publishing`).
    Raises ArchiveError where the passage is not proposed.
    """
    with recording(by=by):
        locked = Passage.objects.select_for_update().get(pk=passage.pk)
        _require(locked.proposed)
        locked.proposed = False
        locked.save()
    passage.refresh_from_db()


def reject(drafted: Statement | Passage, *, by: str | None = None, reason: str = _REASON) -> None:
    """Delete a drafted statement or a proposed mention; drafting does not bring it back.

    Draft actors and places that were made for it, and that nothing else speaks of, go with it.
    Raises ArchiveError where somebody has decided on it already.
    """
    with recording(by=by, reason=reason):
        if isinstance(drafted, Passage):
            _require(Passage.objects.filter(pk=drafted.pk, proposed=True).exists())
            of = [record for record in (drafted.actor, drafted.place) if record is not None]
        else:
            _require(Statement.objects.filter(_DRAFTED, pk=drafted.pk).exists())
            of = [part.actor for part in drafted.participants.select_related("actor")]
        drafted.delete()
        for record in of:
            if _is_orphan(record):
                record.delete()


def _require(undecided: bool) -> None:
    if not undecided:
        raise ArchiveError("Somebody has decided on it already.", code="decided")


def _is_orphan(record: Record) -> bool:
    """Whether a record was drafted and nothing speaks of it but proposed mentions and aliases."""
    if not type(record)._default_manager.filter(_DRAFTED, pk=record.pk).exists():
        return False
    if isinstance(record, Place):
        used = record.incident_places.exists() or record.children.exists()
        return not used and not record.passages.exists()
    if not isinstance(record, Actor):
        return False
    owned = {"aliases", "passages", "external_ids"}
    relations = [
        str(relation.get_accessor_name())
        for relation in record._meta.related_objects
        if relation.get_accessor_name() not in owned
    ]
    if any(getattr(record, name).exists() for name in relations):
        return False
    return not record.passages.filter(proposed=False).exists()
