"""Where else a record is shown: a changed name changes every record that shows it.

What is shown of a record inside others is its brief form. When that changes, or who may see it,
those others have a new version too, so that an ETag, `updated_after` and a mirror that follows the
log are right about them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from archive.recording.images import Image, Key
from archive.recording.owners import is_record, owner_fields

_VISIBILITY = ("review_status", "merged_into_id")
# Only where a record comes from, not what it says.
_NOT_SHOWN = frozenset({"merged_into", "imported_row"})


def shows_elsewhere(model: type[models.Model], before: Image, after: Image) -> bool:
    """Whether other records show the difference between two states of a record."""
    shown = (*getattr(model, "brief_fields", ()), *_VISIBILITY)
    return any(before[name] != after[name] for name in shown)


def shown_in(key: Key) -> Iterator[tuple[type[models.Model], str, Any]]:
    """Yield (model of records, what they call it, their primary keys as a query) for a record."""
    model, pk = key
    for path, holder in _references(model, ""):
        condition = {path: pk}
        if is_record(holder):
            rows = holder._base_manager.filter(**condition)
            yield holder, path.split("__")[0], rows.values_list("pk", flat=True)
            continue
        for owner, called, up in _ways_up(holder):
            rows = holder._base_manager.filter(**condition, **{f"{up}__isnull": False})
            yield owner, called, rows.values_list(up, flat=True)


def _references(model: type[models.Model], path: str) -> Iterator[tuple[str, type[models.Model]]]:
    """Yield the ways in which rows refer to a record or to one of its parts."""
    for relation in model._meta.related_objects:
        holder: Any = relation.related_model
        name = relation.field.name
        if name in _NOT_SHOWN:
            continue
        way = f"{name}__{path}" if path else name
        if name not in owner_fields(holder):
            if is_record(holder) or owner_fields(holder):
                yield way, holder
        elif not path:
            yield from _references(holder, name)


def _ways_up(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str, str]]:
    """Yield (model of the record, what it calls the rows, path) of every kind of owner."""
    for name in owner_fields(model):
        field: Any = model._meta.get_field(name)
        target = field.related_model
        if is_record(target):
            yield target, field.remote_field.get_accessor_name(), field.attname
        else:
            for owner, called, path in _ways_up(target):
                yield owner, called, f"{name}__{path}"
