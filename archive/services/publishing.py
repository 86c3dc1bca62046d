"""The way of a record to the public and back: each step a rule of its own, the same everywhere.

Who may take a step is for the caller to ask (`archive.rights`); whether the record can, is told
here. Each function locks the record, takes the step as one act of `by`, and returns the record as
it is then. What cannot be done raises ArchiveError with a code of its own and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.core.exceptions import ValidationError

from archive.errors import ArchiveError
from archive.models.base import Record
from archive.querysets.base import needed_records
from archive.recording import recording

R = TypeVar("R", bound=Record)

_PUBLISHABLE = frozenset({"draft", "in_review", "retracted"})


def submit(record: R, *, by: str | None, reason: str | None = None) -> R:
    """Send a draft to review."""
    return _move(record, {"draft"}, "in_review", by, reason)


def publish(record: R, *, by: str | None, reason: str | None = None) -> R:
    """Let everybody read a record; one that was retracted needs a reason to come back."""
    if record.review_status == "retracted" and not reason:
        raise ArchiveError(
            "Say why: a retracted record is published again only for a reason.",
            code="reason-needed",
            field="reason",
        )
    return _move(record, _PUBLISHABLE, "published", by, reason)


def why_not_published(record: Record) -> list[str]:
    """Return what `publish` would refuse of a record as it stands, in words; [] where nothing."""
    reasons = []
    try:
        _require_possible(record, _PUBLISHABLE, "published")
    except ArchiveError as error:
        reasons.append(error.message)
    status, record.review_status = record.review_status, "published"
    try:
        # What the database holds by itself needs no asking.
        record.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        reasons += error.messages
    finally:
        record.review_status = status
    return reasons


def return_to_draft(record: R, *, by: str | None, reason: str) -> R:
    """Return a record from review to its author, with the reason."""
    return _move(record, {"in_review"}, "draft", by, _said(reason, "returned"))


def retract(record: R, *, by: str | None, reason: str) -> R:
    """Withdraw a published record: its address answers with the reason from then on."""
    return _move(record, {"published"}, "retracted", by, _said(reason, "retracted"))


def _said(reason: str | None, done: str) -> str:
    if reason and reason.strip():
        return reason.strip()
    raise ArchiveError(
        f"Say why: a record is {done} only with a reason.", code="reason-needed", field="reason"
    )


def _move(record: R, expected: Iterable[str], status: str, by: str | None, reason: str | None) -> R:
    with recording(by, reason):
        locked: R = type(record)._default_manager.select_for_update(no_key=True).get(pk=record.pk)
        _require_possible(locked, expected, status)
        locked.review_status = status
        locked.retraction_reason = reason if status == "retracted" else None
        locked.save()
    locked.refresh_from_db()
    return locked


def _require_possible(record: Record, expected: Iterable[str], status: str) -> None:
    if record.merged_into is not None:
        raise ArchiveError(
            f"It was merged into {record.merged_into.uid}, which stands for it.", code="merged"
        )
    if record.review_status not in expected:
        raise ArchiveError(
            f"It is {_in_words(record.review_status)}; "
            f"only what is {' or '.join(map(_in_words, sorted(expected)))} can become "
            f"{_in_words(status)}.",
            code="wrong-state",
            field="review_status",
        )
    if status == "published":
        _require_needed(record)


def _in_words(status: str) -> str:
    return status.replace("_", " ")


def _require_needed(record: Record) -> None:
    """Refuse to publish what nobody would see: a statement whose article is a draft."""
    for path in needed_records(type(record)):
        needed: object = record
        for name in path.split("__"):
            needed = getattr(needed, name)
        if isinstance(needed, Record) and not needed.is_public:
            raise ArchiveError(
                f"It cannot be read without {needed.uid} (“{needed}”), which is "
                f"{_in_words(needed.review_status)}: publish that first.",
                code="needs-published",
                field=path.split("__")[0],
            )
