"""Pages: every row exactly once, in order, both ways, whatever is written meanwhile."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from api import pagination
from api.cursors import AFTER, Cursor
from api.urls import router
from api.viewsets.base import RecordViewSet
from archive.budget import OutOfTimeError
from archive.models import Actor, Article, Incident, Place, Source, Statement
from archive.recording import recording
from tests.api.answers import ROOT, body, listed, pages, refused
from tests.factories import IncidentFactory, RevisionFactory, SourceFactory

DAY = date(2024, 8, 1)
CLOCK = datetime(2024, 8, 1, tzinfo=UTC)

# Of each resource: a row whose sort keys follow from one small number, so that many tie.
ROWS = {
    "incidents": lambda n: Incident(
        title="x", event_type="ASSAULT", sort_date=DAY + timedelta(days=n), **_state(n)
    ),
    "statements": lambda n: Statement(
        text="x", form="direct", sort_date=DAY + timedelta(days=n), **_state(n)
    ),
    "actors": lambda n: Actor(name="x", name_folded=f" {n} ", **_state(n)),
    "articles": lambda n: Article(title="x", sort_at=CLOCK + timedelta(seconds=n), **_state(n)),
    "places": lambda n: Place(name="x", name_folded=f" {n} ", **_state(n)),
    "sources": lambda n: Source(name=f"{n}", **_state(n)),
}

ORDERINGS = [
    (prefix, sign + name)
    for prefix, viewset, _ in router.registry
    if issubclass(viewset, RecordViewSet)
    for name in viewset.orderings
    for sign in ("", "-")
]


def _state(n: int) -> dict[str, Any]:
    return {"review_status": "published"}


def add(resource: str, numbers: list[int]) -> list[str]:
    """Add rows with these sort keys and return their uids."""
    rows = [ROWS[resource](number) for number in numbers]
    for row in rows:
        if isinstance(row, Statement):
            row.revision = RevisionFactory._meta.model.objects.first() or RevisionFactory()
    model = type(rows[0]) if rows else Source
    with recording():  # one act writes the log once
        model.objects.bulk_create(rows)
        for row, number in zip(rows, numbers, strict=True):
            # bulk_create sets these itself, to the same instant more or less.
            clock = CLOCK + timedelta(seconds=number)
            model.objects.filter(pk=row.pk).update(created_at=clock, updated_at=clock)
    return [row.uid for row in rows]


@pytest.mark.parametrize(("resource", "ordering"), ORDERINGS)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    first=st.lists(st.integers(0, 3), min_size=1, max_size=9),
    later=st.lists(st.lists(st.integers(0, 3), max_size=2), max_size=4),
    limit=st.integers(1, 4),
)
def test_every_row_comes_exactly_once_while_rows_are_added(
    api: APIClient,
    resource: str,
    ordering: str,
    first: list[int],
    later: list[list[int]],
    limit: int,
) -> None:
    ROWS[resource](0)._meta.model.objects.all().delete()
    there = add(resource, first)
    url = f"{ROOT}/{resource}/?ordering={ordering}&limit={limit}&fields=uid"
    walked: list[str] = []
    for number, page in enumerate(pages(api, url)):
        walked += [row["uid"] for row in page["results"]]
        if number < len(later):
            add(resource, later[number])

    assert len(walked) == len(set(walked))
    assert set(there) <= set(walked)
    everything = listed(api, resource, ordering=ordering, limit=500)
    assert walked == [uid for uid in everything if uid in set(walked)]
    backwards = [row for page in _back(api, url) for row in page]
    assert backwards == everything[::-1]


def _back(api: APIClient, url: str) -> list[list[str]]:
    """Return the pages from the last one back to the first, each last row first."""
    last = list(pages(api, url))[-1]
    found = [last, *pages(api, last["previous"], "previous")] if last["previous"] else [last]
    return [[row["uid"] for row in reversed(page["results"])] for page in found]


def test_pages_meet_going_forth_and_back(api: APIClient) -> None:
    uids = add("sources", [0, 1, 1, 1, 2, 3, 4])
    url = f"{ROOT}/sources/?limit=3"

    first, second, third = pages(api, url)

    assert [[row["uid"] for row in page["results"]] for page in (first, second, third)] == [
        uids[:3],
        uids[3:6],
        uids[6:],
    ]
    assert body(api.get(third["previous"]))["results"] == second["results"]
    assert body(api.get(second["previous"]))["results"] == first["results"]
    assert (first["previous"], third["next"], third["next_cursor"]) == (None, None, None)
    again = body(api.get(body(api.get(third["previous"]))["next"]))
    assert again["results"] == third["results"]


def test_the_bare_cursor_leads_to_the_next_page_too(api: APIClient) -> None:
    uids = add("sources", [0, 1, 2])
    page = body(api.get(f"{ROOT}/sources/", {"limit": 2}))

    assert listed(api, "sources", limit=2, cursor=page["next_cursor"]) == uids[2:]
    assert page["next"].endswith(f"?cursor={page['next_cursor']}&limit=2")


def test_the_size_of_pages_may_change_on_the_way(api: APIClient) -> None:
    uids = add("sources", [0, 0, 1, 1, 2])
    cursor = body(api.get(f"{ROOT}/sources/", {"limit": 2}))["next_cursor"]

    assert listed(api, "sources", limit=500, cursor=cursor, fields="uid") == uids[2:]


def test_rows_that_went_away_leave_pages_that_still_lead_on(api: APIClient) -> None:
    uids = add("sources", [0, 1, 2, 3])
    page = body(api.get(f"{ROOT}/sources/", {"limit": 2}))
    Source.objects.filter(uid__in=uids[1:]).delete()

    empty = body(api.get(page["next"]))

    assert (empty["results"], empty["next"]) == ([], None)
    assert [row["uid"] for row in body(api.get(empty["previous"]))["results"]] == [uids[0]]


def test_an_empty_page_before_the_first_row_leads_to_the_first_page(api: APIClient) -> None:
    uids = add("sources", [0, 1, 2])
    second = body(api.get(body(api.get(f"{ROOT}/sources/", {"limit": 1}))["next"]))
    Source.objects.filter(uid=uids[0]).delete()

    empty = body(api.get(second["previous"]))

    assert (empty["results"], empty["previous"]) == ([], None)
    assert [row["uid"] for row in body(api.get(empty["next"]))["results"]] == [uids[1]]


@pytest.mark.parametrize("limit", ["0", "501", "-1", "abc", "1.5", "9" * 400])
def test_a_page_of_another_size_is_refused(api: APIClient, limit: str) -> None:
    assert refused(api, "sources", limit=limit)["code"] == "not_a_number"


@pytest.mark.parametrize(
    ("cursor", "status", "code"),
    [
        ("junk", 400, "not_a_cursor"),
        ("!" * 80, 400, "not_a_cursor"),
        ("A" * 80, 422, "unknown_cursor"),
        ("A" * 81, 422, "unknown_cursor"),
    ],
)
def test_a_cursor_that_was_not_made_here_is_refused(
    api: APIClient, cursor: str, status: int, code: str
) -> None:
    assert refused(api, "sources", status, cursor=cursor)["code"] == code


def test_a_changed_cursor_is_refused(api: APIClient) -> None:
    add("sources", [0, 1])
    cursor = body(api.get(f"{ROOT}/sources/", {"limit": 1}))["next_cursor"]
    forged = cursor[:-1] + ("A" if cursor[-1] != "A" else "B")

    assert refused(api, "sources", 422, cursor=forged)["code"] == "unknown_cursor"


@pytest.mark.parametrize("other", [{"ordering": "-name"}, {"kind": "agency"}])
def test_a_cursor_of_another_query_is_refused(api: APIClient, other: dict[str, str]) -> None:
    add("sources", [0, 1])
    cursor = body(api.get(f"{ROOT}/sources/", {"limit": 1}))["next_cursor"]

    fault = refused(api, "sources", 422, cursor=cursor, **other)

    assert fault["code"] == "cursor_of_another_list"


def test_a_cursor_holds_any_sort_key(api: APIClient) -> None:
    names = ["a", "“ü”\u00a0\n", "z" * 300]
    uids = [SourceFactory(name=name).uid for name in names]
    url = f"{ROOT}/sources/?limit=1"

    assert sorted(row["uid"] for page in pages(api, url) for row in page["results"]) == sorted(uids)
    assert Cursor(AFTER, "\U0001f600" * 300, 2**63 - 1, "0" * 12).encode().isascii()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, (None, None)),
        ({"count": "none"}, (None, None)),
        ({"count": "bounded"}, (5, "exact")),
        ({"count": "exact", "limit": 2}, (5, "exact")),
        ({"count": "bounded", "kind": "agency"}, (0, "exact")),
    ],
)
def test_a_list_is_counted_on_request(
    api: APIClient, query: dict[str, Any], expected: tuple[int | None, str | None]
) -> None:
    add("sources", [0, 0, 1, 2, 3])

    page = body(api.get(f"{ROOT}/sources/", query))

    assert (page["count"], page["count_relation"]) == expected


def test_the_count_is_of_the_whole_list_on_every_page(api: APIClient) -> None:
    add("sources", [0, 1, 2])

    counts = [page["count"] for page in pages(api, f"{ROOT}/sources/?limit=1&count=exact")]

    assert counts == [3, 3, 3]


def test_a_bounded_count_stops_at_its_bound_and_says_so(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "BOUND", 3)
    add("sources", [0, 1, 2, 3, 4])

    bounded = body(api.get(f"{ROOT}/sources/", {"count": "bounded", "limit": 1}))
    exact = body(api.get(f"{ROOT}/sources/", {"count": "exact", "limit": 1}))

    assert (bounded["count"], bounded["count_relation"]) == (3, "at_least")
    assert (exact["count"], exact["count_relation"]) == (5, "exact")


def test_a_count_that_runs_out_of_time_says_what_is_known(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "COUNT_SECONDS", 0.0)
    monkeypatch.setattr(pagination, "time_budget", _spent)
    add("sources", [0, 1, 2, 3, 4])

    page = body(api.get(f"{ROOT}/sources/", {"count": "exact", "limit": 2}))

    assert (page["count"], page["count_relation"]) == (3, "at_least")


class _spent:  # noqa: N801 -- it stands in for a function
    """A time budget with nothing left."""

    def __init__(self, seconds: float) -> None:
        assert seconds == 0.0

    def __enter__(self) -> None:
        raise OutOfTimeError

    def __exit__(self, *_: object) -> None:
        """Never entered."""


def test_incidents_of_one_day_are_walked_to_the_last(api: APIClient) -> None:
    uids = {IncidentFactory(date_earliest=DAY).uid for _ in range(25)}
    url = f"{ROOT}/incidents/?limit=4&date_after=2024-08-01&date_before=2024-08-01"

    walked = [row["uid"] for page in pages(api, url) for row in page["results"]]

    assert len(walked) == 25
    assert set(walked) == uids
