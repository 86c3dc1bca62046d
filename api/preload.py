"""Loading what an answer shows, and no more: read off the fields of its serializer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ManyToOneRel, Model, Prefetch, QuerySet
from rest_framework import serializers

from api.gathered import Gathered, fields_by_attribute, gathered_of
from api.serializers.base import Derived

# What BriefSerializer looks at to tell whether the reader may read a record.
_VISIBILITY = "is_public"


@dataclass
class _Needs:
    columns: set[str] = field(default_factory=set)
    joins: set[str] = field(default_factory=set)
    lists: list[Prefetch] = field(default_factory=list)

    def add_column(self, path: str) -> None:
        """Ask for a column, and for the joins that lead to it."""
        self.columns.add(path)
        steps = path.split("__")[:-1]
        for length in range(1, len(steps) + 1):
            join = "__".join(steps[:length])
            self.joins.add(join)
            self.columns.add(join)


def preload(
    queryset: QuerySet[Any], serializer: serializers.Serializer, user: Any
) -> QuerySet[Any]:
    """Return the queryset with all that the serializer will read; rows cost no further queries.

    Nested lists hold only what `user` may read, in their own order.
    """
    needs = _Needs()
    _collect(serializer, "", queryset.model, user, needs)
    return _apply(queryset, needs)


def gather(instances: list[Any], serializer: serializers.Serializer, user: Any) -> None:
    """Attach what is no relation of the model, for all instances at once: see `api.gathered`."""
    if not instances:
        return
    keys = [instance.pk for instance in instances]
    for attribute, gathered, fields in fields_by_attribute(serializer):
        belonging: dict[int, set[int]] = {key: set() for key in keys}
        for owner, key in gathered.pairs(keys, user):
            belonging[owner].add(key)
        rows = _gathered_rows(gathered, fields, set().union(*belonging.values()), user)
        for instance in instances:
            found = [row for row in rows if row.pk in belonging[instance.pk]]
            one = found[0] if found else None
            setattr(instance, attribute, found if gathered.many else one)


def _gathered_rows(
    gathered: Gathered, fields: Mapping[str, serializers.Field], keys: set[int], user: Any
) -> list[Any]:
    """Return the rows with these keys, in their order, with what the fields show of them."""
    needs = _Needs()
    for shown in fields.values():
        if isinstance(shown, serializers.ListSerializer):
            _collect(shown.child, "", gathered.model, user, needs)  # type: ignore[arg-type]  # -- a serializer of a model
        elif isinstance(shown, serializers.Serializer):
            _collect(shown, "", gathered.model, user, needs)
        else:
            needs.columns.add(str(shown.source).partition(".")[2].replace(".", "__"))
    if hasattr(gathered.model, _VISIBILITY):
        needs.columns.add(_VISIBILITY)
    rows = gathered.model._default_manager.visible_to(user).filter(pk__in=keys)  # type: ignore[attr-defined]  # -- a manager of ours
    return list(_apply(rows.in_order(), needs))


def _apply(queryset: QuerySet[Any], needs: _Needs) -> QuerySet[Any]:
    if needs.joins:
        queryset = queryset.select_related(*sorted(needs.joins))
    return queryset.only("pk", *sorted(needs.columns)).prefetch_related(*needs.lists)


def _collect(
    serializer: serializers.Serializer,
    prefix: str,
    model: type[Model],
    user: Any,
    needs: _Needs,
) -> None:
    gathered = gathered_of(serializer)
    for shown in serializer.fields.values():
        if str(shown.source).partition(".")[0] in gathered:
            continue
        path = prefix + str(shown.source).replace(".", "__")
        if isinstance(shown, serializers.ListSerializer):
            needs.lists.append(_list(shown, path, model, user))
        elif isinstance(shown, serializers.Serializer):
            if shown.source == "*":
                _collect(shown, prefix, model, user, needs)
            else:
                needs.add_column(f"{path}__{_VISIBILITY}")
                related = _related_model(model, str(shown.source))
                _collect(shown, f"{path}__", related, user, needs)
        elif isinstance(shown, Derived):
            for column in shown.columns:
                needs.add_column(prefix + column)
        else:
            needs.add_column(path)


def _list(shown: serializers.ListSerializer, path: str, model: type[Model], user: Any) -> Prefetch:
    """Return the prefetch of a nested list."""
    relation = model._meta.get_field(str(shown.source))
    owner = relation.field.name if isinstance(relation, ManyToOneRel) else None
    child: Any = shown.child
    rows = child.Meta.model._default_manager.visible_to(user, via=owner).in_order()
    needs = _Needs()
    _collect(child, "", child.Meta.model, user, needs)
    if owner:
        needs.columns.add(owner)
    return Prefetch(path, queryset=_apply(rows, needs))


def _related_model(model: type[Model], source: str) -> type[Model]:
    for step in source.split("."):
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]  # -- the step is a relation
    return model
