"""What another act did meanwhile to what this one refers to (PostgreSQL has several at once)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import OperationalError, connection, models

from archive.recording.images import Image, Key
from archive.recording.owners import is_record

# Where a record went, and where it came from, are no claims that lead to it.
_NOT_MOVED = frozenset({"merged_into", "imported_row"})


def last_seq() -> int | None:
    """Return the number of the last entry of the log; None where one act goes on at a time."""
    if connection.vendor != "postgresql":
        return None
    change_model: Any = apps.get_model("archive", "Change")
    last: int | None = change_model._base_manager.aggregate(last=models.Max("seq"))["last"]
    return last or 0


def refuse_what_was_merged(
    changed: Mapping[Key, Image | None], now: Mapping[Key, Image], since: int
) -> None:
    """Raise OperationalError where rows came to refer to a record that was merged since.

    The merge could not see these rows, and would have moved them: tried again, they refer to the
    survivor. To be called under the lock of the log.
    """
    merged = _merged_since(since)
    if not merged:
        return
    for key, old in changed.items():
        for target in _references(key[0], now.get(key)) - _references(key[0], old):
            if target in merged and target not in changed:
                raise OperationalError(
                    f"{merged[target]} was merged into another record meanwhile: try again."
                )


def _merged_since(since: int) -> dict[Key, str]:
    change_model: Any = apps.get_model("archive", "Change")
    entries = change_model._base_manager.filter(seq__gt=since, op="merge")
    found: dict[Key, str] = {}
    for kind, uid in entries.values_list("type", "uid"):
        model: Any = apps.get_model("archive", kind)
        rows = model._base_manager.filter(uid=uid, merged_into__isnull=False)
        found.update({(model, pk): uid for pk in rows.values_list("pk", flat=True)})
    return found


def _references(model: type[models.Model], image: Image | None) -> set[Key]:
    return set(_records(model, image)) if image is not None else set()


def _records(model: type[models.Model], image: Image) -> Iterator[Key]:
    """Yield the records that a row in this state refers to."""
    fields: Any = [*model._meta.concrete_fields, *model._meta.local_many_to_many]
    for field in fields:
        target = field.related_model
        if target is None or field.name in _NOT_MOVED or not is_record(target):
            continue
        value = image.get(field.name) if field.many_to_many else image.get(field.attname)
        keys = value if isinstance(value, list) else [value]
        yield from ((target, pk) for pk in keys if pk is not None)
