"""Queries of the same shape share one SQL text: the ORM writes it once, values are bound each time.

The ORM takes longer to write a query than SQLite to answer it. So it is given stand-ins for the
values, unmistakable ones, and what it writes is kept by the shape of the query; the stand-ins show
where each value goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection

from api.reader.sql import bound

Values = Sequence[Any]

_FIRST_DAY = date(9000, 1, 1)
_FIRST_NUMBER = 2**40
_FRACTION = 2.0**300  # slots are its multiples, exactly, far from any coordinate
_TEXT = re.compile("\ue000([0-9]+)\ue001")
_TIME = re.compile("90[0-9]{2}-[0-9]{2}-[0-9]{2}( .*)?")


@dataclass
class StandIns:
    """Takes values apart: `replace` returns the same structure with stand-ins for its values.

    What is no text, number or time (true and false) stays, as a part of the shape.
    """

    values: list[Any] = field(default_factory=list)

    def replace(self, value: Any) -> Any:
        """Return the stand-in of a value, or a tuple or list of theirs."""
        if isinstance(value, tuple | list):
            return type(value)(self.replace(item) for item in value)
        make = _MAKE.get(type(value))
        if make is None:
            return value
        self.values.append(value)
        return make(len(self.values) - 1)


def shape_of(value: Any) -> Any:
    """Return what is left of a structure when its values are forgotten: the key of its SQL."""
    if isinstance(value, tuple | list):
        return tuple(map(shape_of, value))
    return type(value) if type(value) in _MAKE else value


@dataclass(frozen=True, slots=True)
class Template:
    """The SQL of a shape, and how its parameters come from the values."""

    sql: str
    parameters: tuple[Callable[[Values], Any], ...]

    def bind(self, values: Values) -> list[Any]:
        """Return the parameters for these values."""
        return [parameter(values) for parameter in self.parameters]


def template(sql: str, parameters: Sequence[Any]) -> Template:
    """Return the template of a query that was written with stand-ins."""
    return Template(sql, tuple(map(_parameter, bound(parameters))))


def _parameter(written: Any) -> Callable[[Values], Any]:
    """Return how a parameter comes from the values, told by the stand-in in it."""
    if isinstance(written, list):
        parts = [_parameter(item) for item in written]
        return lambda values: [part(values) for part in parts]
    if isinstance(written, str) and (found := _TEXT.search(written)):
        before, slot, after = written[: found.start()], int(found[1]), written[found.end() :]
        if not before and not after:
            return lambda values: values[slot]
        escape = connection.ops.prep_for_like_query  # only LIKE adds something to a text
        return lambda values: f"{before}{escape(values[slot])}{after}"
    if isinstance(written, int | float) and written >= _FIRST_NUMBER:
        fraction = isinstance(written, float)
        number = int(written / _FRACTION) - 1 if fraction else int(written) - _FIRST_NUMBER
        return lambda values: values[number]
    if isinstance(written, str | date) and _TIME.fullmatch(str(written)):
        return _time(written)
    return lambda _values: written


def _time(written: str | date) -> Callable[[Values], Any]:
    text = str(written)
    slot = (date.fromisoformat(text[:10]) - _FIRST_DAY).days
    if len(text) > len("9000-01-01"):
        return lambda values: connection.ops.adapt_datetimefield_value(values[slot])
    return lambda values: connection.ops.adapt_datefield_value(values[slot])


_MAKE: dict[type, Callable[[int], Any]] = {
    str: lambda slot: f"\ue000{slot}\ue001",
    int: lambda slot: _FIRST_NUMBER + slot,
    float: lambda slot: _FRACTION * (slot + 1),
    date: lambda slot: _FIRST_DAY + timedelta(days=slot),
    datetime: lambda slot: datetime(9000, 1, 1, tzinfo=UTC) + timedelta(days=slot),
}
