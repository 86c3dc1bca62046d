"""Files of text: CSV for spreadsheets and for machines, JSON line by line, and maps."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from api.export.geo import Points
from api.export.records import Batches
from api.export.tables import Table, Type
from api.renderers import JSONRenderer

SPREADSHEET, RAW = "spreadsheet", "raw"

# A cell that begins so is run as a formula by spreadsheets, wherever it came from.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"  # without it, Excel takes UTF-8 for something else

_to_json = JSONRenderer().render

Cell = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Export:
    """What is written: how many records there are, and how each is shown."""

    rows: int
    batches: Batches
    table: Table
    profile: str = SPREADSHEET
    points: Points | None = None


def plain(batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return records as a client reads them from JSON, the same from every database."""
    found: list[dict[str, Any]] = orjson.loads(_to_json(batch))
    return found


def ndjson(export: Export) -> Iterator[bytes]:
    """Yield a record a line, as the list shows it; the last line says that the file is whole."""
    written = 0
    for batch in export.batches:
        written += len(batch)
        yield b"".join(_to_json(record) + b"\n" for record in batch)
    yield _to_json({"_complete": True, "rows": written}) + b"\n"


def csv_file(export: Export) -> Iterator[bytes]:
    """Yield a header and a record a row."""
    safe = export.profile == SPREADSHEET
    columns = export.table.columns
    gets = [column.getter() for column in columns]
    cells = [_cell(column.type, is_list=column.is_list, safe=safe) for column in columns]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(_BOM if safe else "")
    writer.writerow([column.name for column in columns])
    for batch in export.batches:
        writer.writerows(
            [cell(get(record)) for cell, get in zip(cells, gets, strict=True)]
            for record in plain(batch)
        )
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def geojson(export: Export) -> Iterator[bytes]:
    """Yield a collection of points; its last members say what was left out and that it is whole."""
    points = export.points
    if points is None:
        raise TypeError("This resource has no points.")
    yield b'{"type":"FeatureCollection","features":[\n'
    between = b""
    for batch in export.batches:
        for record in plain(batch):
            for feature in points.of(record):
                yield between + _to_json(feature)
                between = b",\n"
    last = _to_json({"rows": points.rows, "left_out": points.left_out, "complete": True})
    yield b"\n]," + last[1:] + b"\n"


def _cell(kind: Type, *, is_list: bool, safe: bool) -> Cell:
    """Return the function that makes a value fit for a cell; null is an empty one."""
    if is_list:
        return _joined if safe else _listed
    if kind is Type.FLAG:
        return _flag
    return _defused if safe and kind is Type.TEXT else _same


def _same(value: Any) -> Any:
    return value


def _flag(value: bool | None) -> str | None:
    return None if value is None else str(value).lower()


def _defused(value: str | None) -> str | None:
    return f"'{value}" if value and value.startswith(_FORMULA) else value


def _joined(values: list[Any]) -> str | None:
    return _defused("; ".join("" if value is None else str(value) for value in values))


def _listed(values: list[Any]) -> str:
    return orjson.dumps(values).decode()
