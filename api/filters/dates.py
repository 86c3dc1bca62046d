"""Filters by when something happened: two days, and how strictly they are meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet

from api.filters.base import Filter, Group, Occurrences
from api.filters.record import RecordFilterSet
from api.kinds import Choice, Day, Term
from api.problems import Fault, UnacceptableRequestError
from archive.querysets.dated import contained, overlapping
from archive.vocabularies import DATE_BASIS, DATE_SEMANTICS

POSSIBLE, CERTAIN = "possible", "certain"


class DateRange(Group):
    """`date_after`, `date_before` and `date_match`: one question about one range of days."""

    def narrow(
        self,
        queryset: QuerySet[Any],
        given: Occurrences,
        filters: Mapping[str, Filter],
        user: Any,
    ) -> QuerySet[Any]:
        def value(name: str, default: Any = None) -> Any:
            return given[name][0][0] if name in given else default

        after: date | None = value("date_after")
        before: date | None = value("date_before")
        if after is None and before is None:
            raise _refused(
                "date_match",
                "needs_bound",
                "it says how days match: give date_after or date_before.",
            )
        if after is not None and before is not None and after > before:
            raise _refused(
                "date_after", "contradicts", f"{after} lies after date_before, {before}."
            )
        match = contained if value("date_match", POSSIBLE) == CERTAIN else overlapping
        return queryset.filter(match(after, before))


def _refused(name: str, code: str, detail: str) -> UnacceptableRequestError:
    return UnacceptableRequestError([Fault(name, code, f"{name}: {detail}")])


class DatedFilterSet(RecordFilterSet):
    """Filters of what has a date."""

    groups: ClassVar[Mapping[str, Group]] = {
        "date": DateRange("These parameters ask one question about the range of possible days.")
    }

    date_after = Filter(
        Day(),
        "On this day or later. What has no known date matches no date at all.",
        example="2024-08-01",
        group="date",
    )
    date_before = Filter(Day(), "On this day or earlier.", example="2024-08-31", group="date")
    date_match = Filter(
        Choice(POSSIBLE, CERTAIN),
        "`possible`: the range of possible days touches the days asked for. `certain`: all of it "
        "lies within them; a range whose end is not known never does on that side.",
        example=CERTAIN,
        group="date",
        default=POSSIBLE,
    )
    date_semantics = Filter(
        Term(DATE_SEMANTICS),
        "What the range of possible days means; `unknown` finds what has no known date.",
        example="exact_day,one_day_within",
    )
    date_basis = Filter(Term(DATE_BASIS), "Where the date comes from.", example="explicit")
