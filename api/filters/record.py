"""The filters that every resource shares: identity, review, origin, time of change."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from api.filters.base import Filter, Prepared, StrictFilterSet, Ways
from api.kinds import Instant, Term
from api.problems import Fault, NotPermittedError
from api.strict import Given, values_of
from archive.querysets import published, reads_all
from archive.vocabularies import ORIGIN, REVIEW_STATUS

PUBLISHED = "published"


class RecordFilterSet(StrictFilterSet):
    """Filters of any record. Lists hold published records unless `review_status` asks otherwise."""

    review_status = Filter(
        Term(REVIEW_STATUS),
        "Where the record stands in review. Anything but `published` takes a token of a coder, a "
        "reviewer or an admin.",
        example=PUBLISHED,
        default=PUBLISHED,
    )
    origin = Filter(Term(ORIGIN), "Who coded the record first.", example="human")
    created_after = Filter(
        Instant(),
        "Only records made at this instant or later.",
        example="2024-08-05T00:00:00Z",
        column="created_at",
        lookup="gte",
    )
    updated_after = Filter(
        Instant(),
        "Only records changed at this instant or later: what is new since the last visit.",
        example="2024-08-05T00:00:00Z",
        column="updated_at",
        lookup="gte",
    )
    updated_before = Filter(
        Instant(),
        "Only records last changed before this instant.",
        example="2024-08-06T00:00:00Z",
        column="updated_at",
        lookup="lt",
    )

    @classmethod
    def check(cls, given: Given, user: Any) -> None:
        asked = values_of(given.get("review_status", ()))
        hidden = sorted({status for status in asked if status != PUBLISHED})
        if hidden and not reads_all(user):
            detail = (
                f"review_status: records that are {' or '.join(hidden)} can be read only with a "
                "token of a coder, a reviewer or an admin."
            )
            raise NotPermittedError([Fault("review_status", "role_needed", detail, [PUBLISHED])])
        super().check(given, user)

    @classmethod
    def apply(
        cls, queryset: QuerySet[Any], prepared: Prepared, user: Any, ways: Ways | None = None
    ) -> QuerySet[Any]:
        if "review_status" in prepared.values and reads_all(user):
            # A merged record is its survivor now; it is listed nowhere, whoever asks.
            queryset = queryset.filter(merged_into__isnull=True)
        else:
            queryset = queryset.filter(published())
        return super().apply(queryset, prepared, user, ways)
