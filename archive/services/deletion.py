"""Deleting a record for good, with what it owns; what others rest on stays."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import ProtectedError

from archive.errors import ArchiveError
from archive.models.base import Record
from archive.recording import recording
from archive.recording.owners import owner_fields

_MOST = 5


def delete(record: Record, *, by: str | None = None, reason: str | None = None) -> None:
    """Delete a record as one act; raises ArchiveError, naming them, where others refer to it."""
    with recording(by, reason):
        others = referring(record)
        if others:
            listed = ", ".join(others[:_MOST]) + (" and more" if len(others) > _MOST else "")
            raise ArchiveError(f"It cannot be deleted: {listed} rest on it.", code="referred-to")
        try:
            record.delete()
        except ProtectedError as error:
            raise ArchiveError(
                "It cannot be deleted: it refers to itself.", code="referred-to"
            ) from error


def referring(row: models.Model) -> list[str]:
    """Return what refers to a record from outside, a few of them: uids, or kinds of rows."""
    found: dict[str, None] = {}
    for relation in row._meta.related_objects:
        holder: Any = relation.related_model
        rows = holder._base_manager.filter(**{relation.field.name: row.pk})
        if relation.field.name in owner_fields(holder):
            # What it owns goes with it, unless somebody refers to that.
            if any(not _is_plain(each) for each in holder._meta.related_objects):
                for owned in rows:
                    found.update(dict.fromkeys(referring(owned)))
            continue
        for other in rows.order_by("pk")[: _MOST + 1]:
            name = _address(other)
            if name is not None:
                found[name] = None
    found.pop(str(getattr(row, "uid", "")), None)
    return list(found)


def _is_plain(relation: Any) -> bool:
    """Whether the rows of a relation belong to those that they point at."""
    return relation.field.name in owner_fields(relation.related_model)


def _address(row: Any) -> str | None:
    """Return the uid of a row, or of the record that owns it."""
    while not hasattr(row, "uid") or owner_fields(type(row)):
        names = [name for name in owner_fields(type(row)) if getattr(row, f"{name}_id") is not None]
        if not names:
            return str(row._meta.verbose_name)
        row = getattr(row, names[0])
    return str(row.uid)
