"""Relations that no field of a model holds: which rows belong to which records, told by a query."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from rest_framework import serializers


@dataclass(frozen=True)
class Gathered:
    """Rows of `model` that belong to records without a foreign key between them.

    `pairs` is a function of the records' keys (a list, or a subquery) and the reader; it returns
    a query of (key of the record, key of the row). A record has many of them, or one at most.
    """

    model: type[Model]
    pairs: Callable[[Any, Any], QuerySet[Any, Any]]
    many: bool


def gathered_of(serializer: Any) -> Mapping[str, Gathered]:
    """Return what a serializer gathers: the attribute that its fields read it from → how."""
    return getattr(getattr(serializer, "Meta", None), "gathered", {})


def fields_by_attribute(
    serializer: serializers.Serializer,
) -> Iterator[tuple[str, Gathered, dict[str, serializers.Field]]]:
    """Yield what is gathered for the fields that are shown: attribute, how, those fields."""
    for attribute, gathered in gathered_of(serializer).items():
        fields = {
            name: field
            for name, field in serializer.fields.items()
            if str(field.source).partition(".")[0] == attribute
        }
        if fields:
            yield attribute, gathered, fields
