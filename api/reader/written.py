"""Nested lists that the database writes as JSON: one text in the owner's row, no rows of their own.

Only what both engines write exactly as the serializers show it: text, whole numbers, days, yes and
no, addresses, and objects and lists of these. A list with anything else is read row by row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from django.db.models import F, Model, QuerySet
from django.db.models.expressions import RawSQL
from rest_framework import serializers

from api.gathered import Gathered, gathered_of
from api.reader.columns import address_of, field_at
from api.serializers.base import Derived, RecordUrl

Params = tuple[Any, ...]
Sql = tuple[str, Params]

# What JSON in both engines is exactly; a fraction is not: SQLite cuts it to 15 digits.
_EXACT = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.DateField,
)
_INEXACT = (models.DateTimeField,)


def can_write(serializer: Any, model: type[Model]) -> bool:
    """Whether the database can write the objects of a serializer."""
    return not gathered_of(serializer) and all(
        _can_write_field(shown, model) for shown in serializer.fields.values()
    )


def _can_write_field(shown: Any, model: type[Model]) -> bool:
    if isinstance(shown, RecordUrl):
        return True
    if isinstance(shown, serializers.ListSerializer):
        child: Any = shown.child
        return isinstance(child, serializers.ModelSerializer) and can_write(child, child.Meta.model)
    if isinstance(shown, serializers.Serializer):
        if shown.source == "*":
            return can_write(shown, model)
        related: Any = field_at(model, str(shown.source).split(".")).related_model
        return can_write(shown, related)
    if isinstance(shown, Derived | serializers.SerializerMethodField):
        return False
    column = field_at(model, str(shown.source).split("."))
    return isinstance(column, _EXACT) and not isinstance(column, _INEXACT)


@dataclass(slots=True)
class ListWriter:
    """Writes the SQL of one list. `alias` names its rows; no other rows of the query have it."""

    reader: Any
    site: str
    alias: str
    columns: dict[str, Any] = field(default_factory=dict)  # path → expression of the ORM
    params: list[Any] = field(default_factory=list)
    children: int = 0

    def relation(self, shown: Any, model: type[Model], owner: str) -> Sql:
        """Return a list of rows that point at an owner, or of many-to-many ones.

        `owner` is the SQL of the owner's key.
        """
        relation: Any = model._meta.get_field(str(shown.source))
        back = relation.remote_field.name
        via = None if relation.many_to_many else back
        rows = shown.child.Meta.model._default_manager.visible_to(self.reader, via=via)
        return self.rows(shown.child, rows.in_order().filter(**{back: RawSQL(owner, [])}))  # noqa: S611 -- a column of ours

    def gathered(self, shown: Any, gathered: Gathered, owner: str) -> Sql:
        """Return a list of what belongs to an owner without a foreign key."""
        text, params = gathered.pairs(RawSQL(owner, []), self.reader).query.sql_with_params()  # noqa: S611 -- a column of ours
        keys = f"WITH pairs(owner, row_id) AS ({text}) SELECT row_id FROM pairs"
        rows = gathered.model._default_manager.visible_to(self.reader).in_order()  # type: ignore[attr-defined]  # -- a manager of ours
        return self.rows(shown.child, rows.filter(pk__in=RawSQL(keys, params)))  # noqa: S611 -- what the ORM wrote

    def rows(self, serializer: Any, rows: QuerySet[Any]) -> Sql:
        """Return the list of these rows, in their order."""
        shown = self._object(serializer, rows.model, "")
        named = {f"c{slot}": column for slot, column in enumerate(self.columns.values())}
        text, params = rows.annotate(**named).values_list(*named).query.sql_with_params()
        # The aggregate takes the rows as they come; neither engine drops the order beneath it.
        sql = f"(SELECT {_array(shown)} FROM ({text}) {self.alias})"
        return sql, (*self.params, *params)

    def _object(self, serializer: Any, model: type[Model], prefix: str) -> str:
        pairs = (
            f"'{name}', {self._value(shown, model, prefix)}"
            for name, shown in serializer.fields.items()
        )
        return f"{_OBJECT[connection.vendor]}({', '.join(pairs)})"

    def _value(self, shown: Any, model: type[Model], prefix: str) -> str:
        if isinstance(shown, serializers.ListSerializer):
            return self._list(shown, model, prefix)
        if isinstance(shown, serializers.Serializer):
            return self._nested(shown, model, prefix)
        path = str(shown.source).replace(".", "__")
        column = self._column(prefix + path)
        if isinstance(shown, RecordUrl):
            self.params += [address_of(self.site, shown.resource)]
            return f"(%s || {column} || '/')"
        if isinstance(field_at(model, path.split("__")), models.BooleanField):
            return _BOOLEAN[connection.vendor].format(column)
        return column

    def _list(self, shown: Any, model: type[Model], prefix: str) -> str:
        self.children += 1
        child = ListWriter(self.reader, self.site, f"{self.alias}_{self.children}")
        sql, params = child.relation(shown, model, self._column(f"{prefix}pk"))
        self.params += params
        return _EMBEDDED[connection.vendor].format(sql)

    def _nested(self, shown: Any, model: type[Model], prefix: str) -> str:
        """Return an object of the same row, or of a related one; null where it may not be read."""
        if shown.source == "*":
            return self._object(shown, model, prefix)
        steps = str(shown.source).split(".")
        path = f"{prefix}{'__'.join(steps)}__"
        related: Any = field_at(model, steps).related_model
        present = (
            f"{self._column(f'{path}pk')} IS NOT NULL"
            if self.reader.reads_all
            else self._column(f"{path}is_public")
        )
        return f"CASE WHEN {present} THEN {self._object(shown, related, path)} END"

    def _column(self, path: str) -> str:
        self.columns.setdefault(path, F(path))
        return f"{self.alias}.c{list(self.columns).index(path)}"


_OBJECT = {"sqlite": "json_object", "postgresql": "json_build_object"}
# SQLite knows no yes and no, and takes JSON out of a subquery for text.
_BOOLEAN = {
    "sqlite": "json(CASE WHEN {0} THEN 'true' WHEN NOT {0} THEN 'false' END)",
    "postgresql": "{0}",
}
# A list as a column of its own is text, which no driver takes apart; from SQLite it comes as bytes,
# which nobody need decode only to encode them again.
_ALONE = {"sqlite": "CAST({0} AS BLOB)", "postgresql": "{0}::text"}
_EMBEDDED = {"sqlite": "json({0})", "postgresql": "{0}"}


def as_column(written: Sql) -> Sql:
    """Return a list as a column of a query."""
    sql, params = written
    return _ALONE[connection.vendor].format(sql), params


def _array(shown: str) -> str:
    if connection.vendor == "sqlite":
        return f"json_group_array({shown})"
    return f"coalesce(json_agg({shown}), '[]'::json)"
