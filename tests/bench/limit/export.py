"""All incidents of a type as one stream: lines of JSON, or CSV with lists as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import orjson

from tests.bench.limit.lists import HAPPENED
from tests.bench.limit.shapes import (
    IDS,
    INCIDENT,
    edtf,
    instant,
    listed,
    measures_of,
    participants_of,
)
from tests.bench.limit.store import Row, Store

_BATCH = 1000
_ALL = (
    f"SELECT {INCIDENT} FROM archive_incident i WHERE i.event_type = ? AND i.is_public = 1 "
    f"AND {HAPPENED} ORDER BY i.sort_date DESC, i.id DESC"
)
_PLACES = f"""
SELECT p.incident_id, CASE WHEN l.is_public = 1 THEN l.uid END, l.name, p.text, p.role, l.country,
p.geo_precision, l.lat, l.lon
FROM archive_incidentplace p LEFT JOIN archive_place l ON l.id = p.place_id
WHERE p.incident_id {IDS} AND (p.text IS NOT NULL OR l.is_public = 1)
ORDER BY p.incident_id, p.position"""
_OWN = (
    "uid url title summary kind event_type event_mode contexts modality date_text date_earliest "
    "date_latest date_semantics date_basis date_edtf cameo_code acled_event_type "
    "acled_sub_event_type ucdp_violence_type"
).split()
_LISTS = (
    "participant_uids participant_names participant_roles participant_sides participant_statuses "
    "place_uids place_names place_texts place_roles place_countries geo_precisions place_lats "
    "place_lons measures measure_items measure_group_uids measure_groups measure_statuses "
    "measure_qualifiers measure_minimums measure_bests measure_maximums"
).split()
_REVIEW = ["review_status", "origin", "created_at", "updated_at"]
# Where the values of each list stand in the rows of the parts.
_OF_PARTICIPANT = (3, 4, 6, 7, 8)
_OF_PLACE = range(1, 9)
_OF_MEASURE = (3, 4, 5, 8, 14, 12, 9, 10, 11)


def export(store: Store, base: str, query: dict[str, str]) -> Iterator[bytes]:
    """Yield a file of all incidents of a type."""
    write = _csv if query["format"] == "csv" else _ndjson
    return write(store, base, store.all_of(_ALL, (query["event_type"],)))


def _ndjson(store: Store, base: str, walk: Any) -> Iterator[bytes]:
    written = 0
    while rows := walk.fetchmany(_BATCH):
        written += len(rows)
        yield b"\n".join([*map(orjson.dumps, listed(store, base, rows)), b""])
    yield orjson.dumps({"_complete": True, "rows": written}) + b"\n"


def _csv(store: Store, base: str, walk: Any) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([*_OWN, *_LISTS, *_REVIEW])
    while rows := walk.fetchmany(_BATCH):
        keys = [row[0] for row in rows]
        participants = participants_of(store, keys)
        places = store.by_owner(_PLACES, keys)
        measures = measures_of(store, keys)
        writer.writerows(
            (
                row[1],
                f"{base}incidents/{row[1]}/",
                *row[2:7],
                row[7].replace('", "', '","'),
                *row[8:14],
                edtf(row[12], row[10], row[11]),
                *row[15:19],
                *_columns(participants.get(row[0], []), _OF_PARTICIPANT),
                *_columns(places.get(row[0], []), _OF_PLACE),
                *_columns(measures.get(row[0], []), _OF_MEASURE),
                row[19],
                row[20],
                instant(row[21]),
                instant(row[22]),
            )
            for row in rows
        )
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def _columns(rows: list[Row], places: Any) -> list[str]:
    return [orjson.dumps([row[place] for row in rows]).decode() for place in places]
