"""From the declaration of a serializer to the plan that reads what it shows."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

from django.db import models
from django.db.models import F, Func, QuerySet, TextField, Value
from orjson import Fragment
from rest_framework import serializers

from api.gathered import Gathered, fields_by_attribute
from api.reader.columns import address_of, field_at
from api.reader.plan import Build, GatherPlan, ListPlan, RowPlan, object_builder
from api.reader.sql import Convert, by_keys, keys_expression, parsed, selected, settled, shown
from api.reader.written import ListWriter, Sql, as_column, can_write
from api.serializers.base import Derived, RecordUrl
from api.sparse import Selection
from archive.driver import Row

Step = Callable[[Row], Any]
Conversions = list[tuple[str, Convert]]


@lru_cache(maxsize=512)
def compile_plan(
    serializer_class: type[serializers.ModelSerializer],
    selection: Selection,
    *,
    staff: bool,
    site: str,
    as_json: bool = False,
) -> RowPlan:
    """Return the plan by which the top level of an answer is read, by keys.

    `site` is the address of the site with its slash; the plan is of one selection of fields, and
    of readers who see everything (`staff`) or what is public. `as_json`: for an answer that is only
    rendered; nested lists may be JSON already (`orjson.Fragment`), which is several times faster.
    """
    reader = SimpleNamespace(reads_all=staff)
    serializer = serializer_class(context={"selection": selection, "user": reader})
    model: Any = serializer_class.Meta.model
    rows = model._default_manager.filter(pk__in=keys_expression())
    return _Level(reader, site, as_json=as_json).plan(serializer, rows.order_by(), owner="pk")


@dataclass(frozen=True)
class _Spot:
    """Where an object lies: `path` in the answer, `prefix` of its columns, `slot` of its key."""

    model: type[models.Model]
    path: tuple[str, ...] = ()
    prefix: str = ""
    slot: int = 1
    presence: int | None = None


class _Level:
    """One level of nesting: the columns of its query, and what is made of them."""

    def __init__(self, reader: Any, site: str, *, as_json: bool) -> None:
        self.reader = reader
        self.site = site
        self.as_json = as_json
        self.columns: list[Any] = []
        self.written: dict[int, Sql] = {}
        self.lists: list[ListPlan] = []
        self.gathered: list[GatherPlan] = []

    def plan(self, serializer: Any, rows: QuerySet[Any], *, owner: str) -> RowPlan:
        """Return the plan of this level and of all below it.

        The first column is the key of the owner, the second that of the row.
        """
        self.columns = [F(owner), F("pk")]
        build = self.region(serializer, _Spot(rows.model))
        named = {f"c{slot}": column for slot, column in enumerate(self.columns)}
        query = rows.annotate(**named).values_list(*named).query.sql_with_params()
        # All that is asked is part of the text but the keys, whose parameter stays open.
        text, params = settled(*self.around(by_keys(str(query[0])), tuple(query[1])))
        return RowPlan(text, params, build, tuple(self.lists), tuple(self.gathered))

    def around(self, text: str, params: tuple[Any, ...]) -> Sql:
        """Return the query with the lists that the database writes at their places."""
        if not self.written:
            return text, params
        columns = [
            self.written[slot][0] if slot in self.written else f"{_ROWS}.c{slot}"
            for slot in range(len(self.columns))
        ]
        further = [value for _, (_, values) in sorted(self.written.items()) for value in values]
        return f"SELECT {', '.join(columns)} FROM ({text}) {_ROWS}", (*further, *params)

    def writer(self, slot: int) -> ListWriter:
        """Return what writes a list at a place of the row."""
        return ListWriter(self.reader, self.site, f"{_ROWS}_{slot}")

    def add(self, column: F) -> int:
        """Return the place of a column, which is added to the query unless it is there."""
        if column not in self.columns:
            self.columns.append(column)
        return self.columns.index(column)

    def region(self, serializer: Any, spot: _Spot) -> Build:
        """Return the function that makes one object of the columns that it adds to the query."""
        fields: dict[str, Any] = dict(serializer.fields)
        start = len(self.columns)
        # A place for every key, in their order; what is computed or nested is put there later.
        self.columns += [Value(None, output_field=TextField())] * len(fields)
        elsewhere: set[str] = set()
        steps: list[tuple[str, Step]] = []
        conversions: Conversions = []
        for _, gathered, members in fields_by_attribute(serializer):
            elsewhere |= members.keys()
            name = next(iter(members))
            if gathered.many and self.can_write(members[name]):
                slot = start + list(fields).index(name)
                self.write_gathered(members[name], gathered, spot, slot)
                conversions.append((name, Fragment))
            else:
                self.gathered.append(self.gather(gathered, members))
        for slot, (name, field) in enumerate(fields.items(), start):
            if name in elsewhere:
                continue
            step = self.field(name, field, spot, slot, conversions)
            if step is not None:
                steps.append((name, step))
        return object_builder(tuple(fields), start, conversions, steps, spot.presence)

    def field(
        self, name: str, field: Any, spot: _Spot, slot: int, conversions: Conversions
    ) -> Step | None:
        """Put a field's column at its place; return what is left to do with each row.

        What is left to do with the column's value alone is added to `conversions` instead.
        """
        if isinstance(field, serializers.ListSerializer):
            if self.can_write(field):
                self.write_list(field, spot, slot)
                conversions.append((name, Fragment))
                return None
            self.lists.append(self.nested_list(name, field, spot))
            return None
        if isinstance(field, serializers.Serializer):
            return self.nested(name, field, spot)
        if isinstance(field, Derived):
            return self.derived(field, spot)
        if isinstance(field, serializers.SerializerMethodField):
            raise TypeError(f"{name}: declare it as Derived; a method cannot be read in SQL.")
        source = spot.prefix + str(field.source).replace(".", "__")
        if isinstance(field, RecordUrl):
            base = Value(address_of(self.site, field.resource))
            self.columns[slot] = Address(base, F(source), Value("/"))
            return None
        column = field_at(spot.model, str(field.source).split("."))
        self.columns[slot] = selected(column, source)
        convert = shown(column)
        if convert is not None:
            conversions.append((name, convert))
        return None

    def derived(self, field: Derived, spot: _Spot) -> Step:
        """Return the function that computes a value from columns of its own."""
        columns = [field_at(spot.model, column.split("__")) for column in field.columns]
        slots = [self.add(F(spot.prefix + column)) for column in field.columns]
        parses = [parsed(column) or _as_it_is for column in columns]
        compute, show = field.compute_for(self.reader), field.output.to_representation

        def value(*raw: Any) -> Any:
            given = [
                None if each is None else parse(each)
                for parse, each in zip(parses, raw, strict=True)
            ]
            computed = compute(*given)
            return None if computed is None else show(computed)

        if not any(isinstance(column, models.JSONField) for column in columns):
            # The same days come again and again, and what is computed depends on nothing else.
            value = lru_cache(maxsize=4096)(value)
        if len(slots) <= 1:
            return lambda row: value(*[row[slot] for slot in slots])
        pick = itemgetter(*slots)
        return lambda row: value(*pick(row))

    def nested(self, name: str, field: Any, spot: _Spot) -> Step:
        """Return the function that makes a nested object: of the same row, or of a related one.

        A related record that the reader may not see is null.
        """
        path = (*spot.path, name)
        if field.source == "*":
            return self.region(field, _Spot(spot.model, path, spot.prefix, spot.slot))
        steps = str(field.source).split(".")
        prefix = f"{spot.prefix}{'__'.join(steps)}__"
        related: Any = field_at(spot.model, steps).related_model
        slot = self.add(F(f"{prefix}pk"))
        presence = slot if self.reader.reads_all else self.add(F(f"{prefix}is_public"))
        return self.region(field, _Spot(related, path, prefix, slot, presence))

    def can_write(self, shown: Any) -> bool:
        """Whether the database writes this list."""
        return self.as_json and can_write(shown.child, shown.child.Meta.model)

    def write_list(self, shown: Any, spot: _Spot, slot: int) -> None:
        """Put a list at its place as JSON."""
        owner = f"{_ROWS}.c{spot.slot}"
        self.written[slot] = as_column(self.writer(slot).relation(shown, spot.model, owner))

    def write_gathered(self, shown: Any, gathered: Gathered, spot: _Spot, slot: int) -> None:
        """Put a list of what is gathered at its place as JSON."""
        owner = f"{_ROWS}.c{spot.slot}"
        self.written[slot] = as_column(self.writer(slot).gathered(shown, gathered, owner))

    def nested_list(self, name: str, field: Any, spot: _Spot) -> ListPlan:
        """Return the plan of a list: of rows that point at this one, or of many-to-many ones."""
        relation: Any = spot.model._meta.get_field(str(field.source))
        back = relation.remote_field.name
        via = None if relation.many_to_many else back
        rows = field.child.Meta.model._default_manager.visible_to(self.reader, via=via).in_order()
        rows = rows.filter(**{f"{back}__in": keys_expression()})
        owner = back if relation.many_to_many else f"{back}_id"
        plan = self.below().plan(field.child, rows, owner=owner)
        return ListPlan(spot.path, spot.slot, name, plan)

    def below(self) -> _Level:
        """Return a level of nesting below this one."""
        return _Level(self.reader, self.site, as_json=self.as_json)

    def gather(self, gathered: Gathered, fields: dict[str, Any]) -> GatherPlan:
        """Return the plan of what belongs to the rows without a foreign key."""
        text, params = gathered.pairs(keys_expression(), self.reader).query.sql_with_params()
        rows = gathered.model._default_manager.visible_to(self.reader).in_order()  # type: ignore[attr-defined]  # -- a manager of ours
        key: str | None = None
        serializer: Any = SimpleNamespace(fields=dict(map(_moved, fields.items())))
        if gathered.many:
            ((key, listed),) = fields.items()
            serializer = listed.child
        rows = rows.filter(pk__in=keys_expression())
        plan = self.below().plan(serializer, rows, owner="pk")
        return GatherPlan(*settled(str(text), params), plan, key, tuple(fields))


# What the rows are called where lists are written around them.
_ROWS = "r"


class Address(Func):
    """Texts put together: Django's Concat spends more on nulls than the address costs."""

    template = "%(expressions)s"
    arg_joiner = " || "
    output_field = TextField()


def _moved(item: tuple[str, Any]) -> tuple[str, Any]:
    """Return a field as it reads from the row that the first step of its source leads to."""
    name, field = item
    moved = copy(field)
    moved.source = str(field.source).partition(".")[2] or "*"
    return name, moved


def _as_it_is(value: Any) -> Any:
    return value
