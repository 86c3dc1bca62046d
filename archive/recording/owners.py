"""Which record a row belongs to: a passage under a measure belongs to the measure's incident."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models

from archive.recording.images import Image, Key

FindImage = Callable[[Key], Image | None]


def is_record(model: type[models.Model]) -> bool:
    """Whether its rows have an address of their own."""
    return hasattr(model, "review_status")


def owner_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Return the foreign keys of which one names the owner; none where nobody owns the rows."""
    return getattr(model, "owner_fields", ())


def owners_of(
    model: type[models.Model], image: Image, find: FindImage
) -> Iterator[tuple[Key, str]]:
    """Yield the record that owns a row in this state, and what the record calls the row.

    `find` returns the state of another row; a row whose owner is gone without a trace has none.
    """
    for name in owner_fields(model):
        field: Any = model._meta.get_field(name)
        pk = image[field.attname]
        if pk is None:
            continue
        target, called = field.related_model, field.remote_field.get_accessor_name()
        if is_record(target):
            yield (target, pk), called
            continue
        above = find((target, pk))
        if above is not None:
            yield from owners_of(target, above, find)
