"""Rows as they stand: what the log keeps of a row, and in which columns two states differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models

Image = dict[str, Any]  # column or list of references -> value, as the database has it
Key = tuple[type[models.Model], int]  # a row: its model and its primary key

# Columns that every change changes, and those that the database derives: nothing is told by them.
UNTOLD = frozenset(
    {"version", "updated_at", "sort_date", "sort_at", "is_wide", "name_folded", "text_folded"}
)

_CHUNK = 500


def told_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the columns that a person or a loader says, those that are in a fixture too."""
    fields: Any = model._meta.concrete_fields
    return [field for field in fields if field.serialize or field.primary_key]


def images_of(
    model: type[models.Model], keys: Collection[int], *, locked: bool = False
) -> dict[int, Image]:
    """Return rows by their primary key; those that are gone are not in the answer.

    `locked` rows stay as they are until the transaction ends (PostgreSQL). Lists of references (who
    asserts a claim) are sorted primary keys under the field's name.
    """
    names = [field.attname for field in told_fields(model)]
    images: dict[int, Image] = {}
    for some in _chunks(keys):
        stored = model._base_manager.filter(pk__in=some)
        if locked:
            stored = stored.order_by("pk").select_for_update(no_key=True)
        for row in stored.values(*names):
            images[row[model._meta.pk.attname]] = row
        for field in model._meta.local_many_to_many:
            near, far = field.m2m_column_name(), field.m2m_reverse_name()
            for pk in some:
                if pk in images:
                    images[pk][field.name] = []
            through: Any = field.remote_field.through
            rows = through._base_manager.filter(**{f"{near}__in": some}).order_by(far)
            for owner, referred in rows.values_list(near, far):
                if owner in images:
                    images[owner][field.name].append(referred)
    return images


def as_json(image: Image) -> Image:
    """Return a state in values that JSON has; nothing is rounded, as an instant often is."""
    return {name: _plain(value) for name, value in image.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):  # an instant is a date too
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def changed_names(before: Image, after: Image) -> list[str]:
    """Return the names in which two states of a row differ, in the order of the columns."""
    return [
        name
        for name in before
        if name not in UNTOLD and before[name] != after.get(name, before[name])
    ]


def field_name(model: type[models.Model], column: str) -> str:
    """Return the name of a field by that of its column: `actor` for `actor_id`."""
    name: str = model._meta.get_field(column).name
    return name


def _chunks(keys: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(keys)
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))
