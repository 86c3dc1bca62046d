"""Whole lists as files: the same filters and order, every record, streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, NamedTuple

from django.http import StreamingHttpResponse
from django.utils.module_loading import import_string
from rest_framework.decorators import action
from rest_framework.request import Request

from api import pagination
from api.export.formats import RAW, SPREADSHEET, Export, csv_file, geojson, ndjson
from api.export.geo import Points
from api.export.records import Stream, batches
from api.export.tables import Table
from api.kinds import Boolean, Choice
from api.problems import Fault, UnacceptableRequestError
from api.reader.compile import compile_plan
from api.reader.keys import Question
from api.reader.plan import RowPlan
from api.sparse import Selection
from api.strict import Parameter, one
from api.viewsets.history import HistoryViewSet
from archive.querysets import reads_all
from archive.snapshot import Snapshot

CSV, NDJSON, GEOJSON, PARQUET = "csv", "ndjson", "geojson", "parquet"


def _parquet(export: Export) -> Iterator[bytes]:
    # The library is large: only a process that writes such a file loads it.
    write: Callable[[Export], Iterator[bytes]] = import_string("api.export.parquet.parquet")
    return write(export)


class Format(NamedTuple):
    """A format of files."""

    media_type: str
    write: Callable[[Export], Iterator[bytes]]
    description: str


FORMATS = {
    CSV: Format("text/csv", csv_file, "A header, and a row for each record."),
    NDJSON: Format(
        "application/x-ndjson",
        ndjson,
        "A line of JSON for each record, as the list shows it; the last line is "
        '`{"_complete":true,"rows":…}`.',
    ),
    GEOJSON: Format(
        "application/geo+json",
        geojson,
        "A collection of points (RFC 7946); `rows`, `left_out` and `complete` come last.",
    ),
    PARQUET: Format(
        "application/vnd.apache.parquet", _parquet, "A row for each record, typed columns."
    ),
}

# What only one format has.
_ONLY_FOR = {"profile": CSV, "imprecise": GEOJSON}
_OWN = {"format", *_ONLY_FOR}


class ExportViewSet(HistoryViewSet):
    """Records that can be had all at once; `points` are theirs on a map, where they have any."""

    table: ClassVar[Table]
    points: ClassVar[type[Points] | None] = None

    @classmethod
    def formats(cls) -> dict[str, Format]:
        """Return the formats of this resource by name."""
        return {name: each for name, each in FORMATS.items() if name != GEOJSON or cls.points}

    @classmethod
    def media_types(cls) -> dict[str, str]:
        """Return what a file of each media type holds."""
        return {each.media_type: each.description for each in cls.formats().values()}

    def parameters(self) -> dict[str, Parameter]:
        if self.action != "export":
            return super().parameters()
        filters = self.filterset_class.parameters()
        paging = pagination.parameters(
            self.orderings, self.default_ordering, searched=pagination.SEARCH in filters
        )
        own = {
            "format": Parameter(
                Choice(*self.formats()),
                "What to write; `Accept` does not decide it.",
                example=CSV,
                required=True,
            ),
            "profile": Parameter(
                Choice(SPREADSHEET, RAW),
                "How CSV is written. `spreadsheet`: text that a spreadsheet would run as a formula "
                "begins with an apostrophe, lists are separated by `; `. `raw`, for machines: text "
                "as it is, lists as JSON.",
                example=RAW,
                default=SPREADSHEET,
            ),
        }
        if self.points is not None:
            own["imprecise"] = Parameter(
                Boolean(),
                "Whether GeoJSON shows what is known too vaguely for a point too, as the middle of "
                "a country; not unless asked.",
                example="true",
            )
        return {**own, **filters, "ordering": paging["ordering"]}

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        # `format` decides.
        return super().perform_content_negotiation(request, force or self.action == "export")

    @action(detail=False)
    def export(self, request: Request) -> StreamingHttpResponse:
        """Answer with every record of the list in one file."""
        name = one(self.given, "format")
        self._check(name)
        filters = self.filterset_class.parameters()
        asked = {each: self.given[each] for each in self.given if each in filters}
        ordered = {each: self.given[each] for each in self.given if each not in _OWN}
        snapshot = Snapshot()
        try:
            question = Question(self.model, self.filterset_class, asked, request.user)
            walk = pagination.walk_of(question, ordered, self.orderings, self.default_ordering)
            rows = question.count(None)
            made = Export(
                rows,
                batches(walk, self._export_plan()),
                self.table,
                one(self.given, "profile", SPREADSHEET),
                self._points(),
            )
        except BaseException:
            snapshot.close()
            raise
        written = self.formats()[name]
        return StreamingHttpResponse(
            Stream(snapshot, lambda: written.write(made)),
            content_type=written.media_type + ("; charset=utf-8" if name == CSV else ""),
            headers={
                "Export-Rows": str(rows),
                "Content-Disposition": f'attachment; filename="{self.basename}-{rows}-rows.{name}"',
            },
        )

    def _check(self, name: str) -> None:
        """Refuse parameters that mean nothing in this format."""
        faults = [
            Fault(each, "contradicts", f"{each}: it goes with format={only}, not {name}.")
            for each, only in _ONLY_FOR.items()
            if each in self.given and name != only
        ]
        if faults:
            raise UnacceptableRequestError(faults)

    def _points(self) -> Points | None:
        if self.points is None:
            return None
        return self.points(imprecise=one(self.given, "imprecise", False))

    def _export_plan(self) -> RowPlan:
        """Return the plan that reads what the table shows."""
        shown = frozenset((*self.serializer_class.shown(), *self.table.expand))
        selection = Selection(shown, frozenset(self.table.wide))
        site = self.request.build_absolute_uri("/")
        staff = reads_all(self.request.user)
        return compile_plan(self.serializer_class, selection, staff=staff, site=site)
