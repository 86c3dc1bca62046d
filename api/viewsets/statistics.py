"""What lists can be asked besides their records: how many there are of each kind, and when."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from rest_framework.decorators import action
from rest_framework.request import Request

from api.kinds import Choice, Term
from api.serializers.statistics import Facets, IncidentTimeline, Timeline, Totals
from api.statistics.budget import counting
from api.statistics.facets import counts_of
from api.statistics.kept import kept
from api.statistics.record_set import RecordSet
from api.statistics.timeline import MAX_BUCKETS, Apart, timeline
from api.statistics.totals import totals
from api.strict import Given, Parameter, one, values_of
from api.unchanged import unless_unchanged
from api.viewsets.export import ExportViewSet
from archive.timeline import INTERVALS, MONTH
from archive.vocabularies import INCIDENT_KIND, MEASURE_KIND

AGGREGATE = "aggregate"
_APART = Apart("kind", AGGREGATE)
_SINGLE = tuple(code for code in INCIDENT_KIND.codes if code != AGGREGATE)


class FacetedViewSet(ExportViewSet):
    """Records that can be counted by the terms of some of their filters.

    `faceted` names those filters; `hiding` those of them that hide records when not given.
    """

    faceted: ClassVar[tuple[str, ...]]
    hiding: ClassVar[Collection[str]] = ()
    summaries: ClassVar[Mapping[str, str]] = {}

    def get_serializer_class(self) -> Any:
        return Facets if self.action == "facets" else super().get_serializer_class()

    def parameters(self) -> dict[str, Parameter]:
        if self.action != "facets":
            return super().parameters()
        by = Parameter(
            Choice(*self.faceted),
            "What to count by, separated by commas. A facet is counted as if its own parameter "
            "were not given, and each count is that of the list with the term as the parameter.",
            example=",".join(self.faceted[:2]),
            many=True,
            required=True,
        )
        return {"by": by, **self.filterset_class.parameters()}

    @action(detail=False)
    def facets(self, request: Request) -> HttpResponseBase:
        """Answer with how many records have each term."""
        return self.kept(self.by_facet)

    def by_facet(self) -> dict[str, Any]:
        """Return how many records have each term."""
        records = self.records("by")
        with counting("by"):
            return {"facets": counts_of(records, values_of(self.given["by"]), self.hiding)}

    def kept(self, count: Callable[[], Any]) -> HttpResponseBase:
        """Return the answer that `count` makes, or made while the archive was as it is now."""
        name = (type(self), self.action, *self.kwargs.values())
        return unless_unchanged(
            self.request, lambda entry: kept(name, self.given, self.request, entry, count)
        )

    def records(self, *others: str, **filters: Any) -> RecordSet:
        """Return the records that the request's filters leave; `others` are no filters.

        `filters` are filters of the view's own, where the request does not give them.
        """
        given: Given = {name: self.given[name] for name in self.given if name not in others}
        return RecordSet(self.model, self.filterset_class, {**filters, **given}, self.request.user)


class DatedViewSet(FacetedViewSet):
    """Records that can be counted in time."""

    timeline_class: type[Timeline] = Timeline

    def get_serializer_class(self) -> Any:
        return self.timeline_class if self.action == "timeline" else super().get_serializer_class()

    def parameters(self) -> dict[str, Parameter]:
        if self.action != "timeline":
            return super().parameters()
        interval = Parameter(
            Choice(*INTERVALS),
            f"What a bucket is; weeks begin on Monday. At most {MAX_BUCKETS} buckets go: more are "
            "refused, never cut.",
            example=MONTH,
            default=MONTH,
        )
        by = Parameter(
            Choice(*self.faceted), "What to divide each bucket by.", example=self.faceted[0]
        )
        return {"interval": interval, "by": by, **self.filterset_class.parameters()}

    @action(detail=False)
    def timeline(self, request: Request) -> HttpResponseBase:
        """Answer with how many records lie in each bucket."""
        return self.kept(self.in_time)

    def in_time(self) -> dict[str, Any]:
        """Return the timeline of the records."""
        return self.counted_in_time(None)[0]

    def counted_in_time(self, apart: Apart | None) -> tuple[dict[str, Any], int]:
        """Return the timeline of the records, and how many were kept apart."""
        records = self.records("interval", "by")
        interval, by = one(self.given, "interval", MONTH), one(self.given, "by")
        with counting("interval"):
            return timeline(records, interval, by, apart)


class EventViewSet(DatedViewSet):
    """Incidents, where those that stand for several events are counted only on request."""

    timeline_class = IncidentTimeline

    def get_serializer_class(self) -> Any:
        return Totals if self.action == "totals" else super().get_serializer_class()

    def parameters(self) -> dict[str, Parameter]:
        if self.action != "totals":
            return super().parameters()
        measure = Parameter(
            Term(MEASURE_KIND),
            "What to add up, separated by commas. It leaves no incident out.",
            example="killed,injured",
            many=True,
            required=True,
        )
        filters = self.filterset_class.parameters()
        others = {name: each for name, each in filters.items() if each.group != "measure"}
        return {"measure": measure, **others}

    @action(detail=False)
    def totals(self, request: Request) -> HttpResponseBase:
        """Answer with the totals of measures."""
        return self.kept(self.summed)

    def summed(self) -> dict[str, Any]:
        """Return the totals of measures."""
        records = self.records("measure", kind=[_SINGLE])
        given = "kind" in self.given
        with counting("measure"):
            summed = totals(records, values_of(self.given["measure"]))
            left_out = 0 if given else self.records("measure", kind=[(AGGREGATE,)]).size()
        return {**summed, "aggregates": self.aggregates(left_out)}

    def in_time(self) -> dict[str, Any]:
        told, left_out = self.counted_in_time(None if "kind" in self.given else _APART)
        return {**told, "aggregates": self.aggregates(left_out)}

    def aggregates(self, left_out: int) -> dict[str, Any]:
        """Return what became of the incidents that stand for several events."""
        included = AGGREGATE in values_of(self.given.get("kind", ()))
        return {"included": included, "left_out": left_out}
