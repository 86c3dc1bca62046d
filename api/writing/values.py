"""Values in a body: how each is read from JSON, and what the schema says of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.db import models
from drf_spectacular.plumbing import ComponentRegistry

from api.kinds import short
from api.schema.components import MAX_TERM_LENGTH, Schema, uid_schema, vocabulary_ref
from api.writing.report import Report
from archive.models.article import is_storable
from archive.models.fields import VocabularyField, VocabularyListField
from archive.typeids import is_uid
from archive.vocabularies import Vocabulary

MAX_TEXT = 5_000_000
INVALID: Any = object()  # stands for a value that could not be read


class Value:
    """A JSON value: `read` returns what it says, or INVALID after a word to the report."""

    def read(self, value: Any, at: str, report: Report) -> Any:
        """Return the value that a piece of JSON says."""
        raise NotImplementedError

    def schema(self, registry: ComponentRegistry) -> Schema:
        """Return its JSON schema; what has a name is registered."""
        raise NotImplementedError

    def _wrong(self, value: Any, at: str, report: Report, wanted: str) -> Any:
        report.breaks(at, "wrong_type", f"This must be {wanted}, not {_in_words(value)}.")
        return INVALID


class Text(Value):
    """Text that the database can keep."""

    def __init__(self, max_length: int = MAX_TEXT, *, min_length: int = 0) -> None:
        self.max_length = max_length
        self.min_length = min_length

    def read(self, value: Any, at: str, report: Report) -> Any:
        if not isinstance(value, str):
            return self._wrong(value, at, report, "text")
        if len(value) > self.max_length:
            report.breaks(at, "too_long", f"{len(value)} characters; at most {self.max_length} go.")
        elif len(value) < self.min_length:
            report.breaks(at, "empty", "This must not be empty.")
        elif not is_storable(value):
            report.refuses(at, "not_storable", "A text cannot hold NUL characters.")
        else:
            return value
        return INVALID

    def schema(self, registry: ComponentRegistry) -> Schema:
        least = {"minLength": self.min_length} if self.min_length else {}
        return {"type": "string", "maxLength": self.max_length} | least


class Whole(Value):
    """A whole number between two bounds, both included."""

    def __init__(self, minimum: int, maximum: int) -> None:
        self.minimum = minimum
        self.maximum = maximum

    def read(self, value: Any, at: str, report: Report) -> Any:
        # To JSON Schema, 2.0 is a whole number.
        fits = isinstance(value, int | float) and not isinstance(value, bool) and value % 1 == 0
        if not fits:
            return self._wrong(value, at, report, "a whole number")
        if not self.minimum <= value <= self.maximum:
            bounds = f"It must lie between {self.minimum} and {self.maximum}."
            report.breaks(at, "out_of_range", bounds)
            return INVALID
        return int(value)

    def schema(self, registry: ComponentRegistry) -> Schema:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}


class Number(Value):
    """A number between two bounds, both included."""

    def __init__(self, minimum: float, maximum: float) -> None:
        self.minimum = minimum
        self.maximum = maximum

    def read(self, value: Any, at: str, report: Report) -> Any:
        if not isinstance(value, int | float) or isinstance(value, bool):
            return self._wrong(value, at, report, "a number")
        if not self.minimum <= value <= self.maximum:
            bounds = f"It must lie between {self.minimum} and {self.maximum}."
            report.breaks(at, "out_of_range", bounds)
            return INVALID
        return float(value)

    def schema(self, registry: ComponentRegistry) -> Schema:
        bounds = {"minimum": self.minimum, "maximum": self.maximum}
        return {"type": "number", "format": "double", **bounds}


class Flag(Value):
    """True or false."""

    def read(self, value: Any, at: str, report: Report) -> Any:
        if isinstance(value, bool):
            return value
        return self._wrong(value, at, report, "true or false")

    def schema(self, registry: ComponentRegistry) -> Schema:
        return {"type": "boolean"}


class Day(Value):
    """A calendar day."""

    def read(self, value: Any, at: str, report: Report) -> Any:
        if not isinstance(value, str):
            return self._wrong(value, at, report, "a day")
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
                return date.fromisoformat(value)
        except ValueError:
            if value.startswith("0000"):
                report.refuses(at, "out_of_range", "The first year is 0001.")
                return INVALID
        report.breaks(at, "not_a_day", f"“{short(value)}” is not a day written YYYY-MM-DD.")
        return INVALID

    def schema(self, registry: ComponentRegistry) -> Schema:
        return {"type": "string", "format": "date"}


class Instant(Value):
    """A point in time: RFC 3339 with its offset."""

    _PATTERN = re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:([0-9]{2})(\.[0-9]+)?"
        r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
    )

    def read(self, value: Any, at: str, report: Report) -> Any:
        if not isinstance(value, str):
            return self._wrong(value, at, report, "a time")
        found = self._PATTERN.fullmatch(value)
        try:
            if found:
                text = re.sub(r"(\.[0-9]{6})[0-9]+", r"\1", value.upper())
                return datetime.fromisoformat(text).astimezone(UTC)
        except OverflowError:
            report.refuses(at, "out_of_range", "It lies outside the years 1 to 9999 in UTC.")
            return INVALID
        except ValueError:
            if found and (found[1] == "60" or value.startswith("0000")):
                report.refuses(at, "out_of_range", "Leap seconds and the year 0 cannot be kept.")
                return INVALID
        report.breaks(
            at,
            "not_an_instant",
            f"“{short(value)}” is not a time with its offset, such as 2024-08-05T12:00:00Z.",
        )
        return INVALID

    def schema(self, registry: ComponentRegistry) -> Schema:
        return {"type": "string", "format": "date-time"}


class Term(Value):
    """A term of a vocabulary; one that a vocabulary may yet get fits the schema."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def read(self, value: Any, at: str, report: Report) -> Any:
        if not isinstance(value, str):
            return self._wrong(value, at, report, f"a term of {self.vocabulary.name}")
        if value in self.vocabulary:
            return value
        nearest = self.vocabulary.suggest(value)
        meant = f"; did you mean “{nearest}”?" if nearest else "."
        may_come = self.vocabulary.open and len(value) <= MAX_TERM_LENGTH
        note = report.refuses if may_come else report.breaks
        note(
            at,
            "unknown_term",
            f"“{short(value)}” is not a term of {self.vocabulary.name}{meant}",
            allowed=self.vocabulary.codes,
            did_you_mean=nearest,
        )
        return INVALID

    def schema(self, registry: ComponentRegistry) -> Schema:
        return vocabulary_ref(registry, self.vocabulary)


