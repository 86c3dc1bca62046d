"""Undo at the desk: an act of one's own taken back whole, what it made deleted again."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from archive.errors import ArchiveError, ForbiddenError
from archive.models import Change
from archive.models.base import Record
from archive.recording import recording
from archive.rights import require
from archive.services.deletion import delete
from archive.services.reverting import revert


def undo(act: str, user: Any) -> None:
    """Take back an act of this user, as an act of its own.

    Raises ArchiveError where somebody has built on it or changed it since, and ForbiddenError where
    it is not the user's; nothing is changed then.
    """
    changes = list(Change.objects.filter(act=act).order_by("seq"))
    if not act or not changes:
        raise ArchiveError("There is nothing to undo.", code="nothing-to-undo")
    name = user.get_username()
    if any(change.by != name for change in changes):
        raise ForbiddenError("Only what you did yourself is undone here.")
    with recording(name, "Undone at the desk"):
        kept = [change for change in changes if change.op != "create" and not change.because_of]
        for change in kept:
            if change.op == "delete":  # what comes back is added again
                require(user, "add")
            else:
                require(user, "change", _record(change))
        if kept:
            revert(kept, by=name)
        for change in reversed(changes):
            if change.op == "create":
                record = _record(change)
                _refuse_if_changed(change, record)
                require(user, "delete", record)
                delete(record)


def _record(change: Change) -> Record:
    model: Any = apps.get_model("archive", change.type)
    record: Record | None = model._default_manager.filter(uid=change.uid).first()
    if record is None:
        raise ArchiveError(f"{change.uid} is gone already.", code="gone")
    return record


def _refuse_if_changed(made: Change, record: Record) -> None:
    """Refuse to delete what has grown since: later work would go with it."""
    later = Change.objects.filter(uid=made.uid, seq__gt=made.seq, because_of__isnull=True)
    if later.exists():
        raise ArchiveError(
            f"{record} has been changed since: take the later changes back first.",
            code="changed-since",
        )
