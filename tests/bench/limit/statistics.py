"""Counts by term and by month: one pass of SQL, folded in a few lines of Python."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from archive.vocabularies import EVENT_TYPE
from tests.bench.limit.lists import HAPPENED, NARROW_DAYS, OVERLAPS
from tests.bench.limit.store import Store

# Rows in the order of their keys lie beside each other in the file.
_OF_COUNTRY = (
    "i.id IN (SELECT p.incident_id FROM archive_incidentplace p "
    "WHERE p.country = ? AND p.is_public = 1{days})"
)
_TYPES = "SELECT i.event_type, count(*) FROM archive_incident i {by}WHERE {where} GROUP BY 1"
_NEAR = _TYPES.format(
    by="",
    where=_OF_COUNTRY.format(days=" AND p.sort_date BETWEEN ? AND ?")
    + f" AND {HAPPENED} AND {OVERLAPS}",
)
# What began long before may reach into the days asked for, what has no beginning may end after.
_WIDE = _TYPES.format(
    by="INDEXED BY incident_wide ",
    where="i.is_wide AND i.is_public = 1 AND {near} AND (i.date_latest >= ? "
    f"OR i.date_latest IS NULL) AND {_OF_COUNTRY} AND {HAPPENED}",
)
_BEFORE = _WIDE.format(near="i.sort_date < ?", days=" AND p.sort_date < ?")
_UNBEGUN = _WIDE.format(
    near="i.sort_date > ? AND i.date_earliest IS NULL", days=" AND p.sort_date > ?"
)
_RANGES = (
    "SELECT (i.kind = 'aggregate') || (i.date_semantics = 'unknown') || "
    "ifnull(substr(i.date_earliest, 1, 7), '-------') || "
    "ifnull(substr(i.date_latest, 1, 7), '-------') AS range, count(*) "
    f"FROM archive_incident i WHERE {_OF_COUNTRY.format(days='')} AND {HAPPENED} GROUP BY range"
)


def facets(store: Store, _base: str, query: dict[str, str]) -> dict[str, Any]:
    """Count the incidents of a country in some years by their type."""
    country, after, before = query["country"], query["date_after"], query["date_before"]
    first = (date.fromisoformat(after) - timedelta(NARROW_DAYS)).isoformat()
    counts = Counter(dict(store.rows(_NEAR, country, first, before, after, before)))
    counts.update(dict(store.rows(_BEFORE, first, after, country, first)))
    counts.update(dict(store.rows(_UNBEGUN, before, after, country, before)))
    terms = [
        {"code": code, "label": EVENT_TYPE.label_of(code), "count": number}
        for code, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    facet = {"facet": "event_type", "total": counts.total(), "several": False, "terms": terms}
    return {"facets": [facet]}


def timeline(store: Store, _base: str, query: dict[str, str]) -> dict[str, Any]:
    """Count the incidents of a country in each month, for certain and possibly."""
    undated = left_out = 0
    ranges = []
    for told, number in store.rows(_RANGES, query["country"]):
        if told[0] == "1":
            left_out += number
        elif told[1] == "1":
            undated += number
        else:
            ranges.append((_month(told[2:9]), _month(told[9:]), number))
    known = [month for first, last, _ in ranges for month in (first, last) if month is not None]
    start, end = min(known), max(known)
    size = end - start + 1
    certain, steps = [0] * size, [0] * (size + 1)
    for first, last, number in ranges:
        steps[0 if first is None else first - start] += number
        steps[size if last is None else last - start + 1] -= number
        if first == last and first is not None:
            certain[first - start] += number
    buckets = [
        {
            "start": _first_day(start + place),
            "end": (_first_day(start + place + 1) - timedelta(days=1)),
            "certain": certain[place],
            "possible": possible,
            "terms": [],
        }
        for place, possible in enumerate(accumulate(steps[:-1]))
    ]
    return {
        "interval": "month",
        "by": None,
        "total": undated + sum(number for _, _, number in ranges),
        "undated": undated,
        "buckets": buckets,
        "aggregates": {"included": False, "left_out": left_out},
    }


def _month(text: str) -> int | None:
    return None if text[0] == "-" else int(text[:4]) * 12 + int(text[5:]) - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
