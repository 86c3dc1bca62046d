"""Lists of incidents: for each question the statement that answers it fastest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.bench.limit.shapes import INCIDENT, listed
from tests.bench.limit.store import Row, Store

HAPPENED = "i.modality NOT IN ('planned', 'anticipated', 'hypothetical', 'negated')"
_NEWEST = "ORDER BY i.sort_date DESC, i.id DESC LIMIT ?"
OVERLAPS = (
    "i.date_semantics <> 'unknown' AND (i.date_latest >= ? OR i.date_latest IS NULL) "
    "AND (i.date_earliest <= ? OR i.date_earliest IS NULL)"
)
NARROW_DAYS = 31  # ranges of more days are marked as wide, and are few

_ALL = f"SELECT {INCIDENT} FROM archive_incident i WHERE i.is_public = 1 AND {HAPPENED} {_NEWEST}"
_KEY = "SELECT sort_date, id FROM archive_incident WHERE uid = ?"
_FROM = (
    f"SELECT {INCIDENT} FROM archive_incident i WHERE i.is_public = 1 AND {HAPPENED} "
    f"AND i.sort_date <= ? AND (i.sort_date < ? OR i.id <= ?) {_NEWEST}"
)
_OF_ACTOR = (
    f"SELECT {INCIDENT} FROM archive_incidentparticipant p CROSS JOIN archive_incident i "
    "ON i.id = p.incident_id WHERE p.actor_id = (SELECT id FROM archive_actor WHERE uid = ?) "
    f"AND p.is_public = 1 AND {HAPPENED} ORDER BY p.sort_date DESC, p.incident_id DESC LIMIT ?"
)
# Narrow ranges begin near their day: one walk, led by the country or by the type.
_NARROW = f"NOT i.is_wide AND {HAPPENED} AND {OVERLAPS}"
_COUNTRY_LEADS = (
    f"SELECT {INCIDENT} FROM archive_incidentplace p CROSS JOIN archive_incident i "
    "ON i.id = p.incident_id WHERE p.country = ? AND p.is_public = 1 "
    "AND p.sort_date BETWEEN ? AND ? "
    f"AND i.event_type = ? AND {_NARROW} ORDER BY p.sort_date DESC, p.incident_id DESC LIMIT ?"
)
_TYPE_LEADS = (
    f"SELECT {INCIDENT} FROM archive_incident i WHERE i.event_type = ? AND i.is_public = 1 "
    f"AND i.sort_date BETWEEN ? AND ? AND {_NARROW} AND EXISTS (SELECT 1 FROM "
    f"archive_incidentplace p WHERE p.incident_id = i.id AND p.country = ?) {_NEWEST}"
)
# The index of wide ranges holds their bounds: what cannot overlap costs no look at the row.
_WIDE = (
    f"SELECT {INCIDENT} FROM archive_incident i INDEXED BY incident_wide WHERE i.is_wide "
    "AND i.is_public = 1 AND {near} AND (i.date_latest >= ? OR i.date_latest IS NULL) "
    f"AND {{of_country}} AND i.event_type = ? AND {HAPPENED} {_NEWEST}"
)
_BEGUN = _WIDE.format(
    near="i.sort_date BETWEEN ? AND ?",
    of_country="i.id IN (SELECT p.incident_id FROM archive_incidentplace p WHERE p.country = ? "
    "AND p.is_public = 1 AND p.sort_date BETWEEN ? AND ?)",
)
# Of which only the end is known: they are ordered by it, and it may lie behind the days asked for.
_UNBEGUN = _WIDE.format(
    near="i.sort_date > ? AND i.date_earliest IS NULL",
    of_country="EXISTS (SELECT 1 FROM archive_incidentplace p WHERE p.incident_id = i.id "
    "AND p.country = ?)",
)
_IN_BOX = "SELECT id FROM archive_place WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?"
_AT_PLACE = (
    "SELECT p.sort_date, p.incident_id FROM archive_incidentplace p WHERE p.place_id = ? "
    "AND p.is_public = 1 ORDER BY p.sort_date DESC, p.incident_id DESC LIMIT ?"
)
_THESE = (
    f"SELECT {INCIDENT} FROM archive_incident i WHERE i.id IN (SELECT value FROM json_each(?)) "
    f"AND {HAPPENED} {_NEWEST}"
)
_FEW_PLACES = 300


def incidents(store: Store, base: str, query: dict[str, str]) -> dict[str, Any]:
    """Answer a list of incidents: all, by actor, by country with type and dates, or by box."""
    size = int(query.get("limit", "50"))
    if "actor" in query:
        rows = _distinct(store, _OF_ACTOR, size, query["actor"])
    elif "country" in query:
        rows = _by_country(store, size, query)
    elif "bbox" in query:
        rows = _by_box(store, size, *map(float, query["bbox"].split(",")))
    elif "from" in query:
        day, key = store.rows(_KEY, query["from"])[0]
        rows = store.rows(_FROM, day, day, key, size + 1)
    else:
        rows = store.rows(_ALL, size + 1)
    more = len(rows) > size
    rows = rows[:size]
    cursor = f"{rows[-1][23]}_{rows[-1][0]}" if more else None
    return {
        "next": f"{base}incidents/?cursor={cursor}" if cursor else None,
        "previous": None,
        "next_cursor": cursor,
        "count": None,
        "count_relation": None,
        "results": listed(store, base, rows),
    }


def _distinct(store: Store, sql: str, size: int, *parameters: Any) -> list[Row]:
    """Return a row more than a page, each incident once: now and then an actor is in it twice."""
    asked = size + size // 10 + 1
    while True:
        found = store.rows(sql, *parameters, asked)
        rows = list({row[0]: row for row in found}.values())
        if len(rows) > size or len(found) < asked:
            return rows[: size + 1]
        asked *= 2


def _by_country(store: Store, size: int, query: dict[str, str]) -> list[Row]:
    country, kind = query["country"], query["event_type"]
    after, before = query["date_after"], query["date_before"]
    first = (date.fromisoformat(after) - timedelta(NARROW_DAYS)).isoformat()
    by_country = store.count_by("archive_incidentplace", "country").get(country, 0)
    by_type = store.count_by("archive_incident", "event_type").get(kind, 0)
    if by_country < by_type:
        rows = _distinct(store, _COUNTRY_LEADS, size, country, first, before, kind, after, before)
    else:
        rows = store.rows(_TYPE_LEADS, kind, first, before, after, before, country, size + 1)
    # On a full page only those of the wide ranges can be that begin after its last row.
    since = rows[-1][23] if len(rows) > size else ""
    rows += store.rows(_BEGUN, since, before, after, country, since, before, kind, size + 1)
    rows += store.rows(_UNBEGUN, before, after, country, kind, size + 1)
    return _newest(rows, size)


def _by_box(
    store: Store, size: int, west: float, south: float, east: float, north: float
) -> list[Row]:
    places = [row[0] for row in store.rows(_IN_BOX, south, north, west, east)]
    if len(places) > _FEW_PLACES:
        return _walk_in_box(store, size, places)
    asked = size + size // 2 + 1
    while True:
        heads = [store.rows(_AT_PLACE, key, asked) for key in places]
        # What lies behind the longest heads may be newer than the end of the shorter ones.
        horizon = max((head[-1] for head in heads if len(head) == asked), default=("", 0))
        keys = sorted({pair for head in heads for pair in head if pair >= horizon}, reverse=True)
        chosen = [key for _, key in keys[: 2 * asked]]
        rows = store.rows(_THESE, str(chosen), size + 1)
        if len(rows) > size or (horizon == ("", 0) and len(keys) <= len(chosen)):
            return rows
        asked *= 4


def _walk_in_box(store: Store, size: int, places: list[int]) -> list[Row]:
    """Return the newest incidents at any of many places: by walking back through all of them."""
    within = set(places)
    chosen: dict[int, None] = {}
    walk = store.all_of(
        "SELECT i.id, p.place_id FROM archive_incident i CROSS JOIN archive_incidentplace p "
        f"ON p.incident_id = i.id WHERE i.is_public = 1 AND {HAPPENED} "
        "ORDER BY i.sort_date DESC, i.id DESC"
    )
    for key, place in walk:
        if place in within:
            chosen[key] = None
            if len(chosen) > size:
                break
    walk.close()
    return store.rows(_THESE, str(list(chosen)), size + 1)


def _newest(rows: list[Row], size: int) -> list[Row]:
    return sorted(rows, key=lambda row: (row[23], row[0]), reverse=True)[: size + 1]
