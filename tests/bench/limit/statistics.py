"""Counts by term and by month: one pass of SQL, folded in a few lines of Python."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from archive.vocabularies import EVENT_TYPE
from tests.bench.limit.lists import HAPPENED, OVERLAPS
from tests.bench.limit.store import Store

# Rows in the order of their keys lie beside each other in the file.
_OF_COUNTRY = (
    "i.id IN (SELECT p.incident_id FROM archive_incidentplace p "
    "WHERE p.country = ? AND p.is_public = 1)"
)
_TYPES = (
    f"SELECT i.event_type, count(*) FROM archive_incident i WHERE {_OF_COUNTRY} "
    f"AND {HAPPENED} AND {OVERLAPS} GROUP BY 1"
)
_RANGES = (
    "SELECT i.kind = 'aggregate', i.date_semantics, i.date_earliest, i.date_latest "
    f"FROM archive_incident i WHERE {_OF_COUNTRY} AND {HAPPENED}"
)


def facets(store: Store, _base: str, query: dict[str, str]) -> dict[str, Any]:
    """Count the incidents of a country in some years by their type."""
    counts = Counter(
        dict(store.rows(_TYPES, query["country"], query["date_after"], query["date_before"]))
    )
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
    counts = Counter(store.rows(_RANGES, query["country"]))
    for (aggregate, semantics, first, last), number in counts.items():
        if aggregate:
            left_out += number
        elif semantics == "unknown":
            undated += number
        else:
            ranges.append((_month(first), _month(last), number))
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


def _month(day: str | None) -> int | None:
    return None if day is None else int(day[:4]) * 12 + int(day[5:7]) - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
