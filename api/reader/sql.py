"""What differs between the engines when rows are read without the ORM."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import orjson
from django.db import connection, models
from django.db.models import Expression, F, Func, TextField
from django.db.models.expressions import RawSQL

Convert = Callable[[Any], Any]


def keys_expression() -> RawSQL:
    """Return a list of keys as a subquery: one parameter, so one SQL text, whatever its length."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [None])
    return RawSQL("SELECT unnest(%s::bigint[])", [None])


def by_keys(sql: str) -> str:
    """Return a query that the ORM wrote with `keys_expression`, as the engine plans it best."""
    return sql.replace("IN (SELECT unnest(%s::bigint[]))", "= ANY(%s::bigint[])")


def keys_parameter(keys: Sequence[int]) -> Any:
    """Return the parameter of `keys_expression`."""
    text = orjson.dumps(list(keys)).decode()
    # As text it has one type whatever its numbers are, and so the query one plan.
    return text if connection.vendor == "sqlite" else f"{{{text[1:-1]}}}"


def settled(sql: str, params: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
    """Return a query in which nothing but the keys, which are None, is left open.

    PostgreSQL plans it once for all keys, and must know by then which rows are asked for.
    """
    if connection.vendor == "sqlite":
        return sql, bound(params)
    first, *rest = sql.split("%s")
    quote = connection.ops.compose_sql  # type: ignore[attr-defined]  # -- both engines have it
    values = ("%s" if value is None else _escaped(quote("%s", [value])) for value in params)
    texts = (value + text for value, text in zip(values, rest, strict=True))
    return first + "".join(texts), tuple(None for value in params if value is None)


def _escaped(text: str) -> str:
    return text.replace("%", "%%")


def bound(params: Sequence[Any]) -> tuple[Any, ...]:
    """Return parameters as the driver takes them at once: SQLite's asks around what True is."""
    if connection.vendor != "sqlite":
        return tuple(params)
    return tuple(int(value) if isinstance(value, bool) else value for value in params)


class Rfc3339(Func):
    """An instant as SQLite has it, with the letters that JSON has: no row needs Python for it."""

    template = "(replace(%(expressions)s, ' ', 'T') || 'Z')"
    output_field = TextField()


def selected(field: models.Field[Any, Any], path: str) -> F | Expression:
    """Return what is read of a column that is shown, at the end of a path of the ORM."""
    if connection.vendor == "sqlite" and isinstance(field, models.DateTimeField):
        return Rfc3339(F(path))
    return F(path)


def shown(field: models.Field[Any, Any]) -> Convert | None:
    """Return the function that makes what was `selected` fit for JSON, or None if it is already.

    It is never given None.
    """
    if isinstance(field, models.JSONField):
        return orjson.Fragment
    if connection.vendor == "sqlite" and isinstance(field, models.BooleanField):
        return bool
    return None


def parsed(field: models.Field[Any, Any]) -> Convert | None:
    """Return the function that makes a column's raw value what the ORM would give, or None.

    It is never given None.
    """
    if isinstance(field, models.JSONField):
        return orjson.loads
    if connection.vendor == "sqlite":
        if isinstance(field, models.DateTimeField):
            return _instant
        if isinstance(field, models.DateField):
            return date.fromisoformat
        if isinstance(field, models.BooleanField):
            return bool
    return None


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
