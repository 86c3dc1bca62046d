"""A paginator that never counts a whole table: it stops counting where nobody pages any more."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class BoundedPaginator(Paginator[Any]):
    """Counts up to `bound` rows; pages beyond them are reached by filters, not by paging.

    `is_bounded` tells that there are more rows than were counted.
    """

    bound = 10_000

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        # Neither order nor related rows matter to a count, and both cost.
        return int(rows.order_by()[: self.bound + 1].count())

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.bound)

    @property
    def is_bounded(self) -> bool:
        """Whether there are more rows than `count` says."""
        return self._counted > self.bound


class ShortPaginator(BoundedPaginator):
    """For the choices of an autocomplete: nobody scrolls through more than these."""

    bound = 200
