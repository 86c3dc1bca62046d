"""GET /api/v1/incidents/totals/: the rule of docs/statistics.md, by cases computed by hand."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from tests.api.answers import ROOT, body, budget_queries
from tests.archive.loaders.conftest import load_one, sample
from tests.factories import IncidentFactory, MeasureFactory, StatementFactory

# A report: (minimum, best, maximum), and what else is known of it.
Report = tuple[int | None, int | None, int | None, dict[str, Any]]


def totals(api: APIClient, **query: Any) -> Any:
    return body(api.get(f"{ROOT}/incidents/totals/", {"measure": "killed", **query}))


def incident(*reports: Report, **facts: Any) -> Any:
    made = IncidentFactory(**facts)
    for minimum, best, maximum, further in reports:
        MeasureFactory(
            incident=made,
            **{"measure": "killed", "group_text": None, "item": None, **further},
            minimum=minimum,
            best=best,
            maximum=maximum,
        )
    return made


def ends(api: APIClient, **query: Any) -> tuple[int | None, int | None, int | None]:
    (found,) = totals(api, **query)["totals"]
    return found["minimum"]["total"], found["best"]["total"], found["maximum"]["total"]


def of(group: str) -> dict[str, Any]:
    return {"group_text": group}


def denied() -> dict[str, Any]:
    return {"status": "denied", "asserted_by": [StatementFactory()]}


def test_first_story(first_story, api):
    answer = totals(api, measure="killed,injured")

    assert answer["incidents"] == 8
    assert answer["aggregates"] == {"included": False, "left_out": 1}
    assert answer["totals"] == [
        {
            "measure": "killed",
            "label": "Killed",
            "reporting": 3,
            "without_number": 0,
            "not_reporting": 5,
            "minimum": {"total": 5, "known_for": 3, "of_known": 5},
            "best": {"total": 5, "known_for": 3, "of_known": 5},
            "maximum": {"total": 5, "known_for": 3, "of_known": 5},
        },
        # “Several” US personnel: more than two, and nobody says how many.
        {
            "measure": "injured",
            "label": "Injured",
            "reporting": 1,
            "without_number": 0,
            "not_reporting": 7,
            "minimum": {"total": 3, "known_for": 1, "of_known": 3},
            "best": {"total": None, "known_for": 0, "of_known": None},
            "maximum": {"total": None, "known_for": 0, "of_known": None},
        },
    ]


def test_more_than_150_attacks_have_no_maximum(first_story, api):
    assert ends(api, measure="attacks") == (None, None, None)
    assert ends(api, measure="attacks", kind="aggregate") == (151, None, None)


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([(3, None, 5, {})], (3, None, 5)),
        ([(None, 4, None, {})], (4, 4, 4)),
        ([(0, 0, 0, {})], (0, 0, 0)),
        # Reports that conflict are one range; the archive does not choose between them.
        ([(None, 4, None, {}), (None, 6, None, {})], (4, None, 6)),
        ([(None, 4, None, {}), (3, 4, 8, {})], (3, 4, 8)),
        # What is called preliminary gives way to what is settled.
        ([(None, 4, None, {"preliminary": True}), (None, 6, None, {})], (4, 6, 6)),
        # “At least 3” has no upper end, and so the range has none.
        ([(None, 4, None, {}), (3, None, None, {})], (3, 4, None)),
        ([(None, 4, None, {}), (None, None, 9, {})], (None, 4, 9)),
        # Words without a number tell nothing beside a number.
        ([(None, 4, None, {}), (None, None, None, {"qualifier": "several"})], (4, 4, 4)),
        # Different groups are added up, whatever way they are written.
        ([(None, 2, None, of("soldiers")), (1, None, 3, of("civilians"))], (3, None, 5)),
        ([(None, 2, None, of("Soldiers")), (None, 3, None, of(" soldiers"))], (2, None, 3)),
        # A group of which no number is known leaves the sum open.
        ([(None, 2, None, of("soldiers")), (None, None, None, of("civilians"))], (2, None, None)),
        # Who is counted in the whole is not added to it.
        ([(None, 9, None, {}), (None, 2, None, of("soldiers"))], (9, 9, 9)),
        ([(None, None, None, {}), (None, 2, None, of("soldiers"))], (2, 2, 2)),
    ],
)
def test_reports_of_one_incident(api, reports, expected):
    incident(*reports)

    assert ends(api) == expected


def test_incidents_are_added_up_and_what_is_not_known_stays_so(api):
    incident((2, 3, 4, {}))
    incident((5, None, None, {}))
    incident((None, None, None, {"qualifier": "several"}))
    incident((None, 7, None, {"measure": "injured"}))

    (found,) = totals(api)["totals"]

    assert found == {
        "measure": "killed",
        "label": "Killed",
        "reporting": 3,
        "without_number": 1,
        "not_reporting": 1,
        "minimum": {"total": 7, "known_for": 2, "of_known": 7},
        "best": {"total": None, "known_for": 1, "of_known": 3},
        "maximum": {"total": None, "known_for": 1, "of_known": 4},
    }


@pytest.mark.parametrize("status", ["denied", "anticipated"])
def test_what_is_denied_or_only_expected_is_not_counted(api, status):
    incident((None, 3, None, {}), (None, 100, None, denied() | {"status": status}))

    assert ends(api) == (3, 3, 3)


def test_filters_say_which_incidents_are_added_up(api):
    incident((None, 3, None, {}), date_earliest="2024-01-10")
    incident((None, 4, None, {}), date_earliest="2024-03-10")
    incident((None, 50, None, {}), kind="aggregate")
    incident((None, 60, None, {}), review_status="draft")

    assert ends(api) == (7, 7, 7)
    assert ends(api, date_after="2024-02-01") == (4, 4, 4)
    assert ends(api, killed_max="3") == (3, 3, 3)
    assert ends(api, kind="single,aggregate") == (57, 57, 57)


def test_measure_is_no_filter_here(api):
    incident((None, 3, None, {}))
    incident()

    answer = totals(api)

    assert (answer["incidents"], answer["totals"][0]["not_reporting"]) == (2, 1)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, "missing"),
        ({"measure": "killed", "measure_min": 3}, "unknown_parameter"),
        ({"measure": "killed", "limit": 3}, "unknown_parameter"),
    ],
)
def test_query_that_is_wrong_is_refused(api, query, code):
    (fault,) = body(api.get(f"{ROOT}/incidents/totals/", query), 400)["errors"]

    assert fault["code"] == code


def test_totals_cost_the_same_for_one_incident_and_for_thirty(api):
    costs = []
    for size in (1, 29):
        for _ in range(size):
            incident((None, 3, None, {}), (None, 2, None, of("soldiers")))
        with CaptureQueriesContext(connection) as queries:
            totals(api, measure="killed,injured")
        costs.append(len(queries))

    assert costs == [6 + budget_queries()] * 2


def test_deaths_of_a_data_set_are_its_totals_and_not_those_of_the_sides_again(staff_api, tmp_path):
    """UCDP gives the deaths of an event in all, and those of each side in them."""
    lines = sample("ucdp_ged/ged231_sample1000.csv").read_text(encoding="utf-8-sig").splitlines()
    rows = list(csv.DictReader(lines))[:40]
    path = tmp_path / "ged.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    load_one(path)
    sides = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert sum(int(row[side]) for row in rows for side in sides) > 0

    query = {"measure": "killed", "review_status": "draft", "kind": "single,aggregate"}
    (told,) = body(staff_api.get(f"{ROOT}/incidents/totals/", query))["totals"]

    assert told["best"]["of_known"] == sum(int(row["best"]) for row in rows)
    # A bound that contradicts the best figure is left out when the file is loaded.
    lows = [min(int(row["low"]), int(row["best"])) for row in rows]
    highs = [max(int(row["high"]), int(row["best"])) for row in rows]
    assert told["minimum"]["of_known"] == sum(lows)
    assert told["maximum"]["of_known"] == sum(highs)
