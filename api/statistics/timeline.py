"""Timelines: what happened in each day, week, month or year, for certain and possibly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from api.problems import Fault, UnacceptableRequestError
from api.statistics.facets import Facet, by_frequency, described, tally
from api.statistics.record_set import RecordSet
from api.strict import one
from archive.timeline import (
    DAY,
    INTERVALS,
    MONTH,
    WEEK,
    YEAR,
    Range,
    Series,
    Span,
    first_day,
    last_day,
    number_of,
    series,
)

MAX_BUCKETS = 5000
MAX_CELLS = 100_000  # buckets by terms

_RANGE = {
    "semantics": "date_semantics",
    "earliest": "date_earliest",
    "latest": "date_latest",
}
_UNDATED = "unknown"
# How much of a day tells its bucket: ranges that agree in it need not be told apart.
_LETTERS = {DAY: 10, WEEK: 10, MONTH: 7, YEAR: 4}
_KEY = (
    "CASE WHEN semantics = 'unknown' THEN 'unknown' ELSE "
    "coalesce(substr(CAST(earliest AS text), 1, {0}), '') || '/' || "
    "coalesce(substr(CAST(latest AS text), 1, {0}), '') END"
)


class Apart(NamedTuple):
    """Records that are counted for themselves and in no bucket: those with a term in a column."""

    column: str
    term: str


def timeline(
    records: RecordSet, interval: str, by: str | None, apart: Apart | None = None
) -> tuple[dict[str, Any], int]:
    """Return the buckets from the first to the last that the records or the question reach.

    The other number is that of the records `apart`. Raises UnacceptableRequestError where there are
    too many buckets.
    """
    columns, keys = dict(_RANGE), [_KEY.format(_LETTERS[interval])]
    if apart is not None:
        columns["apart"] = apart.column
        keys.append(f"CASE WHEN apart = '{apart.term}' THEN 1 ELSE 0 END")
    counted = records.count_by(list(columns), list(columns.values()), keys)
    left_out = sum(number for key, number in counted.items() if apart and key[1])
    undated, ranges = _ranges(
        (None, key[0], number) for key, number in counted.items() if not (apart and key[1])
    )
    span = _span(records, ranges, interval)
    whole = series(ranges, span) if span else Series([], [])
    divided: list[tuple[dict[str, Any], Series]] = []
    if by is not None and span:
        divided = _divided(records, by, span, columns, keys)
    return {
        "interval": interval,
        "by": by,
        "total": undated + sum(each.number for each in ranges),
        "undated": undated,
        "buckets": [_bucket(span, place, whole, divided) for place in range(len(span or ()))]
        if span
        else [],
    }, left_out


def _ranges(rows: Iterable[tuple[Any, str, int]]) -> tuple[int, list[Range]]:
    """Return how many records have no known date, and the ranges of the others."""
    undated = 0
    ranges = []
    for term, told, number in rows:
        if told == _UNDATED:
            undated += number
        else:
            earliest, _, latest = told.partition("/")
            ranges.append(Range(term, _day(earliest), _day(latest), number))
    return undated, ranges


@lru_cache(maxsize=20_000)
def _day(told: str) -> date | None:
    """Return the first day of what is told: a day, a month, or a year."""
    return date.fromisoformat(told + "-01-01"[len(told) - 4 :]) if told else None


def _span(records: RecordSet, ranges: list[Range], interval: str) -> Span | None:
    """Return the buckets of the days that were asked for, else of those that are known."""
    after, before = (one(records.given, name) for name in ("date_after", "date_before"))
    known = [day for each in ranges for day in (each.earliest, each.latest) if day is not None]
    start = after or min(known, default=None)
    end = before or max(known, default=None)
    if start is None or end is None:
        return None
    first = number_of(start, interval)
    span = Span(interval, first, max(first, number_of(end, interval)))
    if len(span) > MAX_BUCKETS:
        fitting = next(
            each
            for each in INTERVALS
            if number_of(end, each) - number_of(start, each) < MAX_BUCKETS or each == INTERVALS[-1]
        )
        detail = (
            f"interval: from {start} to {end} there are {len(span)} of these; at most "
            f"{MAX_BUCKETS} go. Ask for {fitting}s, or give date_after and date_before."
        )
        raise UnacceptableRequestError([Fault("interval", "too_many_buckets", detail)])
    return span


def _divided(
    records: RecordSet, by: str, span: Span, columns: Mapping[str, str], keys: Sequence[str]
) -> list[tuple[dict[str, Any], Series]]:
    """Return the terms that occur, the most frequent first, each with its series."""
    facet = Facet.of(records, by)
    counted = tally(records, facet, columns, keys)
    _, ranges = _ranges(
        (key[0], key[1], number) for key, number in counted.items() if not any(key[2:])
    )
    by_term: dict[Any, list[Range]] = {}
    for each in ranges:
        by_term.setdefault(each.term, []).append(each)
    if len(by_term) * len(span) > MAX_CELLS:
        detail = (
            f"by: {len(by_term)} terms in {len(span)} buckets are {len(by_term) * len(span)} "
            f"counts; at most {MAX_CELLS} go. Ask for a longer interval or a shorter time."
        )
        raise UnacceptableRequestError([Fault("by", "too_many_buckets", detail)])
    counts = {term: sum(each.number for each in found) for term, found in by_term.items()}
    codes = zip(by_term, described(facet, dict.fromkeys(counts, 0), records), strict=True)
    ordered = sorted(codes, key=lambda pair: by_frequency(counts[pair[0]], pair[1]["code"]))
    return [
        ({"code": shown["code"], "label": shown["label"]}, series(by_term[term], span))
        for term, shown in ordered
    ]


def _bucket(
    span: Span, place: int, whole: Series, divided: list[tuple[dict[str, Any], Series]]
) -> dict[str, Any]:
    number = span.first + place
    return {
        "start": first_day(number, span.interval),
        "end": last_day(number, span.interval),
        "certain": whole.certain[place],
        "possible": whole.possible[place],
        "terms": list(_terms(place, divided)),
    }


def _terms(place: int, divided: list[tuple[dict[str, Any], Series]]) -> Iterator[dict[str, Any]]:
    """Yield the terms of a bucket, those left out of which nothing lies in it."""
    for named, found in divided:
        if found.possible[place]:
            yield {
                **named,
                "certain": found.certain[place],
                "possible": found.possible[place],
            }
