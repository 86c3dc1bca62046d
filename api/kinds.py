"""Kinds of values in a query: how each is read from text, and what the schema says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any

from archive.models.base import Record
from archive.typeids import UID_TAIL, is_uid
from archive.vocabularies import Vocabulary

MAX_INTEGER = 2**31 - 1
_SHOWN = 60
_MICROSECONDS = len(".000000")  # what is kept of a second


class RefusedError(ValueError):
    """A value that cannot be taken: a code, a sentence, and what is allowed where that is a list.

    `only_meaning` says that the value fits the schema and only its meaning is at fault; `position`
    is that of the fault within the value, in code points.
    """

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        allowed: Sequence[str] | None = None,
        did_you_mean: str | None = None,
        only_meaning: bool = False,
        position: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.allowed = allowed
        self.did_you_mean = did_you_mean
        self.only_meaning = only_meaning
        self.position = position


class Kind:
    """How the text of one value is read; `schema` is its JSON schema.

    A kind whose values hold no commas can be given as a list; `split` cuts one apart.
    """

    schema: dict[str, Any]
    vocabulary: Vocabulary | None = None

    def split(self, text: str) -> list[str]:
        """Cut a list at its commas."""
        return text.split(",")

    def parse(self, text: str) -> Any:
        """Return the value of a text that is not empty; raises RefusedError."""
        raise NotImplementedError


class Choice(Kind):
    """One of a few words."""

    def __init__(self, *codes: str) -> None:
        self.codes = codes
        self.schema = {"type": "string", "enum": list(codes)}

    def parse(self, text: str) -> str:
        if text in self.codes:
            return text
        nearest = next(iter(get_close_matches(text, self.codes, n=1)), None)
        raise RefusedError(
            "unknown_value",
            f"“{short(text)}” is not one of the values that this parameter takes{_hint(nearest)}",
            allowed=self.codes,
            did_you_mean=nearest,
        )


class Term(Kind):
    """A term of a vocabulary, by its code.

    The schema lists the terms of closed vocabularies only. A client may ask for a term that a later
    version has: not to know it breaks no schema (422, not 400).
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary: Vocabulary = vocabulary
        self.schema = {"type": "string", "enum": list(vocabulary.codes)}

    def parse(self, text: str) -> str:
        if text in self.vocabulary:
            return text
        nearest = self.vocabulary.suggest(text)
        raise RefusedError(
            "unknown_term",
            f"“{short(text)}” is not a term of {self.vocabulary.name}{_hint(nearest)}",
            allowed=self.vocabulary.codes,
            did_you_mean=nearest,
            only_meaning=self.vocabulary.open,
        )


class Integer(Kind):
    """A whole number between two bounds, both included."""

    def __init__(self, minimum: int = 0, maximum: int = MAX_INTEGER) -> None:
        self.minimum = minimum
        self.maximum = maximum
        self.schema = {"type": "integer", "minimum": minimum, "maximum": maximum}

    def parse(self, text: str) -> int:
        # No more digits than the bounds have: int() itself refuses, or crawls over, thousands.
        digits = max(10, len(str(self.maximum)))
        if re.fullmatch(rf"-?[0-9]{{1,{digits}}}", text):
            number = int(text)
            if self.minimum <= number <= self.maximum:
                return number
        raise RefusedError(
            "not_a_number",
            f"“{short(text)}” is not a whole number from {self.minimum} to {self.maximum}.",
        )


class Boolean(Kind):
    """`true` or `false`."""

    schema = {"type": "boolean"}

    def parse(self, text: str) -> bool:
        if text in {"true", "false"}:
            return text == "true"
        raise RefusedError(
            "not_a_boolean",
            f"“{short(text)}” is neither true nor false.",
            allowed=["true", "false"],
        )


class Day(Kind):
    """A calendar day."""

    schema = {"type": "string", "format": "date"}

    def parse(self, text: str) -> date:
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise RefusedError("not_a_day", f"“{short(text)}” is not a day written YYYY-MM-DD.")


class Instant(Kind):
    """A point in time: RFC 3339 with its offset."""

    schema = {"type": "string", "format": "date-time"}
    # More than RFC 3339, because generated clients send more: Python's no colon in the offset,
    # those of Ruby and Rust blanks between the parts, and “UTC”.
    _PATTERN = re.compile(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,9})? ?"
        r"(?:([+ -])([0-9]{2}):?([0-9]{2})|[Zz]|UTC)"
    )

    def parse(self, text: str) -> datetime:
        try:
            if found := self._PATTERN.fullmatch(text):
                day, time, fraction, sign, hours, minutes = found.groups(default="")
                # A “+” that was not percent-encoded arrives as a blank.
                offset = f"{'-' if sign == '-' else '+'}{hours or '00'}:{minutes or '00'}"
                written = f"{day}T{time}{fraction[:_MICROSECONDS]}{offset}"
                return datetime.fromisoformat(written).astimezone(UTC)
        except OverflowError:
            raise RefusedError(
                "out_of_range",
                f"“{text}” lies outside the years 1 to 9999 in UTC.",
                only_meaning=True,
            ) from None
        except ValueError:
            pass
        raise RefusedError(
            "not_an_instant",
            f"“{short(text)}” is not a time with its offset, such as 2024-08-05T12:00:00Z.",
        )


class Text(Kind):
    """Free text; a comma in it is a comma."""

    def __init__(self, max_length: int = 200) -> None:
        self.max_length = max_length
        self.schema = {"type": "string", "minLength": 1, "maxLength": max_length}

    def split(self, text: str) -> list[str]:
        return [text]

    def parse(self, text: str) -> str:
        if len(text) > self.max_length:
            raise RefusedError(
                "too_long", f"The text has {len(text)} characters; at most {self.max_length} go."
            )
        return text


class Uid(Kind):
    """The public identifier of a record of one of these kinds."""

    def __init__(self, *models: type[Record]) -> None:
        self.models = models
        self.prefixes = tuple(model.uid_prefix for model in models)
        self.schema = {"type": "string", "pattern": f"^({'|'.join(self.prefixes)})_{UID_TAIL}$"}

    def parse(self, text: str) -> str:
        if any(is_uid(text, prefix) for prefix in self.prefixes):
            return text
        forms = " or ".join(f"{prefix}_…" for prefix in self.prefixes)
        raise RefusedError(
            "not_a_uid", f"“{short(text)}” is not an identifier of 30 characters like {forms}."
        )


def _hint(nearest: str | None) -> str:
    return f"; did you mean “{nearest}”?" if nearest else "."


def short(text: str) -> str:
    """Return a text that is fit to be quoted in a sentence."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
