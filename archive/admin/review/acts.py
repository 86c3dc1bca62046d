"""What is done at the queue: published, returned, rejected, and the last of it undone.

Each is one act of the log, by the services that the API uses. It is refused, and nothing is done,
where somebody else holds the record or it has been changed since it was shown.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive.admin.labels import shorten
from archive.admin.review.claims import hold, release
from archive.admin.review.filters import KINDS
from archive.admin.review.queue import find
from archive.errors import ArchiveError
from archive.models import Change, ReviewStep
from archive.models.base import Record
from archive.querysets.base import needed_records, published
from archive.recording import recording
from archive.rights import Act, require
from archive.services.deletion import delete
from archive.services.publishing import publish, return_to_draft
from archive.services.reverting import revert

# What was done longer ago is taken back on the page of the record's history.
UNDO_WITHIN = timedelta(hours=12)
# How the reason of an undo begins in the log.
UNDONE = "Undone at the review queue"
_MOST_TOLD = 3


def negative(record: Record) -> str:
    """Return what “no” means for a record: a machine's draft has no author to be returned to."""
    return "reject" if record.review_status == "draft" else "return"


def step(user: Any, uid: str, done: str, *, seen: str, reason: str = "") -> ReviewStep:
    """Publish, return or reject a record of which version `seen` was shown.

    Raises ArchiveError (codes “claimed”, “changed-since”, and those of the services),
    ForbiddenError or ValidationError; nothing is changed then.
    """
    name = user.get_username()
    with transaction.atomic():
        claim = hold(uid, user)
        if claim.user_id != user.pk:
            raise ArchiveError(
                f"{claim.user.get_username()} holds this record until {claim.until:%H:%M} UTC. "
                "Nothing was done.",
                code="claimed",
            )
        with recording(name, reason or None):
            record = _locked(uid)
            if str(record.version) != seen:
                raise ArchiveError(_told_since(record, seen), code="changed-since")
            called = shorten(str(record), 200)
            _do(user, record, done, reason)
        release(uid, user)
        made = Change.objects.filter(uid=uid, by=name).order_by("-seq").first()
        return ReviewStep.objects.create(
            user=user,
            at=timezone.now(),
            done=done,
            kind=str(type(record)._meta.model_name),
            uid=uid,
            name=called,
            act=made.act,
        )


def _do(user: Any, record: Record, done: str, reason: str) -> None:
    name = user.get_username()
    if done == "publish":
        require(user, "publish", record)
        publish(record, by=name, reason=reason or None)
        return
    if done != negative(record):
        raise ArchiveError("Only what is in review is returned, only a draft rejected.")
    if not reason:
        raise ArchiveError("Say why: the log keeps it.", code="reason-needed", field="reason")
    require(user, "return", record)
    if done == "return":
        return_to_draft(record, by=name, reason=reason)
        return
    require(user, "delete", record)
    if record.origin != "machine":
        raise ArchiveError("Only a draft that a machine made is rejected here.")
    delete(record, by=name, reason=reason)


def last_step(user: Any) -> ReviewStep | None:
    """Return what a user did last at the queue and has not undone, if it was not long ago."""
    steps = ReviewStep.objects.filter(user=user, at__gte=timezone.now() - UNDO_WITHIN)
    return steps.filter(is_undone=False).order_by("-at", "-pk").first()


_UNDOING: dict[str, Act] = {"publish": "retract", "return": "submit", "reject": "add"}


def undo(user: Any, pk: str) -> ReviewStep:
    """Take a step back: the record waits again, as it did; the log tells both.

    Raises ArchiveError where it was another's step or is undone already, where somebody has changed
    the record since, or where what is published rests on it; ForbiddenError where the right is
    wanting. Nothing is changed then.
    """
    name = user.get_username()
    with transaction.atomic():
        own = ReviewStep.objects.select_for_update(no_key=True).filter(user=user, is_undone=False)
        known = pk.isdecimal() and len(pk) < 19  # noqa: PLR2004 -- as a key has
        taken = own.filter(pk=int(pk)).first() if known else None
        if taken is None:
            raise ArchiveError("There is nothing to undo.", code="nothing-to-undo")
        with recording(name, f"{UNDONE}: {taken.get_done_display().lower()}"):
            _take_back(user, taken)
        taken.is_undone = True
        taken.save(update_fields=["is_undone"])
        return taken


def _take_back(user: Any, taken: ReviewStep) -> None:
    changes = list(Change.objects.filter(act=taken.act, because_of=None).order_by("seq"))
    if not changes:
        raise ArchiveError("The log does not know of it.", code="nothing-to-undo")
    if taken.done == "reject":
        require(user, "add")
    else:
        record = _locked(taken.uid)
        require(user, _UNDOING[taken.done], record)
        _refuse_if_changed(changes[-1])
        if taken.done == "publish":
            _refuse_if_rested_on(record)
    revert(changes, by=user.get_username())


def _locked(uid: str) -> Record:
    found = find(uid)
    if found is not None:
        rows: QuerySet[Any] = type(found)._default_manager.select_for_update(no_key=True)
        record: Record | None = rows.filter(pk=found.pk).first()
        if record is not None:
            return record
    raise ArchiveError("This record is gone.", code="gone")


def _refuse_if_changed(change: Change) -> None:
    later = Change.objects.filter(uid=change.uid, seq__gt=change.seq, because_of=None)
    last = later.order_by("-seq").first()
    if last is not None:
        raise ArchiveError(
            f"It was not undone: {last.by or 'somebody'} has changed the record since.",
            code="changed-since",
        )


def _refuse_if_rested_on(record: Record) -> None:
    """Refuse to take from the public what published records cannot be read without."""
    for model in KINDS:
        for path in needed_records(model):
            *_, last = path.split("__")
            if last != record._meta.model_name:
                continue
            resting = model._default_manager.filter(published(), **{path: record.pk}).first()
            if resting is not None:
                raise ArchiveError(
                    f"It was not undone: {resting.uid} (“{shorten(str(resting))}”) is published "
                    "and cannot be read without it. Retract that first.",
                    code="needed",
                )


def _told_since(record: Record, seen: str) -> str:
    since = int(seen) if seen.isdecimal() and len(seen) < 10 else 0  # noqa: PLR2004 -- as a version
    entries = Change.objects.filter(uid=record.uid, version__gt=since).order_by("-seq")
    told = "; ".join(
        f"{entry.by or 'somebody'}: {', '.join(entry.fields).replace('_', ' ') or entry.op}"
        for entry in reversed(entries[:_MOST_TOLD])
    )
    return (
        f"The record was changed since it was shown to you ({told or 'the page did not say when'})."
        " Nothing was done; this is how it is now."
    )
