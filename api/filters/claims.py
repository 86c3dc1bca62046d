"""Filters by who asserts a claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet

from api.filters.base import Filter, Occurrences, RelatedRow, Way, row_by_row
from api.filters.relations import UidFilter
from api.kinds import Uid
from archive.models import Actor, Statement

ASSERTED_BY = "asserted_by"


class AssertedByFilter(UidFilter):
    """Claims asserted by a statement, or by any statement of an actor."""

    def __init__(self, help_text: str, *, example: str, group: str) -> None:
        super().__init__(
            Uid(Actor, Statement),
            help_text,
            example=example,
            column=ASSERTED_BY,
            repeatable=True,
            group=group,
        )

    def prepare(self, values: tuple[str, ...], user: Any) -> Any:
        keys = self.keys_by_kind(values, user)
        visible = Statement.objects.visible_to(user)
        asked = visible.filter(pk__in=keys.get(Statement.uid_prefix, []))
        asked |= visible.spoken_by(keys.get(Actor.uid_prefix, []))
        return asked.order_by().values("pk")


class ClaimRow(RelatedRow):
    """A claim of one kind; `asserted_by` on its own speaks of the claims of any kind."""

    def __init__(
        self,
        model: type[Model],
        owner: str,
        help_text: str,
        *,
        others: Mapping[type[Model], str],
    ) -> None:
        super().__init__(model, owner, help_text)
        self.any_claim = [self, *(RelatedRow(other, key, "") for other, key in others.items())]

    def narrow(
        self,
        queryset: QuerySet[Any],
        given: Occurrences,
        filters: Mapping[str, Filter],
        user: Any,
        ways: tuple[Way, ...] | None,
    ) -> QuerySet[Any]:
        if not asks_any_claim(given):
            return super().narrow(queryset, given, filters, user, ways)
        for conditions in row_by_row(given, filters):
            either = Q()
            for claim in self.any_claim:
                either |= Q(pk__in=claim.rows(user, conditions))
            queryset = queryset.filter(either)
        return queryset


def asks_any_claim(given: Occurrences) -> bool:
    """Whether `asserted_by` is asked alone, and so of claims of any kind."""
    return given.keys() == {ASSERTED_BY}
