"""Whole lists as files: the same filters and order, every record, streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, NamedTuple

from django.http import StreamingHttpResponse
from django.utils.module_loading import import_string
from rest_framework.decorators import action
from rest_framework.request import Request

from api import pagination, sparse
from api.export.csv_files import csv_file
from api.export.flat import TablePlan, compile_table
from api.export.formats import RAW, SPREADSHEET, Export, geojson, ndjson
from api.export.geo import Points
from api.export.records import Stream, key_batches
from api.export.tables import Table
from api.kinds import Boolean, Choice
from api.problems import Fault, UnacceptableRequestError
from api.reader.compile import compile_plan
from api.reader.keys import Question
from api.reader.plan import RowPlan
from api.serializers.base import RecordSerializer
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

# What only some formats have.
_ONLY_FOR = {
    "profile": (CSV,),
    "imprecise": (GEOJSON,),
    "fields": (CSV, NDJSON, PARQUET),
    "omit": (CSV, NDJSON, PARQUET),
    "expand": (NDJSON,),
}
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

    def get_serializer_class(self) -> type[RecordSerializer]:
        return self.serializer_class if self.action == "export" else super().get_serializer_class()

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
        return {**own, **filters, "ordering": paging["ordering"], **self._shaping()}

    def _shaping(self) -> dict[str, Parameter]:
        """Return the parameters that say what is shown: those of the list."""
        shown = self.serializer_class
        every = sparse.parameters(shown.shown(), shown.expandable(), shown.widenable)
        every[
            "fields"
        ].help_text = (
            "Only these fields, separated by commas. A table has the columns that they fill."
        )
        return every

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
            as_table = name in (CSV, PARQUET)
            made = Export(
                rows,
                key_batches(walk),
                objects=None if as_table else self._objects(name),
                table=self._columns() if as_table else None,
                profile=one(self.given, "profile", SPREADSHEET),
                points=self._points(),
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
            Fault(
                each,
                "contradicts",
                f"{each}: it goes with format={', '.join(formats)}, not {name}.",
            )
            for each, formats in _ONLY_FOR.items()
            if each in self.given and name not in formats
        ]
        if faults:
            raise UnacceptableRequestError(faults)

    def _points(self) -> Points | None:
        if self.points is None:
            return None
        return self.points(imprecise=one(self.given, "imprecise", False))

    def _shown_alone(self) -> tuple[str, ...]:
        """Return the fields that are shown unless asked otherwise: of articles their text too."""
        return (*self.serializer_class.shown(), *self.table.expand)

    def _asked(self) -> Selection:
        """Return what the request wants to be shown."""
        shown = self.serializer_class
        return sparse.select(self.given, self._shown_alone(), shown.expandable(), shown.widenable)

    def _reader(self) -> dict[str, Any]:
        return {
            "staff": reads_all(self.request.user),
            "site": self.request.build_absolute_uri("/"),
        }

    def _objects(self, name: str) -> RowPlan:
        """Return the plan that reads records as objects."""
        selection = self._asked()
        if name == GEOJSON:
            selection = Selection(selection.fields, frozenset(self.table.wide))
        return compile_plan(
            self.serializer_class, selection, **self._reader(), as_json=name == NDJSON
        )

    def _columns(self) -> TablePlan:
        """Return the plan that reads the columns that the request wants to be shown."""
        table = self.table
        if "fields" in self.given or "omit" in self.given:
            table = table.narrowed(self._asked().fields)
        if not table.columns:
            detail = "fields: no column of the table is filled by what is left."
            raise UnacceptableRequestError([Fault("fields", "nothing_left", detail)])
        return compile_table(self.serializer_class, table, **self._reader())
