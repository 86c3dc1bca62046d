"""The queue: what waits of all kinds, the oldest first, walked without counting or listing it."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from archive.admin.labels import with_labels
from archive.admin.review.filters import KINDS, Filters
from archive.models.base import Record

# Counted no further, of each kind and of all together.
BOUND = 1_000

# When a record was made, the place of its kind, its key: nothing stands at two places.
Key = tuple[datetime, int, int]


def key_of(record: Record) -> Key:
    """Return the place of a record in the queue."""
    return record.created_at, KINDS.index(type(record)), record.pk


def model_of(uid: str) -> type[Record] | None:
    """Return the kind of record that a uid names."""
    return next((model for model in KINDS if uid.startswith(f"{model.uid_prefix}_")), None)


def find(uid: str) -> Record | None:
    """Return the record with this uid, in whatever state."""
    model = model_of(uid)
    return None if model is None else model._default_manager.filter(uid=uid).first()


def waits(record: Record) -> bool:
    """Whether a record waits to be reviewed: see `archive.models.base.waiting`."""
    if record.merged_into_id is not None:
        return False
    status = record.review_status
    return bool(status == "in_review" or (status == "draft" and record.origin == "machine"))


class Queue:
    """What waits under some filters."""

    def __init__(self, filters: Filters) -> None:
        self.filters = filters

    def after(self, key: Key | None, limit: int) -> list[Record]:
        """Return the next records after a place in the queue; from its head, where there is none.

        They have what their labels need.
        """
        found = [self._some(model, key, limit, back=False) for model in self.filters.kinds]
        return list(heapq.merge(*found, key=key_of))[:limit]

    def before(self, key: Key, limit: int) -> list[Record]:
        """Return the last records before a place in the queue, in its order."""
        found = [self._some(model, key, limit, back=True) for model in self.filters.kinds]
        nearest = list(heapq.merge(*found, key=key_of, reverse=True))[:limit]
        return nearest[::-1]

    def count(self) -> tuple[int, bool]:
        """Return how many wait, and whether there are more than that."""
        counted = 0
        for model in self.filters.kinds:
            counted += self.filters.rows(model).order_by()[: BOUND + 1].count()
        return min(counted, BOUND), counted > BOUND

    def _some(
        self, model: type[Record], key: Key | None, limit: int, *, back: bool
    ) -> Iterable[Record]:
        rows: QuerySet[Any] = self.filters.rows(model)
        if key is not None:
            rows = rows.filter(_beyond(model, key, back=back))
        order = ("-created_at", "-id") if back else ("created_at", "id")
        return list(with_labels(rows.order_by(*order))[:limit])


def _beyond(model: type[Record], key: Key, *, back: bool) -> Q:
    """Return the condition that a record of a kind stands after a place, or before it."""
    moment, kind, pk = key
    beyond, own = "lt" if back else "gt", KINDS.index(model)
    if own == kind:
        at_once = Q(created_at=moment, **{f"id__{beyond}": pk})
        # Said twice, so that an index is entered at the moment.
        entered = Q(**{f"created_at__{beyond}e": moment})
        return entered & (Q(**{f"created_at__{beyond}": moment}) | at_once)
    # What was made at the very same moment stands in the order of the kinds.
    return Q(
        **{f"created_at__{beyond}e" if (own < kind) == back else f"created_at__{beyond}": moment}
    )
