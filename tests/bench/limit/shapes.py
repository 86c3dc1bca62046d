"""Rows to the objects that the API answers with, column by column."""

from __future__ import annotations

from typing import Any

import orjson

from tests.bench.limit.store import Row, Store

Object = dict[str, Any]

INCIDENT = (
    "i.id, i.uid, i.title, i.summary, i.kind, i.event_type, i.event_mode, i.contexts, i.modality, "
    "i.date_text, i.date_earliest, i.date_latest, i.date_semantics, i.date_basis, i.date_note, "
    "i.cameo_code, i.acled_event_type, i.acled_sub_event_type, i.ucdp_violence_type, "
    "i.review_status, i.origin, i.created_at, i.updated_at, i.sort_date, i.version"
)
IDS = "IN (SELECT value FROM json_each(?))"
_PARTICIPANTS = f"""
SELECT p.incident_id, p.id, p.position, a.uid, a.name, a.kind, p.role, p.side, p.status, p.note
FROM archive_incidentparticipant p JOIN archive_actor a ON a.id = p.actor_id
WHERE p.incident_id {IDS} AND a.is_public = 1 ORDER BY p.incident_id, p.position"""
_PLACES = f"""
SELECT p.incident_id, p.id, p.position, CASE WHEN l.is_public = 1 THEN l.uid END, l.name, l.kind,
p.text, p.role, p.geo_precision
FROM archive_incidentplace p LEFT JOIN archive_place l ON l.id = p.place_id
WHERE p.incident_id {IDS} AND (p.text IS NOT NULL OR l.is_public = 1)
ORDER BY p.incident_id, p.position"""
_MEASURES = f"""
SELECT m.incident_id, m.id, m.position, m.measure, m.item, CASE WHEN a.is_public = 1 THEN a.uid END,
a.name, a.kind, m.group_text, m.minimum, m.best, m.maximum, m.qualifier, m.preliminary, m.status,
m.note
FROM archive_measure m LEFT JOIN archive_actor a ON a.id = m.group_actor_id
WHERE m.incident_id {IDS} ORDER BY m.incident_id, m.position"""


def asserted_sql(claim: str, columns: str = "s.uid") -> str:
    """Return the SQL of the statements that assert claims of one kind."""
    return f"""
SELECT t.{claim}_id, s.id, {columns}
FROM archive_{claim}_asserted_by t JOIN archive_statement s ON s.id = t.statement_id
WHERE t.{claim}_id {IDS} AND s.is_public = 1 ORDER BY t.{claim}_id, s.sort_date, s.id"""


_ASSERTED_PARTICIPANTS = asserted_sql("incidentparticipant")
_ASSERTED_MEASURES = asserted_sql("measure")


def edtf(semantics: str, first: str | None, last: str | None) -> str | None:
    """Return a range as EDTF."""
    if semantics == "exact_day":
        return first
    if semantics == "unknown" or not (first or last):
        return None
    if semantics == "one_day_within":
        return f"[{first or ''}..{last or ''}]"
    return f"{first or '..'}/{last or '..'}"


def instant(text: str) -> str:
    """Return a stored time as RFC 3339 in UTC."""
    return f"{text[:10]}T{text[11:]}Z"


def named(base: str, resource: str, uid: str | None, name: str, kind: str) -> Object | None:
    """Return the brief form of an actor, a place or a source."""
    if uid is None:
        return None
    return {"uid": uid, "url": f"{base}{resource}/{uid}/", "name": name, "kind": kind}


def incident(base: str, row: Row) -> Object:
    """Return an incident of `INCIDENT` with room for its parts."""
    uid = row[1]
    return {
        "uid": uid,
        "url": f"{base}incidents/{uid}/",
        "title": row[2],
        "summary": row[3],
        "kind": row[4],
        "event_type": row[5],
        "event_mode": row[6],
        "contexts": orjson.Fragment(row[7]),
        "modality": row[8],
        "date": {
            "text": row[9],
            "earliest": row[10],
            "latest": row[11],
            "semantics": row[12],
            "basis": row[13],
            "note": row[14],
            "edtf": edtf(row[12], row[10], row[11]),
        },
        "cameo_code": row[15],
        "acled_event_type": row[16],
        "acled_sub_event_type": row[17],
        "ucdp_violence_type": row[18],
        "participants": [],
        "places": [],
        "measures": [],
        "review_status": row[19],
        "origin": row[20],
        "created_at": instant(row[21]),
        "updated_at": instant(row[22]),
        "etag": f'"{row[24]}"',
    }


def participant(base: str, row: Row, asserted_by: list[Object]) -> Object:
    return {
        "position": row[2],
        "actor": named(base, "actors", row[3], row[4], row[5]),
        "role": row[6],
        "side": row[7],
        "status": row[8],
        "asserted_by": asserted_by,
        "note": row[9],
    }


def incident_place(base: str, row: Row) -> Object:
    return {
        "position": row[2],
        "place": named(base, "places", row[3], row[4], row[5]),
        "text": row[6],
        "role": row[7],
        "geo_precision": row[8],
    }


def measure(base: str, row: Row, asserted_by: list[Object]) -> Object:
    return {
        "position": row[2],
        "measure": row[3],
        "item": row[4],
        "group_actor": named(base, "actors", row[5], row[6], row[7]),
        "group_text": row[8],
        "minimum": row[9],
        "best": row[10],
        "maximum": row[11],
        "qualifier": row[12],
        "preliminary": row[13] == 1,
        "status": row[14],
        "asserted_by": asserted_by,
        "note": row[15],
    }


def participants_of(store: Store, keys: list[int]) -> dict[int, list[Row]]:
    return store.by_owner(_PARTICIPANTS, keys)


def places_of(store: Store, keys: list[int]) -> dict[int, list[Row]]:
    return store.by_owner(_PLACES, keys)


def measures_of(store: Store, keys: list[int]) -> dict[int, list[Row]]:
    return store.by_owner(_MEASURES, keys)


def listed(store: Store, base: str, rows: list[Row]) -> list[Object]:
    """Return the incidents of a list, with their parts: six statements, however many rows."""
    keys = [row[0] for row in rows]
    participants = participants_of(store, keys)
    places = places_of(store, keys)
    measures = measures_of(store, keys)
    said = _assertions(store, base, _ASSERTED_PARTICIPANTS, participants)
    counted = _assertions(store, base, _ASSERTED_MEASURES, measures)
    nothing: list[Object] = []
    results = []
    for row in rows:
        shown = incident(base, row)
        key = row[0]
        shown["participants"] = [
            participant(base, each, said.get(each[1], nothing))
            for each in participants.get(key, ())
        ]
        shown["places"] = [incident_place(base, each) for each in places.get(key, ())]
        shown["measures"] = [
            measure(base, each, counted.get(each[1], nothing)) for each in measures.get(key, ())
        ]
        results.append(shown)
    return results


def _assertions(
    store: Store, base: str, sql: str, claims: dict[int, list[Row]]
) -> dict[int, list[Object]]:
    found = store.by_owner(sql, [row[1] for rows in claims.values() for row in rows])
    return {
        claim: [{"uid": row[2], "url": f"{base}statements/{row[2]}/"} for row in rows]
        for claim, rows in found.items()
    }
