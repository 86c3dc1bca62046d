"""What a row of a data set is mapped to: drafts of records and parts, before they have ids.

The values of a draft are by field name. Where a field refers to another row, its value is the
draft of that row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import models

from archive.models import Incident, Statement
from archive.models.base import Record

Values = dict[str, Any]


class Key(NamedTuple):
    """An external identifier: its scheme and its value there."""

    scheme: str
    value: str


class Draft:
    """Anything that a field can refer to: it has an id once it is known to the database."""

    __slots__ = ("id",)

    def __init__(self) -> None:
        self.id: int | None = None


class Shared(Draft):
    """A record that many rows may speak of: found in the archive, or made once.

    It is found by `key`, its identifier in the data set; or by `column`, a field whose equal value
    means the same record (the URL of an article, the domain of an outlet); or by `same`,
    identifiers by which a record that people made is this one. It is never found by name. Where it
    is made, it is given `key`, `same` and `also` as external identifiers.
    """

    __slots__ = ("also", "checked", "column", "key", "model", "same", "values")

    def __init__(
        self,
        model: type[Record],
        values: Values,
        *,
        key: Key | None = None,
        column: str | None = None,
        same: Iterable[Key] = (),
        also: Iterable[Key] = (),
    ) -> None:
        super().__init__()
        self.model, self.values = model, values
        self.key, self.column = key, column
        self.same, self.also = tuple(same), tuple(also)
        self.checked = False

    @property
    def identifiers(self) -> list[Key]:
        """Return every external identifier of the record, each once."""
        own = () if self.key is None else (self.key,)
        return list(dict.fromkeys((*own, *self.same, *self.also)))


class Text(Draft):
    """The text of an article stub: exactly what the data set gives of it, which may be nothing.

    Where the article has a text that people captured, that one stands for it (`own` is False).
    """

    __slots__ = ("article", "body", "own")

    def __init__(self, article: Shared, body: str = "") -> None:
        super().__init__()
        self.article, self.body, self.own = article, body, True


class Known(Draft):
    """A record that must be in the archive already, or in the same file: found by its key."""

    __slots__ = ("key", "model")

    def __init__(self, model: type[Record], key: Key) -> None:
        super().__init__()
        self.model, self.key = model, key


class Part(Draft):
    """A part of a record; its owner and its position are filled in."""

    __slots__ = ("model", "values")

    def __init__(self, model: type[models.Model], values: Values) -> None:
        super().__init__()
        self.model, self.values = model, values


class Main(Draft):
    """The record that a row makes, with its parts; where it has an id, the one that it rewrites."""

    __slots__ = ("key", "model", "parts", "values")

    def __init__(self, model: type[Incident | Statement], key: Key | None, values: Values) -> None:
        super().__init__()
        self.model, self.key, self.values = model, key, values
        self.parts: list[Part] = []

    def add(self, model: type[models.Model], **values: Any) -> Part:
        """Add a part; return it, so that a passage can refer to it."""
        part = Part(model, values)
        self.parts.append(part)
        return part


@dataclass(slots=True)
class Mapped:
    """What a row becomes: records of its own, parts of other records, and what was odd in it.

    `kept` says why a row without any of them is only kept as it is.
    """

    mains: list[Main] = field(default_factory=list)
    attached: list[tuple[Known, Part]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    kept: str | None = None
