"""What the model behind a serializer field knows of it: its column, vocabulary and bounds."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from rest_framework.fields import Field
from rest_framework.serializers import ListSerializer

from api.schema.components import Schema, uid_schema
from archive.models.fields import UidField, VocabularyListField
from archive.vocabularies import Vocabulary

# What columns that need no explanation in the code mean to those who do not read it.
DESCRIPTIONS = {
    "name": "The name that it goes by here.",
    "title": "The title that it goes by here; of an article, its headline.",
    "summary": "What the text tells of it, in a sentence or two of the coder's.",
    "byline": "Who wrote it, as printed.",
    "minimum": "At least so many; null where the report does not tell.",
    "best": "Just so many; null where the report does not tell.",
    "maximum": "At most so many; null where the report does not tell.",
    "value": "The identifier in that scheme.",
    "label": "Its name for people.",
    "created_at": "When the record was added.",
    "updated_at": "When the record was last changed.",
}


def model_field_of(field: Any) -> models.Field[Any, Any] | None:
    """Return the model field that a serializer field shows, through relations, or None."""
    owner = field.parent.parent if isinstance(field.parent, ListSerializer) else field.parent
    model = getattr(getattr(owner, "Meta", None), "model", None)
    found: Any = None
    for name in (field.source or "").split("."):
        try:
            found = model._meta.get_field(name) if model else None
        except FieldDoesNotExist:
            return None
        model = getattr(found, "related_model", None)
    return found if isinstance(found, models.Field) else None


def vocabulary_of(field: Field[Any, Any, Any, Any]) -> tuple[Vocabulary, bool] | None:
    """Return the vocabulary of a serializer field, and whether the field is a list of its terms."""
    model_field = model_field_of(field)
    for owner in (field, getattr(field, "child", None), model_field):
        vocabulary = getattr(owner, "vocabulary", None)
        if isinstance(vocabulary, Vocabulary):
            many = isinstance(model_field, VocabularyListField) or hasattr(field, "child")
            return vocabulary, many
    return None


def column_bounds(field: Any, schema: Schema) -> Schema:
    """Return what the column of a serializer field allows, the same for every database."""
    column = model_field_of(field)
    if column is None or "format" in schema:
        return {}
    if isinstance(column, UidField):
        return uid_schema(column.prefix)
    if isinstance(column, models.CharField) and column.max_length:
        return {"maxLength": column.max_length}
    if isinstance(column, models.PositiveIntegerField | models.PositiveSmallIntegerField):
        return {"minimum": 0, "format": "int32"}
    return {}
