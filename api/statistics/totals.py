"""Totals: how many were killed, injured, displaced over many incidents, each counted once.

docs/statistics.md states the rule in full. Reports of the same in one incident are reports that
conflict: they make one range, from the lowest lower end to the highest upper end. What is not known
stays unknown: it is never taken for 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from api.statistics.record_set import RecordSet
from archive.models import Measure
from archive.vocabularies import MEASURE_KIND

# Reports that agree in group and item count the same.
_COLUMNS = (
    "incident_id",
    "group_actor_id",
    "group_text",
    "item",
    "minimum",
    "best",
    "maximum",
    "preliminary",
)

# What somebody denies, or only expects, was not counted.
NOT_COUNTED = ("denied", "anticipated")


def totals(records: RecordSet, measures: Iterable[str]) -> dict[str, Any]:
    """Return how many incidents there are, and the total of each measure in the order asked for."""
    size = records.size()
    summed = [_total(records, measure, size) for measure in dict.fromkeys(measures)]
    return {"incidents": size, "totals": summed}


def _total(records: RecordSet, measure: str, size: int) -> dict[str, Any]:
    reports = Measure.objects.visible_to(records.user, via="incident").filter(measure=measure)
    reports = reports.exclude(status__in=NOT_COUNTED).order_by()
    told = {f"c{place}": F(column) for place, column in enumerate(_COLUMNS)}
    text, parameters = reports.annotate(**told).values_list(*told).query.sql_with_params()
    (row,) = records.fold("id", ("pk",), _SQL.format(reports=text), *parameters)
    reporting, numberless, *ends = (int(value or 0) for value in row)
    bounds = {
        name: _bound(known, total, reporting, lower=name == "minimum")
        for name, known, total in zip(
            ("minimum", "best", "maximum"), ends[::2], ends[1::2], strict=True
        )
    }
    return {
        "measure": measure,
        "label": MEASURE_KIND.label_of(measure),
        "reporting": reporting,
        "without_number": numberless,
        "not_reporting": size - reporting,
        **bounds,
    }


def _bound(known_for: int, of_known: int, reporting: int, *, lower: bool) -> dict[str, Any]:
    """Return one end of a total: where some incidents do not tell theirs, it is not known.

    What is known of some is a lower bound for all, and so the minimum stands.
    """
    known = known_for == reporting or lower
    return {
        "total": of_known if known_for and known else None,
        "known_for": known_for,
        "of_known": of_known if known_for else None,
    }


# reports: one row a report. numbered: whether its incident, or its part, has any with a number.
# parts: one row for what is counted in an incident. A report that names neither group nor item is
# of the whole: where it has a number, the parts of it are not added up.
_SQL = """
, reports(id, actor, words, item, lower_end, best, upper_end, preliminary) AS (
    SELECT told.c0, told.c1, lower(trim(coalesce(told.c2, ''))), lower(trim(coalesce(told.c3, ''))),
        coalesce(told.c4, told.c5), told.c5, coalesce(told.c6, told.c5), told.c7
    FROM kept JOIN ({reports}) told ON told.c0 = kept.id
), parts AS (
    SELECT id,
        actor IS NULL AND words = '' AND item = '' AS whole,
        count(coalesce(lower_end, upper_end)) AS numbered,
        count(lower_end) AS lower_ends, min(lower_end) AS lower_end,
        count(upper_end) AS upper_ends, max(upper_end) AS upper_end,
        min(best) AS least, max(best) AS most,
        min(CASE WHEN NOT preliminary THEN best END) AS settled_least,
        max(CASE WHEN NOT preliminary THEN best END) AS settled_most
    FROM reports GROUP BY id, actor, words, item
), ends AS (
    SELECT id, whole, numbered,
        CASE WHEN lower_ends = numbered THEN lower_end END AS minimum,
        CASE WHEN settled_least IS NOT NULL THEN
            CASE WHEN settled_least = settled_most THEN settled_least END
            WHEN least = most THEN least END AS best,
        CASE WHEN upper_ends = numbered THEN upper_end END AS maximum
    FROM parts
), incidents AS (
    SELECT id, max(CASE WHEN whole AND numbered > 0 THEN 1 ELSE 0 END) AS has_whole,
        max(CASE WHEN numbered > 0 THEN 1 ELSE 0 END) AS has_number
    FROM ends GROUP BY id
), chosen AS (
    SELECT ends.* FROM ends JOIN incidents ON incidents.id = ends.id
    WHERE (has_whole = 1 AND whole) OR (has_whole = 0 AND (NOT whole OR has_number = 0))
), each_once AS (
    SELECT id, sum(minimum) AS minimum,
        CASE WHEN count(best) = count(*) THEN sum(best) END AS best,
        CASE WHEN count(maximum) = count(*) THEN sum(maximum) END AS maximum,
        sum(numbered) AS numbered
    FROM chosen GROUP BY id
)
SELECT count(*), count(CASE WHEN numbered = 0 THEN 1 END),
    count(minimum), sum(minimum), count(best), sum(best), count(maximum), sum(maximum)
FROM each_once
"""
