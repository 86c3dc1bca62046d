"""Filters by what was counted: how many were killed, injured, displaced at least or at most."""

from __future__ import annotations

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from api.filters.base import Condition, Filter, RelatedRow, StrictFilterSet
from api.kinds import Integer, Term
from archive.models import Measure
from archive.vocabularies import CLAIM_STATUS, MEASURE_KIND

# The kinds of measures that count people: each has parameters of its own.
OF_PEOPLE = ("killed", "injured", "missing", "captured", "arrested", "displaced")


class AtLeast(Filter):
    """Counts whose minimum, or else whose best figure, is this or more."""

    blind = True

    def condition(self, prepared: tuple[int]) -> Condition:
        return GreaterThanOrEqual(Coalesce("minimum", "best"), prepared[0])


class AtMost(Filter):
    """Counts whose maximum, or else whose best figure, is this or less."""

    blind = True

    def condition(self, prepared: tuple[int]) -> Condition:
        return LessThanOrEqual(Coalesce("maximum", "best"), prepared[0])


def _bounds(name: str, what: str, group: str) -> dict[str, Filter]:
    return {
        f"{name}_min": AtLeast(
            Integer(),
            f"A report of {what} with at least so many: its minimum, or else its best figure. What "
            "was not counted never matches, not even 0.",
            example="3",
            group=group,
        ),
        f"{name}_max": AtMost(
            Integer(),
            f"A report of {what} with at most so many: its maximum, or else its best figure. “At "
            "least 3” alone has no maximum and never matches.",
            example="100",
            group=group,
        ),
    }


def _same_report(what: str) -> str:
    return f"These parameters speak of one and the same report of {what}."


_PEOPLE_FILTERS = {
    name: filter_
    for kind in OF_PEOPLE
    for name, filter_ in _bounds(kind, f"people {kind}", kind).items()
}

_PEOPLE_GROUPS = {
    kind: RelatedRow(Measure, "incident", _same_report(f"people {kind}"), fixed=Q(measure=kind))
    for kind in OF_PEOPLE
}

_ANY_FILTERS = {
    "measure": Filter(
        Term(MEASURE_KIND),
        "Incidents with a report that counts, or tries to count, this.",
        example="attacks,targets_hit",
        repeatable=True,
        group="measure",
    ),
    "measure_status": Filter(
        Term(CLAIM_STATUS),
        "Incidents with a report of this standing.",
        example="stated",
        column="status",
        group="measure",
        leads=True,
    ),
    **_bounds("measure", "what `measure` names", "measure"),
}

_ANY_GROUP = {"measure": RelatedRow(Measure, "incident", _same_report("something counted"))}


class MeasureFilterSet(StrictFilterSet):
    """Filters by the counts of an incident."""

    groups = _PEOPLE_GROUPS | _ANY_GROUP
    vars().update(_PEOPLE_FILTERS | _ANY_FILTERS)
