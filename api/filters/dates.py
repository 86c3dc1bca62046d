"""Filters by when something happened: two days, and how strictly they are meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db.models import QuerySet

from api.filters.base import Filter, Group, Occurrences, Way
from api.filters.record import RecordFilterSet
from api.kinds import Choice, Day, Term
from api.problems import Fault, UnacceptableRequestError
from api.strict import Given, one
from archive.models.dated import NARROW_DAYS
from archive.querysets.dated import Bound, begun_before, contained, near, overlapping, unbegun
from archive.vocabularies import DATE_BASIS, DATE_SEMANTICS

POSSIBLE, CERTAIN = "possible", "certain"
DATE = "date"  # the group of what is asked about days


class DateRange(Group):
    """`date_after`, `date_before` and `date_match`: one question about one range of days."""

    def narrow(
        self,
        queryset: QuerySet[Any],
        given: Occurrences,
        filters: Mapping[str, Filter],
        user: Any,
        ways: tuple[Way, ...] | None,
    ) -> QuerySet[Any]:
        after, before = (bound(given, name) for name in ("date_after", "date_before"))
        (way,) = ways or (None,)
        if is_certain(given):
            return queryset.filter(contained(after, before))
        return queryset.filter(_PARTS[way](after, before))


_PARTS = {None: overlapping, Way.UNBEGUN: unbegun, Way.NEAR: near, Way.BEFORE: begun_before}


def is_certain(given: Occurrences) -> bool:
    """Whether the whole range must lie within the days asked for."""
    return "date_match" in given and given["date_match"][0][0] == CERTAIN


def bound(given: Occurrences, name: str) -> Bound | None:
    """Return one bound as it was given, or None."""
    return given[name][0] if name in given else None


class DateBound(Filter):
    """A day, with the furthest day to sort by that a narrow range touching it can have."""

    def __init__(self, help_text: str, *, example: str, slack: int) -> None:
        super().__init__(Day(), help_text, example=example, group="date")
        self.slack = timedelta(days=slack)

    def prepare(self, values: tuple[date], user: Any) -> Bound:
        (day,) = values
        return day, max(day, date.min + self.slack) - self.slack


def _refused(name: str, code: str, detail: str) -> UnacceptableRequestError:
    return UnacceptableRequestError([Fault(name, code, f"{name}: {detail}")])


class DatedFilterSet(RecordFilterSet):
    """Filters of what has a date."""

    groups: ClassVar[Mapping[str, Group]] = {
        "date": DateRange("These parameters ask one question about the range of possible days.")
    }

    date_after = DateBound(
        "On this day or later. What has no known date matches no date at all.",
        example="2024-08-01",
        slack=NARROW_DAYS,
    )
    date_before = DateBound("On this day or earlier.", example="2024-08-31", slack=0)
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

    @classmethod
    def check(cls, given: Given, user: Any) -> None:
        super().check(given, user)
        after, before = one(given, "date_after"), one(given, "date_before")
        if "date_match" in given and after is None and before is None:
            raise _refused(
                "date_match",
                "needs_bound",
                "it says how days match: give date_after or date_before.",
            )
        if after is not None and before is not None and after > before:
            raise _refused(
                "date_after", "contradicts", f"{after} lies after date_before, {before}."
            )
