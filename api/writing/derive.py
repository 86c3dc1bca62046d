"""From what an answer shows to what may be written: the shape of a record, by its serializer.

What a serializer shows of columns, of records that are referred to and of rows that are owned may
be written under the same names. What it derives, and what others own, may be sent back.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from rest_framework import serializers

from api.schema.fields import DESCRIPTIONS
from api.serializers.base import BriefSerializer, Derived, RecordSerializer, RecordUrl
from api.writing.extras import EXTRAS, OVERRIDES
from api.writing.shapes import (
    Column,
    Group,
    Ignored,
    Items,
    Member,
    Owned,
    Reference,
    Related,
    RelatedList,
    Shape,
)
from api.writing.values import Text, Uid, Whole, value_of
from archive.models import Revision
from archive.models.fields import UidField
from archive.recording.owners import owner_fields

_GIVEN_BY_ITSELF = frozenset({"created_at", "updated_at"})


@cache
def shape_of(serializer_class: type[RecordSerializer]) -> Shape:
    """Return the shape of the body that makes a record, or puts one anew."""
    return _shape(serializer_class(), f"{serializer_class.Meta.model.__name__}Write")


@cache
def patch_of(serializer_class: type[RecordSerializer]) -> Shape:
    """Return the shape of the body that changes a record: what it leaves out stays."""
    return shape_of(serializer_class).as_partial(f"{serializer_class.Meta.model.__name__}Patch")


def _shape(serializer: Any, name: str, model: Any = None) -> Shape:
    model = model or serializer.Meta.model
    members = {called: _member(called, field, model) for called, field in serializer.fields.items()}
    members |= EXTRAS.get(model, {}) if hasattr(serializer, "Meta") else {}
    return Shape(name, members, _description(type(serializer)))


def _member(name: str, field: Any, model: Any) -> Member:
    if (model, name) in OVERRIDES:
        return OVERRIDES[model, name]
    if isinstance(field, RecordUrl | Derived) or name in _GIVEN_BY_ITSELF:
        return _ignored(field)
    if isinstance(field, serializers.BaseSerializer):
        return _nested(field, model)
    return _column(name, field, model)


def _nested(field: Any, model: Any) -> Member:
    if isinstance(field, serializers.ListSerializer):
        return _list(field, model)
    return (_reference if isinstance(field, BriefSerializer) else _group)(field, model)


def _reference(field: Any, model: Any) -> Member:
    column = _field(model, field.source)
    if column is None:
        return _ignored(field)
    return Related(
        Reference(field.Meta.model),
        column.name,
        required=not column.null,
        nullable=column.null,
        description=column.help_text,
    )


def _column(name: str, field: Any, model: Any) -> Member:
    column = _field(model, field.source)
    if column is None:
        return _ignored(field)
    description = str(field.help_text or column.help_text or DESCRIPTIONS.get(name, ""))
    if isinstance(column, UidField):
        return Member(Uid(column.prefix), "uid", description=description)
    if name == "position":
        return Member(
            Whole(1, 2**15 - 1),
            "position",
            description="Where the item was in the list, to tell which of them it is; its place "
            "in this list is where it will be.",
        )
    required = not (column.null or column.blank or column.has_default())
    return Column(
        value_of(column),
        column.name,
        required=required,
        nullable=column.null,
        description="" if hasattr(column, "vocabulary") else description,
    )


def _list(field: Any, model: Any) -> Member:
    child = field.child
    try:
        relation: Any = model._meta.get_field(str(field.source))
    except FieldDoesNotExist:
        return _ignored(field)
    if isinstance(relation, models.ManyToManyField):
        referred: Any = relation.related_model
        items = Items(Reference(referred))
        return RelatedList(items, relation.name, description=str(relation.help_text))
    owned: Any = getattr(relation, "related_model", None)
    if not relation.one_to_many or owned is Revision:
        return _ignored(field)
    if relation.field.name not in owner_fields(owned):
        return _ignored(field)
    shape = _shape(child, f"{owned.__name__}Write")
    return Owned(Items(shape), str(field.source), model=owned, owner=relation.field.name)


def _group(field: Any, model: Any) -> Member:
    """Return what a nested object of the same row writes."""
    if field.source != "*":
        return _ignored(field)
    shape = _shape(field, f"{type(field).__name__}Write", model)
    if all(isinstance(member, Ignored) for member in shape.members.values()):
        return _ignored(field)
    return Group(shape, field.field_name or "")


def _ignored(field: Any) -> Ignored:
    return Ignored(Text(), str(field.source))


def _field(model: Any, source: str) -> Any:
    try:
        column = model._meta.get_field(source)
    except FieldDoesNotExist:
        return None
    return column if isinstance(column, models.Field) else None


def _description(serializer_class: type[Any]) -> str:
    return (serializer_class.__doc__ or "").strip().partition("\n")[0]


def members_by_kind(shape: Shape, kind: type[Member]) -> Mapping[str, Any]:
    """Return the members of a shape that are of this kind."""
    return {name: each for name, each in shape.members.items() if isinstance(each, kind)}