class Terms(Value):
    """Different terms of a vocabulary, in their order."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.term = Term(vocabulary)

    def read(self, value: Any, at: str, report: Report) -> Any:
        if not isinstance(value, list):
            return self._wrong(value, at, report, "a list of terms")
        found = [self.term.read(item, f"{at}/{n}", report) for n, item in enumerate(value)]
        texts = [item for item in value if isinstance(item, str)]
        if len(set(texts)) < len(texts):
            report.breaks(at, "repeated", "A term is given twice.")
            return INVALID
        return INVALID if any(item is INVALID for item in found) else found

    def schema(self, registry: ComponentRegistry) -> Schema:
        items = self.term.schema(registry)
        most = len(self.term.vocabulary)
        return {"type": "array", "items": items, "uniqueItems": True, "maxItems": most}


class Uid(Value):
    """The identifier of a row of one kind."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def read(self, value: Any, at: str, report: Report) -> Any:
        if isinstance(value, str) and is_uid(value, self.prefix):
            return value
        report.breaks(
            at, "not_a_uid", f"This must be an identifier of 30 characters like {self.prefix}_…"
        )
        return INVALID

    def schema(self, registry: ComponentRegistry) -> Schema:
        return uid_schema(self.prefix)


def value_of(column: models.Field[Any, Any]) -> Value:
    """Return how the value of a column is read."""
    if isinstance(column, VocabularyField):
        return Term(column.vocabulary)
    if isinstance(column, VocabularyListField):
        return Terms(column.vocabulary)
    return next(make(column) for kind, make in _BY_COLUMN.items() if isinstance(column, kind))


def _text(column: Any) -> Text:
    may_be_empty = column.blank and not column.null
    return Text(column.max_length or MAX_TEXT, min_length=0 if may_be_empty else 1)


def _number(column: Any) -> Number:
    bounds = {type(each).__name__: each.limit_value for each in column.validators}
    return Number(bounds["MinValueValidator"], bounds["MaxValueValidator"])


_BY_COLUMN: dict[type, Callable[[Any], Value]] = {
    models.BooleanField: lambda _column: Flag(),
    models.DateTimeField: lambda _column: Instant(),
    models.DateField: lambda _column: Day(),
    models.FloatField: _number,
    models.PositiveSmallIntegerField: lambda _column: Whole(0, 2**15 - 1),
    models.PositiveIntegerField: lambda _column: Whole(0, 2**31 - 1),
    models.CharField: _text,
    models.TextField: _text,
}


def _in_words(value: Any) -> str:
    if value is None:
        return "null"
    kinds = {bool: "true or false", str: "text", list: "a list", dict: "an object"}
    return kinds.get(type(value), "a number")
