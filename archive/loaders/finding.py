"""Finding records of the archive that drafts speak of: by identifiers, never by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import models

from archive.loaders.drafts import Key, Shared
from archive.models import ExternalId
from archive.models.base import Record

_AT_ONCE = 500


def find_shared(drafts: Iterable[Shared]) -> None:
    """Give each draft the id of its record, where the archive has it; a merged one: its survivor.

    First by its own key or column; then by the identifiers that make it the same as a record which
    people made, if just one such record has them.
    """
    by_model: dict[type[Record], list[Shared]] = defaultdict(list)
    for draft in drafts:
        by_model[draft.model].append(draft)
    for model, some in by_model.items():
        _find_by_column(model, [draft for draft in some if draft.column is not None])
        keyed = [draft for draft in some if draft.key is not None]
        found = ids_of(model, (draft.key for draft in keyed if draft.key is not None))
        for draft in keyed:
            draft.id = found.get(draft.key) if draft.id is None else draft.id
        _find_by_same(model, [draft for draft in some if draft.id is None and draft.same])


def ids_of(model: type[models.Model], keys: Iterable[Key]) -> dict[Key | None, int]:
    """Return the id of the record that each external identifier names; the oldest if several do."""
    kind = str(model._meta.model_name)
    found: dict[Key | None, int] = {}
    for scheme, values in _by_scheme(keys).items():
        for some in _batches(values):
            rows = (
                ExternalId.objects.filter(
                    scheme=scheme, value__in=some, **{f"{kind}__isnull": False}
                )
                .order_by("id")
                .values_list("value", f"{kind}_id", f"{kind}__merged_into_id")
            )
            for value, number, survivor in rows:
                found.setdefault(Key(scheme, value), survivor or number)
    return found


def _find_by_column(model: type[Record], drafts: list[Shared]) -> None:
    by_column: dict[str, list[Shared]] = defaultdict(list)
    for draft in drafts:
        by_column[str(draft.column)].append(draft)
    for column, some in by_column.items():
        found: dict[Any, int] = {}
        for values in _batches({draft.values[column] for draft in some}):
            rows = (
                model.objects.filter(**{f"{column}__in": values})
                .order_by("id")
                .values_list(column, "id", "merged_into_id")
            )
            for value, number, survivor in rows:
                found.setdefault(value, survivor or number)
        for draft in some:
            draft.id = found.get(draft.values[column])


def _find_by_same(model: type[Record], drafts: list[Shared]) -> None:
    kind = str(model._meta.model_name)
    found: dict[Key, set[int]] = defaultdict(set)
    for scheme, values in _by_scheme(key for draft in drafts for key in draft.same).items():
        for some in _batches(values):
            rows = ExternalId.objects.filter(
                scheme=scheme,
                value__in=some,
                **{f"{kind}__isnull": False, f"{kind}__imported_row__isnull": True},
            ).values_list("value", f"{kind}_id", f"{kind}__merged_into_id")
            for value, number, survivor in rows:
                found[Key(scheme, value)].add(survivor or number)
    for draft in drafts:
        records = set().union(*(found.get(key, set()) for key in draft.same))
        if len(records) == 1:
            draft.id = records.pop()


def _by_scheme(keys: Iterable[Key]) -> dict[str, set[str]]:
    values: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        values[key.scheme].add(key.value)
    return values


def _batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(values)
    while some := list(islice(iterator, _AT_ONCE)):
        yield some
