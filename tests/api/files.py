"""What tests ask of exports: the file, read back by the programs that people read it with."""

from __future__ import annotations

import io
import json
import struct
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
from pyogrio.raw import read as read_by_gdal
from rest_framework.test import APIClient

from tests.api.answers import ROOT, body

# Many-valued query parameters are given as lists.
Query = dict[str, Any]


def exported(api: APIClient, resource: str, file_format: str, **query: Any) -> bytes:
    """Return the bytes of an export."""
    response = api.get(f"{ROOT}/{resource}/export/", {"format": file_format, **query})
    assert response.status_code == 200, response.content
    content: bytes = response.getvalue()
    return content


def lines(content: bytes) -> list[dict[str, Any]]:
    """Return the lines of NDJSON."""
    return [json.loads(line) for line in content.splitlines()]


def by_pandas(content: bytes) -> list[dict[str, Any]]:
    """Return the rows of a raw CSV; an empty cell is null, lists are read as JSON."""
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    rows: list[dict[str, Any]] = frame.to_dict("records")
    return rows


def by_pyarrow(content: bytes) -> list[dict[str, Any]]:
    """Return the rows of a Parquet file."""
    rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(content)).to_pylist()
    return rows


def by_duckdb(content: bytes, folder: Path) -> list[dict[str, Any]]:
    """Return the rows of a Parquet file."""
    file = folder / "export.parquet"
    file.write_bytes(content)
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(file)])
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def by_gdal(content: bytes, folder: Path) -> list[dict[str, Any]]:
    """Return the properties of each point of GeoJSON, with `lon` and `lat`; days stay text."""
    file = folder / "export.geojson"
    file.write_bytes(content)
    told, _, geometries, columns = read_by_gdal(file, datetime_as_string=True)
    assert (told["geometry_type"], told["crs"]) == ("Point", "EPSG:4326")
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        # Well-known binary: the order of bytes, the kind of geometry (1: a point), x and y.
        dict(zip(("lon", "lat"), struct.unpack("<xIdd", point)[1:], strict=True))
        | dict(zip(told["fields"], row, strict=True))
        for point, row in zip(geometries, rows, strict=True)
    ]


def listed_in_full(api: APIClient, resource: str, **query: Any) -> list[dict[str, Any]]:
    """Return the records of a list as the API shows them."""
    found: list[dict[str, Any]] = body(api.get(f"{ROOT}/{resource}/", {"limit": 500, **query}))[
        "results"
    ]
    return found
