"""What stands in a cell: the text of a value, and the value of a text."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from archive.models.base import Record
from archive.models.fields import VocabularyListField

# Given by the archive, or changed by acts with rights of their own.
_NOT_HERE = {"uid", "version", "review_status", "retraction_reason", "origin", "merged_into"}
_BETWEEN = "; "
_TRUTHS = {"true": True, "false": False, "yes": True, "no": False, "1": True, "0": False}


def columns_of(model: type[models.Model]) -> dict[str, Any]:
    """Return the fields of a record that can be corrected in a file, by their names."""
    return {
        field.name: field
        for field in model._meta.concrete_fields
        if field.editable
        and not field.generated
        and not field.primary_key
        and field.name not in _NOT_HERE
        and (field.related_model is None or _is_record(field.related_model))
    }


def _is_record(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, Record)


def is_number(field: Any) -> bool:
    """Whether a cell holds a number or a day, which no spreadsheet takes for a formula."""
    return isinstance(field, (models.IntegerField, models.FloatField, models.DateField))


def text_of(field: Any, record: models.Model) -> str:
    """Return what stands in the cell of a record; what is not known is an empty cell.

    A record that it names must have been loaded with it.
    """
    if field.related_model is not None:
        related = getattr(record, field.name)
        return "" if related is None else str(related.uid)
    return shown(field, getattr(record, field.attname))


def shown(field: Any, value: Any) -> str:
    """Return a value of a field, other than a record, as the text of its cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(field, VocabularyListField):
        return _BETWEEN.join(value)
    return value.isoformat() if isinstance(field, models.DateField) else str(value)


def value_of(field: Any, text: str, related: dict[str, models.Model]) -> Any:
    """Return the value that a cell stands for; `related` are the records that cells name, by uid.

    Raises ValidationError with what is wrong and what is allowed.
    """
    text = text.strip()
    if field.related_model is not None:
        if not text:
            return None
        if text not in related:
            kind = field.related_model._meta.verbose_name
            raise ValidationError(f"“{text}” is the uid of no {kind}.")
        return related[text]
    if isinstance(field, VocabularyListField):
        return [part.strip() for part in text.split(_BETWEEN.strip()) if part.strip()]
    if isinstance(field, models.BooleanField):
        if text.lower() not in _TRUTHS:
            raise ValidationError(f"“{text}” is neither true nor false.")
        return _TRUTHS[text.lower()]
    if not text:
        return None if field.null else ""
    return field.to_python(text)
