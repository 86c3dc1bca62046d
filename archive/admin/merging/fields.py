"""Two records field by field: what each says, whether they differ, and which of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from archive.admin.fields import LABELS
from archive.admin.labels import label_of, when_of
from archive.date_words import NOT_KNOWN
from archive.models import Incident, Place
from archive.models.base import Record
from archive.models.fields import VocabularyField, VocabularyListField
from archive.services.merging import takeable

TAKE, KEEP = "take", "keep"

# Fields that mean something only together: kept or taken as one.
_TOGETHER: dict[type[Record], dict[str, tuple[str, ...]]] = {
    Place: {"Coordinates": ("lat", "lon", "coordinate_basis")},
    Incident: {
        "When": (
            "date_semantics",
            "date_earliest",
            "date_latest",
            "date_text",
            "date_basis",
            "date_note",
        ),
        "Type and mode": ("event_type", "event_mode"),
        "ACLED event type": ("acled_event_type", "acled_sub_event_type"),
    },
}


@dataclass(frozen=True, slots=True)
class Line:
    """One field, or some that belong together: what the two records say, and what is kept.

    `words` says whether they differ; `choice` is TAKE where the survivor takes what the other says,
    and None where there is nothing to choose.
    """

    code: str
    label: str
    fields: tuple[str, ...]
    goes: str
    stays: str
    words: str
    choice: str | None


def compare(goes: Record, stays: Record, chosen: Mapping[str, str]) -> list[Line]:
    """Return the lines of two records of a kind, with what a form has chosen by their codes.

    Where nothing is chosen yet, gaps of the survivor are filled and the rest is kept.
    """
    return [_line(label, fields, goes, stays, chosen) for label, fields in _groups(type(stays))]


def taken(lines: list[Line]) -> list[str]:
    """Return the names of the fields that the survivor takes."""
    return [name for line in lines if line.choice == TAKE for name in line.fields]


def _groups(model: type[Record]) -> Iterator[tuple[str, tuple[str, ...]]]:
    together = _TOGETHER.get(model, {})
    grouped = {name: (label, fields) for label, fields in together.items() for name in fields}
    for name, column in takeable(model).items():
        if name not in grouped:
            yield LABELS.get(name, capfirst(column.verbose_name)), (name,)
        elif grouped[name][1][0] == name:
            yield grouped[name]


def _line(
    label: str,
    fields: tuple[str, ...],
    goes: Record,
    stays: Record,
    chosen: Mapping[str, str],
) -> Line:
    columns = [takeable(type(stays))[name] for name in fields]
    values = [[getattr(record, each.attname) for each in columns] for record in (goes, stays)]
    known = [any(value not in (None, "", []) for value in each) for each in values]
    code = fields[0]
    choice: str | None = None
    if values[0] == values[1]:
        words = "The same" if known[0] else "Neither says"
    else:
        words = "They differ" if all(known) else "Only one says it"
        # Of two places, one may lie in the other.
        is_itself = columns[0].related_model is type(stays) and values[0][0] == stays.pk
        fills = known[0] and not known[1] and not is_itself
        choice = chosen.get(code, TAKE if fills else KEEP)
        choice = choice if choice in (TAKE, KEEP) else KEEP
    told = [
        _told(columns, record) if is_known else NOT_KNOWN
        for record, is_known in zip((goes, stays), known, strict=True)
    ]
    return Line(code, label, fields, told[0], told[1], words, choice)


def _told(columns: list[Any], record: Any) -> str:
    """Return what a record says in some fields, in words."""
    if columns[0].name == "date_semantics":
        noted = [record.date_text and f"“{record.date_text}”", record.date_note]
        return "; ".join(filter(None, [when_of(record), *noted]))
    return " · ".join(filter(None, (_value(column, record) for column in columns)))


def _value(column: Any, record: Any) -> str:
    value = getattr(record, column.attname)
    if value in (None, "", []):
        return ""
    if column.related_model is not None:
        return label_of(getattr(record, column.name))
    if isinstance(column, VocabularyListField):
        return ", ".join(column.vocabulary.label_of(code) for code in value)
    if isinstance(column, VocabularyField):
        return str(column.vocabulary.label_of(value))
    return f"{value:.5f}" if isinstance(value, float) else str(value)
