"""Timelines: what happened in each day, week, month or year, for certain and possibly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from api.problems import Fault, UnacceptableRequestError
from api.statistics.facets import Facet, by_frequency, described, tally
from api.statistics.record_set import RecordSet
from api.strict import one
from archive.timeline import INTERVALS, Range, Series, Span, first_day, last_day, number_of, series

MAX_BUCKETS = 5000
MAX_CELLS = 100_000  # buckets by terms

_RANGE = ("date_semantics", "date_earliest", "date_latest")


def timeline(records: RecordSet, interval: str, by: str | None) -> dict[str, Any]:
    """Return the buckets from the first to the last that the records or the question reach.

    Raises UnacceptableRequestError where there are too many.
    """
    undated, ranges = _ranges(
        (None, *row)
        for row in records.fold(
            "semantics, earliest, latest",
            _RANGE,
            "SELECT semantics, earliest, latest, count(*) FROM kept GROUP BY 1, 2, 3",
        )
    )
    span = _span(records, ranges, interval)
    whole = series(ranges, span) if span else Series([], [])
    divided: list[tuple[dict[str, Any], Series]] = []
    if by is not None and span:
        divided = _divided(records, by, span)
    return {
        "interval": interval,
        "by": by,
        "total": undated + sum(each.number for each in ranges),
        "undated": undated,
        "buckets": [_bucket(span, place, whole, divided) for place in range(len(span or ()))]
        if span
        else [],
    }


def _ranges(rows: Iterable[Any]) -> tuple[int, list[Range]]:
    """Return how many records have no known date, and the ranges of the others."""
    undated = 0
    ranges = []
    for term, semantics, earliest, latest, number in rows:
        if semantics == "unknown":
            undated += number
        else:
            ranges.append(Range(term, _day(earliest), _day(latest), number))
    return undated, ranges


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


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


def _divided(records: RecordSet, by: str, span: Span) -> list[tuple[dict[str, Any], Series]]:
    """Return the terms that occur, the most frequent first, each with its series."""
    facet = Facet.of(records, by)
    _, ranges = _ranges(tally(records, facet, _RANGE))
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
