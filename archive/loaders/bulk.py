"""Writing many rows fast: their columns come from the models, their ids are known beforehand.

Rows do not pass through `save()`: `archive.loaders.rules` has checked them, and the constraints of
the database hold as always.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson
from django.db import connection, models
from django.db.models import NOT_PROVIDED

from archive.folding import fold_padded
from archive.loaders.drafts import Draft, Values
from archive.models import Actor, Alias, Article, Place, Revision
from archive.models.article import text_sha256
from archive.models.base import Identified
from archive.models.dated import Dated
from archive.typeids import new_uid

Convert = Callable[[Any], Any]


class Table:
    """The rows of one model that wait to be written. `next_id()` is known before a row is."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.rows: list[tuple[Any, ...]] = []
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        self._columns = [(f.name, _default(f), _converter(f)) for f in fields]
        names = ", ".join(connection.ops.quote_name(str(f.column)) for f in fields)
        table = connection.ops.quote_name(model._meta.db_table)
        marks = ", ".join(["%s"] * len(fields))
        self._insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 -- our own names
        self._copy = f"COPY {table} ({names}) FROM STDIN"
        self._ids: list[int] = []
        self._last: int | None = None

    def next_id(self) -> int:
        """Return an id that no other row has, nor will have."""
        if connection.vendor == "sqlite":
            # The transaction holds the only write lock, so that nobody else counts on.
            if self._last is None:
                self._last = self._last_on_sqlite()
            self._last += 1
            return self._last
        if not self._ids:
            self._ids = self._reserve(1000)
        return self._ids.pop()

    def add(self, values: Mapping[str, Any]) -> None:
        """Add a row; a column that is not given has the default of its field."""
        row = []
        for name, default, convert in self._columns:
            value = values.get(name, default)
            if value is not None and convert is not None:
                value = convert(value)
            row.append(value)
        self.rows.append(tuple(row))

    def flush(self) -> int:
        """Write what waits; return how many rows that were."""
        rows, self.rows = self.rows, []
        if not rows:
            return 0
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.executemany(self._insert, rows)
            else:
                with cursor.copy(self._copy) as copy:
                    for row in rows:
                        copy.write_row(row)
        return len(rows)

    def _last_on_sqlite(self) -> int:
        with connection.cursor() as cursor:
            table = self.model._meta.db_table
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
        return int(found[0]) if found else 0

    def _reserve(self, number: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [self.model._meta.db_table, number],
            )
            return [row[0] for row in reversed(cursor.fetchall())]


class Tables:
    """The tables that a file writes to."""

    def __init__(self, **common: Any) -> None:
        self._tables: dict[type[models.Model], Table] = {}
        self._common = common

    def __getitem__(self, model: type[models.Model]) -> Table:
        table = self._tables.get(model)
        if table is None:
            table = self._tables[model] = Table(model)
        return table

    def add(self, model: type[models.Model], values: Values, *, id_: int | None = None) -> int:
        """Add a row with what every row has and what its model derives; return its id."""
        table = self[model]
        number = table.next_id() if id_ is None else id_
        whole = {**self._common, **values, "id": number}
        if issubclass(model, Identified):
            whole["uid"] = new_uid(model.uid_prefix)
        derive(model, whole)
        table.add(whole)
        return number

    def flush(self) -> None:
        """Write everything that waits; references are checked when the transaction ends."""
        for table in self._tables.values():
            table.flush()


def derive(model: type[models.Model], values: Values) -> None:
    """Fill in what the `clean_fields` of the models would derive."""
    if issubclass(model, Dated):
        values["sort_date"] = (
            values.get("date_earliest") or values.get("date_latest") or values["created_at"].date()
        )
    if model is Actor or model is Place:
        values["name_folded"] = folded(values["name"])
    elif model is Alias:
        values["text_folded"] = folded(values["text"])
    elif model is Article:
        values["sort_at"] = values.get("published_at") or values["created_at"]
    elif model is Revision:
        values["sha256"] = text_sha256(values["body"])


def folded(name: str) -> str:
    """Return a name as the models fold it to be found by."""
    return fold_padded(name)[:400]


def _default(field: models.Field[Any, Any]) -> Any:
    """Return what a row has where nothing is given; a callable default is called for each."""
    if field.default is NOT_PROVIDED or isinstance(field, models.AutoField):
        return None
    return field.default() if callable(field.default) else field.default


def _converter(field: models.Field[Any, Any]) -> Convert | None:
    """Return what makes a value of the field one for the database; None where nothing must be."""
    if isinstance(field, models.ForeignKey):
        return _id_of
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.DateField):
        return lru_cache(maxsize=10_000)(connection.ops.adapt_datefield_value)
    return None


def _id_of(value: Any) -> Any:
    if isinstance(value, Draft):
        return value.id
    return value.pk if isinstance(value, models.Model) else value


def _json(value: Any) -> str:
    return value if isinstance(value, Json) else orjson.dumps(value).decode()


@lru_cache(maxsize=1000)
def _moment(value: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(value)


class Json(str):
    """JSON text that need not be made again."""

    __slots__ = ()
