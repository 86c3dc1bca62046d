"""Traps that a stock stack falls into at a million incidents, each held shut.

Ties in a cursor are in test_pagination.py, what a filter reads in test_plans.py, what it costs in
test_steps.py, the number of queries in test_query_budgets.py.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from api.export.records import CHUNK, in_chunks
from api.reader.compile import compile_plan
from api.renderers import JSONRenderer
from api.serializers.incident import IncidentDetailSerializer, IncidentSerializer
from api.sparse import Selection
from archive.models import Incident, IncidentParticipant
from tests.api.answers import ROOT, body
from tests.factories import ActorFactory, ArticleFactory, IncidentFactory, RevisionFactory

pytestmark = pytest.mark.django_db

ANYBODY = SimpleNamespace(reads_all=False)


def queries(api: APIClient, resource: str, **query: Any) -> list[str]:
    """Return the SQL of a request."""
    with CaptureQueriesContext(connection) as asked:
        body(api.get(f"{ROOT}/{resource}/", query))
    return [query["sql"] for query in asked.captured_queries]


@pytest.fixture
def many(db: None) -> list[int]:
    """The keys of more incidents than an OR chain or a list of variables can name."""
    actor = ActorFactory()
    incidents = Incident.objects.bulk_create(
        Incident(title="x", event_type="ASSAULT", sort_date="2024-01-01", review_status="published")
        for _ in range(1100)
    )
    IncidentParticipant.objects.bulk_create(
        IncidentParticipant(incident=incident, actor=actor, role="perpetrator", position=1)
        for incident in incidents
    )
    return [incident.pk for incident in incidents]


@pytest.mark.parametrize("serializer", [IncidentSerializer, IncidentDetailSerializer])
@pytest.mark.parametrize("as_json", [False, True])
def test_parts_of_more_than_a_thousand_records_are_read_at_once(many, serializer, as_json):
    chosen = Selection(frozenset({"uid", "participants"}), frozenset())
    plan = compile_plan(serializer, chosen, staff=False, site="http://x/", as_json=as_json)

    with CaptureQueriesContext(connection) as asked:
        found = plan.read(many)

    shown = orjson.loads(JSONRenderer().render(list(found.values())))
    assert [len(record["participants"]) for record in shown] == [1] * len(many)
    assert len(asked) <= 4
    assert not any(query["sql"].count(" OR ") > 20 for query in asked.captured_queries)


def test_rows_come_as_the_database_has_them():
    # The driver of SQLite, left to itself, parses each date and time, also where text is wanted.
    IncidentFactory(date_earliest="2024-08-05", date_latest="2024-08-05")
    with connection.cursor() as cursor:
        cursor.execute("SELECT date_earliest, created_at FROM archive_incident")
        day, clock = cursor.fetchone()

    if connection.vendor == "sqlite":
        assert (day, type(clock)) == ("2024-08-05", str)
    else:
        assert str(day) == "2024-08-05"


def test_a_filter_by_a_related_row_makes_no_rows_distinct_but_keys(api):
    actor = ActorFactory()

    asked = queries(api, "incidents", participant=actor.uid, count="bounded")

    distinct = [match for sql in asked for match in re.findall(r"DISTINCT (.*?) FROM", sql)]
    assert all(columns.count(",") <= 1 for columns in distinct), distinct


@pytest.mark.parametrize(
    ("resource", "query"),
    [
        ("articles", {"published_after": "2024-08-01", "published_before": "2024-08-31"}),
        ("incidents", {"date_after": "2024-08-01", "date_before": "2024-08-31"}),
        ("incidents/timeline", {"interval": "month"}),
        ("incidents/facets", {"by": "event_type", "date_after": "2024-08-01"}),
    ],
)
def test_no_query_calls_python_for_each_row(api, resource, query):
    # Django teaches SQLite to cut and to compare times by functions of Python.
    assert not any(
        "django_" in sql and "(" in sql.split("django_")[1][:30]
        for sql in queries(api, resource, **query)
    )


def test_nothing_is_counted_unasked_and_a_bounded_count_has_a_bound(api):
    IncidentFactory.create_batch(3)

    assert not any("count(" in sql.lower() for sql in queries(api, "incidents", limit=1))
    counts = [
        sql
        for sql in queries(api, "incidents", limit=1, count="bounded")
        if "count(" in sql.lower()
    ]
    assert len(counts) == 1
    assert "LIMIT 10001" in counts[0]


def test_a_list_of_articles_does_not_touch_their_texts(api):
    RevisionFactory(article=ArticleFactory())

    assert not any("archive_revision" in sql for sql in queries(api, "articles", language="en"))


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="both engines have the same indexes")
def test_no_index_is_the_beginning_of_another(db):
    redundant = []
    for model in apps.get_app_config("archive").get_models():
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA index_list({table})")
            names = [row[1] for row in cursor.fetchall() if not row[4]]  # the partial ones aside
            columns = {}
            for name in names:
                cursor.execute(f"PRAGMA index_info({name})")
                columns[name] = [row[2] for row in cursor.fetchall()]
        redundant += [
            (table, one, other)
            for one in names
            for other in names
            if one != other
            and None not in columns[one]
            and columns[one] == columns[other][: len(columns[one])]
        ]
    assert redundant == []


def test_a_copy_by_the_database_itself_holds_what_only_its_log_has(tmp_path: Path):
    # A file copied beside its -wal misses the newest rows; beside a stale one it gets wrong ones.
    original, copied = tmp_path / "archive.sqlite3", tmp_path / "copy.sqlite3"
    archive = sqlite3.connect(original, isolation_level=None)
    archive.execute("PRAGMA journal_mode = WAL")
    archive.execute("CREATE TABLE t (x)")
    archive.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    archive.execute("INSERT INTO t VALUES (1)")

    archive.execute("VACUUM INTO ?", [str(copied)])

    archive.close()
    copy = sqlite3.connect(copied)
    assert copy.execute("SELECT x FROM t").fetchall() == [(1,)]
    copy.close()


def test_a_stream_goes_out_in_pieces_that_do_not_queue_up():
    pieces = list(in_chunks(b"x" * 100 for _ in range(3000)))

    assert sum(map(len, pieces)) == 300_000
    assert all(len(piece) >= CHUNK for piece in pieces[:-1])
