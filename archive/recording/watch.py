"""What Django tells of rows that are written past `save()`: fixtures, cascades, lists."""

from __future__ import annotations

from collections.abc import Iterator
from threading import get_ident
from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save

from archive.recording.act import current_act, is_logged, recording
from archive.recording.entries import write_entries
from archive.recording.images import Image, Key, images_of


def before_save(sender: type[models.Model], instance: Any, raw: bool, **_: Any) -> None:
    """Remember a row that is about to be changed."""
    act = current_act()
    if act is None or not is_logged(sender) or instance.pk is None:
        return
    if raw or not instance._state.adding:
        # Or somebody else might write the row between this look at it and our writing.
        act.touch(sender, [instance.pk], locked=True)
        act.saved.add((sender, instance.pk))
    if raw and hasattr(instance, "version"):
        # A fixture does not say which version of a record it brings.
        stored = sender._base_manager.filter(pk=instance.pk).values_list("version", flat=True)
        instance.version = stored.first() or 1


def after_save(sender: type[models.Model], instance: Any, created: bool, **_: Any) -> None:
    """Remember a row that was made."""
    act = current_act()
    if act is not None and created:
        act.made(sender, [instance.pk])


def before_delete(sender: type[models.Model], instance: Any, **_: Any) -> None:
    """Remember a row that is about to go, and the rows that list it."""
    act = current_act()
    if act is None or not is_logged(sender):
        return
    act.touch(sender, [instance.pk], locked=True)
    for relation in sender._meta.related_objects:
        if relation.many_to_many:
            holder: Any = relation.related_model
            listing = holder._base_manager.filter(**{relation.field.name: instance.pk})
            act.touch(holder, list(listing.values_list("pk", flat=True)))


# Rows whose lists change outside an act, as they stood before, by the thread that changes them.
_pending: dict[tuple[Any, ...], dict[Key, Image | None]] = {}


def lists_change(
    sender: type[models.Model],
    instance: Any,
    action: str,
    reverse: bool,
    model: type[models.Model],
    pk_set: set[int] | None,
    **_: Any,
) -> None:
    """Remember the rows whose list of references changes; outside an act this is one."""
    holder = model if reverse else type(instance)
    if not is_logged(holder):
        return
    act = current_act()
    phase, _sep, what = action.partition("_")
    key = (get_ident(), sender, type(instance), instance.pk, what)
    if phase == "pre":
        keys = list(_holders(sender, instance, holder, reverse, pk_set))
        if act is not None:
            act.touch(holder, keys)
        else:
            _pending[key] = {(holder, pk): row for pk, row in images_of(holder, keys).items()}
    elif act is None:
        before = _pending.pop(key, {})
        with recording():
            write_entries(before, None, None)


def _holders(
    sender: type[models.Model],
    instance: Any,
    holder: type[models.Model],
    reverse: bool,
    pk_set: set[int] | None,
) -> Iterator[int]:
    if not reverse:
        yield instance.pk
    elif pk_set is not None:
        yield from pk_set
    else:
        field = next(f for f in holder._meta.local_many_to_many if f.remote_field.through is sender)
        rows = holder._base_manager.filter(**{field.name: instance.pk})
        yield from rows.values_list("pk", flat=True)


def connect() -> None:
    """Watch every row that is written."""
    pre_save.connect(before_save, dispatch_uid="recording_before_save")
    post_save.connect(after_save, dispatch_uid="recording_after_save")
    pre_delete.connect(before_delete, dispatch_uid="recording_before_delete")
    m2m_changed.connect(lists_change, dispatch_uid="recording_lists_change")
