"""How SQLite goes about a search: by the index of words, never through the archive."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import search
from archive.models import Article, Incident
from archive.search import DOCUMENTS
from tests.factories import ArticleFactory, IncidentFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="plans of SQLite"),
]


def plans(act):
    """Return the plan of each query that `act` makes, as lines."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        act()
    made = []
    with connection.cursor() as cursor:
        for query in captured.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            made.append([row[3] for row in cursor.fetchall()])
    return made


def scans(lines, table):
    return [line for line in lines if line.startswith(f"SCAN {table}") and "INDEX" not in line]


@pytest.fixture
def analysed():
    ArticleFactory.create_batch(30, title="Rocket")
    IncidentFactory.create_batch(30, title="Rocket")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.parametrize(
    "queryset",
    [
        Article.objects.all(),
        Article.objects.filter(is_public=True, language="en"),
        Article.objects.filter(source=1, sort_at__gte="2020-01-01T00:00:00Z"),
    ],
    ids=["all", "language", "source"],
)
def test_ranking_reads_the_words_and_asks_each_match_by_its_key(analysed, queryset):
    node = search.parse("rocket -drone", "article")

    made = plans(lambda: search.ranked(queryset, "article", node, limit=5))

    (_newest, first) = made
    assert any("VIRTUAL TABLE INDEX" in line and ":M" in line for line in first), first
    assert any("archive_article USING INTEGER PRIMARY KEY" in line for line in first), first
    assert scans(first, "archive_article") == []


@pytest.mark.parametrize(("model", "day"), [(Article, "sort_at"), (Incident, "sort_date")])
def test_matches_by_date_are_found_once(analysed, model, day):
    kind = model._meta.model_name
    node = search.parse("rocket OR attack", kind)
    rows = model.objects.filter(search.Matching(kind, node), is_public=True)

    (lines,) = plans(lambda: list(rows.order_by(f"-{day}", "-pk")[:5]))

    assert any("LIST SUBQUERY" in line for line in lines), lines
    assert not any("CORRELATED" in line for line in lines), lines
    assert scans(lines, model._meta.db_table) == []


def test_triggers_renew_documents_by_their_keys(analysed):
    with connection.cursor() as cursor:
        for documents in DOCUMENTS.values():
            cursor.execute(
                f"EXPLAIN QUERY PLAN SELECT * FROM {documents.view} WHERE id IN (1, 2)"  # noqa: S608 -- a view of ours
            )
            lines = [row[3] for row in cursor.fetchall()]
            assert not [
                line
                for line in lines
                if line.startswith("SCAN ") and "archive_" in line and "CONSTANT" not in line
            ], lines


def test_steps_of_a_page_do_not_grow_with_what_does_not_match():
    def steps():
        count = 0

        def tick():
            nonlocal count
            count += 1
            return 0

        # One segment each time: how many there are is chance, and each costs steps of its own.
        table = "archive_search_article"
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 -- ours
        node = search.parse("needle", "article")
        connection.connection.set_progress_handler(tick, 10)
        try:
            search.ranked(Article.objects.filter(is_public=True), "article", node, limit=5)
        finally:
            connection.connection.set_progress_handler(None, 0)
        return count

    # What another test had the planner count was rolled back, and the planner still believes it:
    # have it read again what it is to know.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sqlite_master")
    ArticleFactory.create_batch(5, title="Needle")
    ArticleFactory.create_batch(20, title="Hay")
    few = steps()
    ArticleFactory.create_batch(200, title="Hay")
    # A look at each of them would be some eighty more.
    assert steps() <= few + 20
