"""A list costs SQLite as many steps at 100,000 incidents as at 10,000."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from rest_framework.test import APIClient

from api.cursors import CursorKind
from archive.models import Actor, Incident, IncidentParticipant, IncidentPlace
from tests.api.answers import ROOT, body
from tests.factories import PlaceFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="steps of SQLite"),
]

FEW, MANY = 10_000, 100_000
ACTORS, PLACES = 100, 50
_EACH = 10  # SQLite tells of every so many steps

# Numbers from :first to :last; days of twenty years in no order, so that lists read everywhere.
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)"
_DAY = "date('2004-01-01', '+' || (n.i * 7919 % 7300) || ' days')"
_INCIDENT = {
    "id": "n.i",
    "uid": "printf('inc_%026d', n.i)",
    "title": "'Shelling ' || n.i",
    "event_type": "CASE WHEN n.i % 10 < 3 THEN 'ASSAULT' ELSE 'ACCUSE' END",
    "date_earliest": _DAY,
    "date_latest": _DAY,
    "sort_date": _DAY,
}
# Every tenth incident has the first actor; the last one is rare.
_PARTICIPANT = {
    "id": "n.i",
    "incident_id": "n.i",
    "actor_id": f"CASE WHEN n.i % 10 = 0 THEN :actor WHEN n.i IN (5, 55, 555) "
    f"THEN :actor + {ACTORS} - 1 ELSE :actor + 1 + n.i % ({ACTORS} - 2) END",
    "position": "1",
    "sort_date": _DAY,
    "is_public": "1",
}
_PLACE = {
    "id": "n.i",
    "incident_id": "n.i",
    "place_id": f":place + n.i % {PLACES}",
    "country": f"CASE WHEN n.i % {PLACES} < 10 THEN 'IQ' ELSE 'LB' END",
    "position": "1",
    "sort_date": _DAY,
    "is_public": "1",
}


def insert(model: type, like: object, given: dict[str, str], **names: int) -> None:
    """Insert rows in one statement: each column as given, or else as this row has it."""
    columns = [f for f in model._meta.concrete_fields if not f.generated]
    values, params = [], dict(names)
    for column in columns:
        if column.column in given:
            values.append(given[column.column])
            continue
        values.append(f":{column.column}")
        params[column.column] = column.get_db_prep_save(getattr(like, column.attname), connection)
    sql = (
        f"{_NUMBERS} INSERT INTO {model._meta.db_table} "  # noqa: S608 -- names of ours
        f"({', '.join(c.column for c in columns)}) SELECT {', '.join(values)} FROM n"
    )
    connection.connection.execute(sql, params)


def grow(first: int, last: int, actor: int, place: int) -> None:
    """Add incidents with these numbers, each with a participant and a place."""
    now = datetime(2024, 1, 1, tzinfo=UTC)
    incident = Incident(
        event_type="ASSAULT",
        date_semantics="exact_day",
        review_status="published",
        created_at=now,
        updated_at=now,
    )
    # One statement each; the triggers, row by row, would take minutes to say the same.
    insert(Incident, incident, _INCIDENT, first=first, last=last)
    part = IncidentParticipant(role="perpetrator", status="stated")
    insert(IncidentParticipant, part, _PARTICIPANT, first=first, last=last, actor=actor)
    where = IncidentPlace(role="occurred", geo_precision="exact_site")
    insert(IncidentPlace, where, _PLACE, first=first, last=last, place=place)
    connection.connection.execute("ANALYZE")


@contextmanager
def counted() -> Iterator[list[int]]:
    """Count the steps of all queries within the block."""
    steps = [0]

    def tick() -> int:
        steps[0] += _EACH
        return 0

    connection.connection.set_progress_handler(tick, _EACH)
    try:
        yield steps
    finally:
        connection.connection.set_progress_handler(None, 0)


def steps_of(api: APIClient, query: dict[str, str]) -> int:
    """Return the steps of a page; a first request lets SQLite and us prepare."""
    for _ in range(2):
        with counted() as steps:
            page = body(api.get(f"{ROOT}/incidents/", query))
    assert page["results"], query
    return steps[0]


def far_on(api: APIClient) -> str:
    """Return the cursor of a page in the middle of the list."""
    page = body(api.get(f"{ROOT}/incidents/", {"date_before": "2014-01-01", "limit": "1"}))
    day = page["results"][0]["date"]["earliest"]
    key = Incident.objects.filter(sort_date=day).order_by("-pk").values_list("pk", flat=True)[0]
    start = body(api.get(f"{ROOT}/incidents/", {"limit": "1"}))["next_cursor"]
    return moved(start, day, key)


def moved(cursor: str, day: str, key: int) -> str:
    """Return the cursor that stands at another row of the same list."""
    moved: str = replace(CursorKind().parse(cursor), key=day, id=key).encode()
    return moved


def test_pages_cursors_and_actors_cost_as_much_in_an_archive_ten_times_as_large(
    api: APIClient,
) -> None:
    actors = Actor.objects.bulk_create(
        Actor(name=f"a {n}", name_folded=f" a {n} ", review_status="published")
        for n in range(ACTORS)
    )
    places = [PlaceFactory(country="IQ" if n < 10 else "LB") for n in range(PLACES)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')  # comes back with the end of the test

    measured = []
    last = 0
    for size in (FEW, MANY):
        grow(last + 1, size, actors[0].pk, places[0].pk)
        last = size
        measured.append(
            {
                "page": steps_of(api, {}),
                "cursor": steps_of(api, {"cursor": far_on(api)}),
                "frequent actor": steps_of(api, {"participant": actors[0].uid}),
                "middling actor": steps_of(api, {"participant": actors[7].uid}),
                "rare actor": steps_of(api, {"participant": actors[-1].uid}),
                "country": steps_of(api, {"country": "IQ"}),
                "country, type and days": steps_of(
                    api,
                    {
                        "country": "IQ",
                        "event_type": "ASSAULT",
                        "date_after": "2008-01-01",
                        "date_before": "2015-12-31",
                    },
                ),
            }
        )

    few, many = measured
    assert {name: steps for name, steps in many.items() if steps > few[name] * 1.1 + 200} == {}, few
