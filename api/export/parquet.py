"""Parquet: typed columns in which null is not 0, written group of rows by group of rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from api.export.formats import Export
from api.export.tables import Column, Type

ROW_GROUP = 10_000

_TYPES = {
    Type.TEXT: pa.string(),
    Type.DAY: pa.date32(),
    Type.INSTANT: pa.timestamp("us", tz="UTC"),
    Type.INTEGER: pa.int64(),
    Type.NUMBER: pa.float64(),
    Type.FLAG: pa.bool_(),
}


class _Sink:
    """A file that is taken away as it is written."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._position = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self._position += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._position

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        self.closed = True

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def schema(columns: tuple[Column, ...]) -> pa.Schema:
    """Return the schema of a file with these columns."""
    return pa.schema([(column.name, _type(column)) for column in columns])


def parquet(export: Export) -> Iterator[bytes]:
    """Yield the file; its footer, without which nothing reads it, comes last."""
    columns = export.columns
    cells: list[list[Any]] = [[] for _ in columns]
    declared = schema(columns)
    sink = _Sink()
    with pq.ParquetWriter(sink, declared, compression="zstd") as writer:
        for batch in export.batches():
            read = batch.columns()
            for column, values in zip(columns, cells, strict=True):
                values.extend(read[column.name])
            if len(cells[0]) >= ROW_GROUP:
                writer.write_table(_table(columns, cells, declared))
                cells = [[] for _ in columns]
                yield sink.take()
        if cells[0]:
            writer.write_table(_table(columns, cells, declared))
    yield sink.take()


def _table(columns: tuple[Column, ...], cells: list[list[Any]], declared: pa.Schema) -> pa.Table:
    arrays = [_array(column, values) for column, values in zip(columns, cells, strict=True)]
    return pa.Table.from_arrays(arrays, schema=declared)


def _type(column: Column) -> pa.DataType:
    return pa.list_(_TYPES[column.type]) if column.is_list else _TYPES[column.type]


def _array(column: Column, values: list[Any]) -> pa.Array:
    if column.type in (Type.DAY, Type.INSTANT):  # JSON has them as text
        return pc.cast(pa.array(values, pa.string()), _TYPES[column.type])
    return pa.array(values, _type(column))
