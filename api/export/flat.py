"""Tables read without objects: each column of a file from its column of the database.

The serializers say where the cells of a column come from. What they gather from elsewhere is read
as an object, as lists show it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

import orjson
from django.db import connection, models
from django.db.models import Case, F, QuerySet, Value, When
from rest_framework import serializers

from api.export.tables import Column, Table
from api.gathered import gathered_of
from api.reader.columns import address_of, field_at
from api.reader.compile import Address, compile_plan
from api.reader.plan import RowPlan
from api.reader.sql import (
    by_keys,
    keys_expression,
    keys_parameter,
    parsed,
    selected,
    settled,
    shown,
)
from api.renderers import JSONRenderer
from api.serializers.base import Derived, RecordUrl
from api.sparse import Selection
from archive.driver import Row, run

Cells = Sequence[Any]  # of one column: a value for each record, or a tuple of them for a list
_Rows = list[Row]
_Read = Callable[[Sequence[Cells]], Cells]  # from the columns of a query to the cells

_to_json = JSONRenderer().render


@dataclass(frozen=True, slots=True)
class _Query:
    """The columns of one table: the first is the key of the record that a row belongs to."""

    sql: str
    params: tuple[Any, ...]
    names: tuple[str, ...]
    reads: tuple[_Read, ...]
    is_plain: bool  # each column is the cells of a name as they are, in their order

    def rows(self, keys: Sequence[int]) -> _Rows:
        """Return the rows that belong to these records."""
        given = keys_parameter(keys)
        params = [given if value is None else value for value in self.params]
        return run(self.sql, params, keeps_plan=True)

    def cells(self, rows: _Rows) -> list[Cells]:
        """Return the cells of each named column."""
        if not rows:
            return [()] * len(self.names)
        columns = list(zip(*rows, strict=True))
        return [read(columns) for read in self.reads]


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a nested list: for each record a tuple of values for each name, or nothing."""

    names: tuple[str, ...]
    by_record: Sequence[Sequence[tuple[Any, ...]]]

    def columns(self) -> dict[str, Cells]:
        """Return the values by name: for each record a tuple of them."""
        none = ((),) * len(self.names)
        by_name = zip(*(each or none for each in self.by_record), strict=True)
        return dict(zip(self.names, list(by_name) or [()] * len(self.names), strict=True))


@dataclass(frozen=True, slots=True)
class Batch:
    """Some records of a table: the cells of columns, and the members of lists."""

    cells: dict[str, Cells]
    lists: tuple[Members, ...]

    def columns(self) -> dict[str, Cells]:
        """Return the cells of all columns, those of a list as tuples."""
        columns = dict(self.cells)
        for members in self.lists:
            columns.update(members.columns())
        return columns


@dataclass(frozen=True, slots=True)
class TablePlan:
    """How the columns of a table are read."""

    table: Table
    records: _Query
    lists: tuple[_Query, ...]
    objects: RowPlan | None
    gathered: tuple[Column, ...]

    def read(self, keys: Sequence[int]) -> Batch:
        """Return the records with these keys, in their order, but for those that are gone."""
        found = {row[0]: row for row in self.records.rows(keys)}
        there = [key for key in keys if key in found]
        columns = self.records.cells([found[key] for key in there])
        cells = dict(zip(self.records.names, columns, strict=True))
        if self.objects is not None:
            objects = self.objects.read(there)
            told = orjson.loads(_to_json([objects[key] for key in there]))
            cells |= {each.name: list(map(each.getter(), told)) for each in self.gathered}
        return Batch(cells, tuple(_members(nested, there) for nested in self.lists))


def _members(nested: _Query, keys: Sequence[int]) -> Members:
    """Return the members of the lists of these records."""
    rows = nested.rows(keys)
    if not nested.is_plain:
        owners = [row[0] for row in rows]
        rows = list(zip(owners, *nested.cells(rows), strict=True))
    # The rows come owner by owner; the first of their columns is the owner.
    found = {
        key: tuple(zip(*members, strict=True))[1:] for key, members in groupby(rows, itemgetter(0))
    }
    return Members(nested.names, [found.get(key, ()) for key in keys])


@lru_cache(maxsize=128)
def compile_table(serializer_class: Any, table: Table, *, staff: bool, site: str) -> TablePlan:
    """Return the plan by which a table is read, for readers of everything or of what is public."""
    reader = SimpleNamespace(reads_all=staff)
    fields = frozenset(column.field for column in table.columns)
    selection = Selection(fields, frozenset(table.wide))
    serializer = serializer_class(context={"selection": selection, "user": reader})
    model = serializer_class.Meta.model
    gathered = {
        name
        for name, field in serializer.fields.items()
        if str(field.source).partition(".")[0] in gathered_of(serializer)
    }
    own: dict[str, list[str]] = {}
    nested: dict[str, dict[str, list[str]]] = {}
    for column in table.columns:
        owner, is_list, rest = column.path.partition("[]")
        if owner in gathered:
            continue
        if is_list and isinstance(serializer.fields[owner], serializers.ListSerializer):
            nested.setdefault(owner, {})[column.name] = rest.strip(".").split(".")
        else:
            own[column.name] = owner.split(".")
    rows = model._default_manager.filter(pk__in=keys_expression()).order_by()
    objects = None
    if gathered:
        only = Selection(frozenset(gathered), frozenset())
        objects = compile_plan(serializer_class, only, staff=staff, site=site)
    return TablePlan(
        table,
        _Compiler(reader, site).query(serializer, rows, "pk", own),
        tuple(
            _Compiler(reader, site).listed(serializer.fields[name], model, paths)
            for name, paths in nested.items()
        ),
        objects,
        tuple(column for column in table.columns if column.field in gathered),
    )


