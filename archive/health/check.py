"""What a check is: a condition on the rows of one model that no sound archive fulfils."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q


@dataclass(frozen=True)
class Check:
    """One question about one kind of rows.

    `condition` holds of the rows that want mending. `still` is what of it a list asks again of the
    rows that were found, so that what has been mended leaves it: all of it, unless that is costly.
    """

    code: str
    group: str
    title: str
    advice: str
    model: type[Model]
    condition: Callable[[], Q]
    still: Callable[[], Q] | None = None

    @property
    def kind(self) -> str:
        """The name of the rows, as “incidents”."""
        return str(self.model._meta.verbose_name_plural)

    def rows(self) -> Any:
        """Return the keys of the rows that want mending, in no order."""
        found = self.model._default_manager.filter(self.condition()).order_by()
        return found.values_list("pk", flat=True)

    def again(self) -> Q:
        """Return what a row that was found must still fulfil."""
        return (self.still or self.condition)()
