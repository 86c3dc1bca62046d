"""An act: what somebody does at one stroke, in one transaction, with one entry for each record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models, transaction

from archive.recording.entries import write_entries
from archive.recording.images import Image, Key, images_of
from archive.recording.overtaken import last_seq
from archive.recording.owners import is_record, owner_fields


class Act:
    """Rows that are written at one stroke, each as it stood before: None where it was made."""

    def __init__(self, by: str | None, reason: str | None) -> None:
        self.by = by
        self.reason = reason
        self.before: dict[Key, Image | None] = {}
        self.saved: set[Key] = set()  # rows that were saved one by one
        self.since = last_seq()

    def touch(
        self, model: type[models.Model], keys: Collection[int], *, locked: bool = False
    ) -> None:
        """Remember rows that are about to be written; a row is remembered once.

        `locked` ones cannot become others before they are written.
        """
        if is_logged(model):
            new = {pk for pk in keys if (model, pk) not in self.before}
            images = images_of(model, new, locked=locked)
            self.before.update({(model, pk): images[pk] for pk in sorted(images)})

    def made(self, model: type[models.Model], keys: Collection[int]) -> None:
        """Remember rows that were made."""
        if is_logged(model):
            for pk in keys:
                self.before.setdefault((model, pk), None)


_current: ContextVar[Act | None] = ContextVar("act", default=None)


def current_act() -> Act | None:
    """Return the act that is going on, if any."""
    return _current.get()


def is_logged(model: type[models.Model]) -> bool:
    """Whether changes of these rows are told in the log: records, and what records own."""
    return is_record(model) or bool(owner_fields(model))


@contextmanager
def recording(by: str | None = None, reason: str | None = None) -> Iterator[Act]:
    """Do what follows as one act of `by` (a user name), for `reason`, in one transaction.

    Within another act this is a part of it: the outer one ends both, and what it does not say of
    who and why is taken from here. Without any, each `save()` is an act of its own.
    """
    outer = _current.get()
    if outer is not None:
        outer.by = outer.by or by
        outer.reason = outer.reason or reason
        yield outer
        return
    with transaction.atomic():
        act = Act(by, reason)
        token = _current.set(act)
        try:
            yield act
            write_entries(act.before, act.by, act.reason, act.saved, act.since)
        finally:
            _current.reset(token)