class _Compiler:
    """Collects the columns of a query while their paths are followed."""

    def __init__(self, reader: Any, site: str) -> None:
        self.reader = reader
        self.site = site
        self.columns: list[Any] = []
        self.as_they_are: list[int] = []  # columns that are cells

    def query(
        self, serializer: Any, rows: QuerySet[Any], owner: str, paths: dict[str, list[str]]
    ) -> _Query:
        """Return the query for named paths through a serializer."""
        self.columns = [F(owner)]
        reads = tuple(self.read(serializer, rows.model, path) for path in paths.values())
        named = {f"c{slot}": column for slot, column in enumerate(self.columns)}
        text, params = rows.annotate(**named).values_list(*named).query.sql_with_params()
        is_plain = self.as_they_are == list(range(1, len(paths) + 1))
        return _Query(*settled(by_keys(str(text)), params), tuple(paths), reads, is_plain)

    def listed(self, shown_as: Any, model: Any, paths: dict[str, list[str]]) -> _Query:
        """Return the query for the members of a list, in their order."""
        relation: Any = model._meta.get_field(str(shown_as.source))
        back = relation.remote_field.name
        via = None if relation.many_to_many else back
        rows = shown_as.child.Meta.model._default_manager.visible_to(self.reader, via=via)
        rows = rows.in_order().filter(**{f"{back}__in": keys_expression()})
        owner = back if relation.many_to_many else f"{back}_id"
        # By owner first: that is the order of the index that the parts of an owner are found by.
        rows = rows.order_by(owner, *rows.query.order_by)
        return self.query(shown_as.child, rows, owner, paths)

    def read(
        self,
        serializer: Any,
        model: Any,
        path: Sequence[str],
        prefix: str = "",
        present: tuple[str, ...] = (),
    ) -> _Read:
        """Follow a path; `present` are the records on the way that must be public."""
        name, *rest = path
        field = serializer.fields[name]
        if rest:
            if field.source == "*":
                return self.read(field, model, rest, prefix, present)
            steps = str(field.source).split(".")
            related: Any = field_at(model, steps).related_model
            below = f"{prefix}{'__'.join(steps)}__"
            if not self.reader.reads_all:
                present = (*present, f"{below}is_public__in")
            return self.read(field, related, rest, below, present)
        if isinstance(field, Derived):
            return self.derived(field, model, prefix, present)
        source = prefix + str(field.source).replace(".", "__")
        if isinstance(field, RecordUrl):
            base = Value(address_of(self.site, field.resource))
            slot = self.add(Address(base, F(source), Value("/")), present)
            return self.cells(slot, None)
        column = field_at(model, str(field.source).split("."))
        slot = self.add(selected(column, source), present)
        return self.cells(slot, _plain(column))

    def cells(self, slot: int, convert: Callable[[Any], Any] | None) -> _Read:
        """Return what reads the cells of a column."""
        if convert is None:
            self.as_they_are.append(slot)
        return _converted(slot, convert)

    def derived(self, field: Derived, model: Any, prefix: str, present: tuple[str, ...]) -> _Read:
        """Return what computes the cells from columns of their own."""
        reads = [
            _converted(
                self.add(F(prefix + name), present), parsed(field_at(model, name.split("__")))
            )
            for name in field.columns
        ]
        compute, show = field.compute, field.output.to_representation

        def read(columns: Sequence[Cells]) -> Cells:
            values = zip(*(each(columns) for each in reads), strict=True)
            computed = (compute(*row) for row in values)
            return [None if value is None else _text(show(value)) for value in computed]

        return read

    def add(self, expression: Any, present: tuple[str, ...]) -> int:
        """Add a column, null where a record on the way is not public; return its place."""
        if present:
            shown_if = When(**dict.fromkeys(present, (True,)), then=expression)
            expression = Case(shown_if, default=None)
        self.columns.append(expression)
        return len(self.columns) - 1


def _converted(slot: int, convert: Callable[[Any], Any] | None) -> _Read:
    if convert is None:
        return lambda columns: columns[slot]
    return lambda columns: [None if value is None else convert(value) for value in columns[slot]]


def _plain(column: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """Return the function that makes a raw value what JSON would tell of it, or None."""
    if isinstance(column, models.JSONField):
        return orjson.loads
    if isinstance(column, models.DateField) and connection.vendor != "sqlite":
        return _text
    return shown(column)


def _text(value: Any) -> Any:
    """Return a day or an instant as JSON has it, anything else as it is."""
    return orjson.loads(_to_json(value)) if isinstance(value, date | datetime) else value
