"""From the declaration of a serializer to the plan that reads what it shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django.db import models
from django.db.models import F, Func, QuerySet, TextField, Value
from django.urls import reverse
from rest_framework import serializers

from api.reader.plan import ListPlan, Object, RowPlan, object_builder
from api.reader.sql import Convert, Row, keys_expression, parsed, shown
from api.serializers.base import Derived, RecordUrl
from api.sparse import Selection


@lru_cache(maxsize=512)
def compile_plan(
    serializer_class: type[serializers.ModelSerializer],
    selection: Selection,
    *,
    staff: bool,
    site: str,
) -> RowPlan:
    """Return the plan by which the top level of an answer is read, by keys.

    `site` is the address of the site with its slash; the plan is of one selection of fields, and
    of readers who see everything (`staff`) or what is public.
    """
    reader = SimpleNamespace(is_staff=staff)
    serializer = serializer_class(context={"selection": selection, "user": reader})
    rows = serializer_class.Meta.model._default_manager.filter(pk__in=keys_expression())
    return _Level(reader, site).plan(serializer, rows.order_by(), owner=None)


class _Level:
    """One level of nesting: the columns of its query, and what is made of them."""

    def __init__(self, reader: Any, site: str) -> None:
        self.reader = reader
        self.site = site
        self.columns: list[Any] = []
        self.lists: list[ListPlan] = []

    def plan(self, serializer: Any, rows: QuerySet[Any], *, owner: str | None) -> RowPlan:
        """Return the plan of this level and of all below it.

        The first column is the key of the owner (of the row itself where there is none), the
        second that of the row.
        """
        self.columns = [F(owner or "pk"), F("pk")]
        build = self.region(serializer, "", rows.model, presence=None, nested=False)
        named = {f"c{slot}": column for slot, column in enumerate(self.columns)}
        query = rows.annotate(**named).values_list(*named).query
        text, params = query.sql_with_params()
        # All that is asked is part of the text but the keys, whose parameter stays open.
        return RowPlan(str(text), tuple(params), build, tuple(self.lists))

    def add(self, column: Any) -> int:
        """Add a column to the query and return its place."""
        self.columns.append(column)
        return len(self.columns) - 1

    def region(
        self,
        serializer: Any,
        path: str,
        model: type[models.Model],
        *,
        presence: int | None,
        nested: bool,
    ) -> Callable[[Row], Object | None]:
        """Return the function that makes one object of the columns that it adds to the query."""
        fields = dict(serializer.fields)
        start = len(self.columns)
        # A place for every key, in their order; what is computed or nested is put there later.
        self.columns += [Value(None, output_field=TextField())] * len(fields)
        steps: list[tuple[str, Callable[[Row], Any]]] = []
        for slot, (name, field) in enumerate(fields.items(), start):
            source = path + str(field.source).replace(".", "__")
            if isinstance(field, serializers.ListSerializer):
                if nested:
                    raise TypeError(f"{name}: a list within a nested record cannot be read.")
                self.lists.append(self.nested_list(name, field, model))
            elif isinstance(field, serializers.Serializer):
                steps.append((name, self.nested(field, path, model)))
            elif isinstance(field, Derived):
                steps.append((name, self.derived(field, path, model)))
            elif isinstance(field, RecordUrl):
                base = self.site + reverse(f"{field.resource}-list").removeprefix("/")
                self.columns[slot] = _Address(Value(base), F(source), Value("/"))
            elif isinstance(field, serializers.SerializerMethodField):
                raise TypeError(f"{name}: declare it as Derived; a method cannot be read in SQL.")
            else:
                self.columns[slot] = F(source)
                convert = shown(_field(model, str(field.source).split(".")))
                if convert:
                    steps.append((name, _converted(slot, convert)))
        return object_builder(tuple(fields), start, tuple(steps), presence)

    def derived(self, field: Derived, path: str, model: type[models.Model]) -> Callable[[Row], Any]:
        """Return the function that computes a value from columns of its own."""
        values: list[Callable[[Row], Any]] = []
        for column in field.columns:
            slot = self.add(F(path + column))
            values.append(_converted(slot, parsed(_field(model, column.split("__")))))
        compute, show = field.compute, field.output.to_representation

        def step(row: Row) -> Any:
            value = compute(*[get(row) for get in values])
            return None if value is None else show(value)

        return step

    def nested(
        self, field: Any, path: str, model: type[models.Model]
    ) -> Callable[[Row], Object | None]:
        """Return the function that makes a nested object: of the same row, or of a related one.

        A related record that the reader may not see is null.
        """
        if field.source == "*":
            return self.region(field, path, model, presence=None, nested=True)
        steps = str(field.source).split(".")
        inner = f"{path}{'__'.join(steps)}__"
        seen = "pk" if self.reader.is_staff else "is_public"
        presence = self.add(F(f"{inner}{seen}"))
        related: Any = _field(model, steps).related_model
        return self.region(field, inner, related, presence=presence, nested=True)

    def nested_list(self, name: str, field: Any, model: type[models.Model]) -> ListPlan:
        """Return the plan of a list: of rows that point at this one, or of many-to-many ones."""
        relation: Any = model._meta.get_field(str(field.source))
        back = relation.remote_field.name
        via = None if relation.many_to_many else back
        rows = field.child.Meta.model._default_manager.visible_to(self.reader, via=via).in_order()
        rows = rows.filter(**{f"{back}__in": keys_expression()})
        owner = back if relation.many_to_many else f"{back}_id"
        return ListPlan(name, _Level(self.reader, self.site).plan(field.child, rows, owner=owner))


class _Address(Func):
    """Texts put together: Django's Concat spends more on nulls than the address costs."""

    template = "%(expressions)s"
    arg_joiner = " || "
    output_field = TextField()


def _converted(slot: int, convert: Convert | None) -> Callable[[Row], Any]:
    if convert is None:
        return lambda row: row[slot]
    return lambda row: None if row[slot] is None else convert(row[slot])


def _field(model: type[models.Model], steps: list[str]) -> models.Field[Any, Any]:
    *path, last = steps
    for step in path:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model._meta.get_field(last)  # type: ignore[return-value]
