"""Files of objects: JSON line by line, and maps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson

from api.export.flat import Batch, TablePlan
from api.export.geo import Points
from api.export.records import KeyBatches
from api.export.tables import Column
from api.reader.plan import RowPlan
from api.renderers import JSONRenderer, plain_value

SPREADSHEET, RAW = "spreadsheet", "raw"

_to_json = JSONRenderer().render
_to_line = partial(
    orjson.dumps, default=plain_value, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE
)


@dataclass(frozen=True, slots=True)
class Export:
    """What is written: how many records there are, which, and how each is shown.

    `objects` or `table` is there, as the format needs it.
    """

    rows: int
    keys: KeyBatches
    objects: RowPlan | None = None
    table: TablePlan | None = None
    profile: str = SPREADSHEET
    points: Points | None = None

    def objects_by_batch(self) -> Iterator[list[dict[str, Any]]]:
        """Yield the records as objects, in order; those that are gone are left out."""
        if self.objects is None:
            raise TypeError("This format needs objects.")
        for keys in self.keys:
            found = self.objects.read(keys)
            yield [found[key] for key in keys if key in found]

    def batches(self) -> Iterator[Batch]:
        """Yield the records as columns, batch by batch."""
        if self.table is None:
            raise TypeError("This format needs columns.")
        for keys in self.keys:
            yield self.table.read(keys)

    @property
    def columns(self) -> tuple[Column, ...]:
        return () if self.table is None else self.table.table.columns


def plain(batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return records as a client reads them from JSON, the same from every database."""
    found: list[dict[str, Any]] = orjson.loads(_to_json(batch))
    return found


def ndjson(export: Export) -> Iterator[bytes]:
    """Yield a record a line, as the list shows it; the last line says that the file is whole."""
    written = 0
    for batch in export.objects_by_batch():
        written += len(batch)
        yield b"".join(map(_to_line, batch))
    yield _to_json({"_complete": True, "rows": written}) + b"\n"


def geojson(export: Export) -> Iterator[bytes]:
    """Yield a collection of points; its last members say what was left out and that it is whole."""
    points = export.points
    if points is None:
        raise TypeError("This resource has no points.")
    yield b'{"type":"FeatureCollection","features":[\n'
    between = b""
    for batch in export.objects_by_batch():
        for record in plain(batch):
            for feature in points.of(record):
                yield between + _to_json(feature)
                between = b",\n"
    last = _to_json({"rows": points.rows, "left_out": points.left_out, "complete": True})
    yield b"\n]," + last[1:] + b"\n"
