"""What is done at the desk to what is there already: resized, taken away, accepted, moved on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from archive.admin.desk.gesture import Done
from archive.admin.desk.gestures import GESTURES
from archive.admin.desk.span import Selection
from archive.admin.desk.state import STEPS
from archive.errors import ArchiveError
from archive.models import Actor, Article, Incident, Passage, Place, Revision, Statement
from archive.models.base import Record
from archive.rights import record_of, require
from archive.services import deletion, publishing

Sent = dict[str, Any]
_RECORDS: dict[str, type[Record]] = {
    model.uid_prefix: model for model in (Article, Incident, Statement, Actor, Place)
}


class FormError(Exception):
    """A form that was refused: `errors` are its messages by field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("The form was refused.")
        self.errors = errors


def code(name: str, revision: Revision, user: Any, sent: Sent) -> Done:
    """Make what a gesture makes of the selected words."""
    gesture = GESTURES[name]
    has_words = not (gesture.wordless and sent.get("start") is None)
    selection = Selection.of(revision, sent) if has_words else None
    fields = sent.get("fields")
    form: Any = gesture.bound(selection, fields if isinstance(fields, dict) else {})
    if not form.is_valid():
        raise FormError({field: list(found) for field, found in form.errors.items()})
    return gesture.make(user, selection, form)


def resize(revision: Revision, user: Any, sent: Sent) -> Done:
    """Give a passage other ends; `was` are the ends that the page showed."""
    passage = _passage(revision, sent)
    owner = _owner(user, passage)
    if sent.get("was") != [passage.start, passage.end]:
        raise ArchiveError("Somebody has moved this passage since: load the page again.")
    selection = Selection.of(revision, sent)
    passage.start, passage.end = selection.start, selection.end
    passage.exact, passage.quoted = selection.exact, selection.quoted
    passage.save()
    if passage.statement is not None and passage.role == "content":
        _retell(passage)
    return owner, "Passage resized."


def _retell(passage: Passage) -> None:
    """Let a statement follow the one passage that it was made of."""
    statement: Any = passage.statement
    if statement.passages.filter(role="content").count() == 1:
        statement.text = passage.exact
        statement.save()


def remove(revision: Revision, user: Any, sent: Sent) -> Done:
    """Take a passage away; what it supported stays."""
    passage = _passage(revision, sent)
    owner = _owner(user, passage)
    passage.delete()
    return owner, "Passage removed."


def accept(revision: Revision, user: Any, sent: Sent) -> Done:
    """Take over what a machine proposes: a passage, or a draft, which goes to review."""
    if sent.get("passage"):
        passage = _passage(revision, sent)
        owner = _owner(user, passage)
        passage.proposed = False
        passage.save()
        return owner, "Passage accepted."
    record = _record(sent)
    require(user, "change", record)
    if record.origin != "machine" or record.review_status != "draft":
        raise ArchiveError("Only a machine's draft waits to be accepted.")
    require(user, "submit", record)
    return publishing.submit(record, by=user.get_username()), "Draft accepted: it is in review."


def reject(revision: Revision, user: Any, sent: Sent) -> Done:
    """Delete a draft that a machine made."""
    record = _record(sent)
    require(user, "delete", record)
    if record.origin != "machine":
        raise ArchiveError("Only what a machine drafted can be rejected here.")
    deletion.delete(record)
    return revision.article, "Draft rejected."


def step(_: Revision, user: Any, sent: Sent) -> Done:
    """Move a record on in its review: `step` is submit or publish."""
    record, name = _record(sent), sent.get("step")
    if name not in STEPS:
        raise ValidationError(f"“{name}” is no step; allowed: {', '.join(STEPS)}.")
    require(user, STEPS[name][2], record)
    move = publishing.submit if name == "submit" else publishing.publish
    moved = move(record, by=user.get_username())
    return moved, "Published." if name == "publish" else "Sent to review."


ACTIONS: dict[str, Callable[[Revision, Any, Sent], Done]] = {
    "resize": resize,
    "remove": remove,
    "accept": accept,
    "reject": reject,
    "step": step,
}


def _passage(revision: Revision, sent: Sent) -> Passage:
    found = Passage.objects.select_for_update().filter(
        revision=revision, uid=str(sent.get("passage"))
    )
    passage: Passage | None = found.first()
    if passage is None:
        raise ArchiveError("This passage is gone: load the page again.", code="gone")
    return passage


def _owner(user: Any, passage: Passage) -> Record:
    owner = record_of(passage)
    require(user, "change", owner)
    assert owner is not None  # noqa: S101 -- a passage supports exactly one thing
    return owner


def _record(sent: Sent) -> Record:
    uid = str(sent.get("record"))
    model = _RECORDS.get(uid[:3])
    record: Record | None = model._default_manager.filter(uid=uid).first() if model else None
    if record is None:
        raise ArchiveError("This record is gone: load the page again.", code="gone")
    return record
