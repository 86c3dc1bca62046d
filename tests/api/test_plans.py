"""How the engines go about each question: along an index, never through a whole large table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from rest_framework.test import APIClient

from api.filters.relations import UidFilter
from api.strict import Parameter
from api.urls import router
from api.viewsets.base import RecordViewSet
from archive.synthetic.load import load
from archive.synthetic.sizes import Sizes
from tests.api.answers import ROOT, body
from tests.archive.synthetic.catalogue import quiet

pytestmark = pytest.mark.django_db

# What grows with the archive. Places, outlets and what belongs to few records stay small.
LARGE = {
    "archive_actor",
    "archive_alias",
    "archive_article",
    "archive_incident",
    "archive_incidentcontext",
    "archive_incidentlink",
    "archive_incidentparticipant",
    "archive_incidentparticipant_asserted_by",
    "archive_incidentplace",
    "archive_measure",
    "archive_passage",
    "archive_revision",
    "archive_statement",
    "archive_statement_about",
    "archive_statementparticipant",
    "archive_statementspeechact",
}
RESOURCES = ("incidents", "statements", "actors", "articles")
VIEWSETS: dict[str, type[RecordViewSet]] = {
    prefix: viewset for prefix, viewset, _ in router.registry if issubclass(viewset, RecordViewSet)
}
FILTERS = [
    (resource, name)
    for resource in RESOURCES
    for name in VIEWSETS[resource].filterset_class.parameters()
]
# What cannot be asked alone.
WITH = {
    "date_match": {"date_after": "2010-01-01"},
    "measure_min": {"measure": "killed"},
    "measure_max": {"measure": "killed"},
}
PAIRS = [
    ("incidents", "country", "event_type"),
    ("incidents", "country", "date_after"),
    ("incidents", "country", "date_before"),
    ("incidents", "country", "killed_min"),
    ("incidents", "country", "participant_role"),
    ("incidents", "country", "q"),
    ("incidents", "event_type", "date_after"),
    ("incidents", "event_type", "event_mode"),
    ("incidents", "context", "date_after"),
    ("incidents", "participant", "country"),
    ("incidents", "participant", "date_after"),
    ("incidents", "participant", "event_type"),
    ("incidents", "participant", "participant_role"),
    ("incidents", "participant_country", "country"),
    ("incidents", "participant_kind", "event_type"),
    ("incidents", "place", "date_after"),
    ("incidents", "bbox", "date_after"),
    ("incidents", "bbox", "event_type"),
    ("incidents", "killed_min", "date_after"),
    ("incidents", "source", "date_after"),
    ("incidents", "q", "date_after"),
    ("statements", "speaker", "date_after"),
    ("statements", "speaker", "addressee"),
    ("statements", "speaker", "speech_act"),
    ("statements", "speech_act", "date_after"),
    ("statements", "form", "medium"),
    ("statements", "about", "form"),
    ("statements", "q", "date_after"),
    ("actors", "kind", "country"),
    ("actors", "name", "kind"),
    ("actors", "q", "country"),
    ("articles", "source", "published_after"),
    ("articles", "language", "published_after"),
    ("articles", "mentions", "published_after"),
    ("articles", "q", "language"),
]


# Words anywhere in a name: no ordinary index knows them, so the names are read, and nothing else.
BY_NAME = {name for _, name in FILTERS if name == "name" or name.endswith("_name")}
_NAMES = {
    "sqlite": r"^SCAN U0\b|COVERING INDEX actor_by_name",  # U0 is the aliases
    "postgresql": r"Seq Scan on archive_(actor|alias)\b",
}
# The passages about affiliations are few, and an index of their own lists them.
_FEW = r"INDEX passage_of_affiliation"


def is_read_on_purpose(query: dict[str, str], scan: str) -> bool:
    """Whether there is no better way."""
    if query.keys() & BY_NAME and re.search(_NAMES[connection.vendor], scan):
        return True
    return "mentions" in query and re.search(_FEW, scan) is not None


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """An archive of some thousand incidents, planned for as if it were a hundred times as large."""
    with django_db_blocker.unblock(), transaction.atomic():
        if connection.vendor == "postgresql":
            _begin_with_empty_files()
        load(Sizes.of(3000), 5, quiet)
        if connection.vendor == "sqlite":
            _say_that_tables_are_large()
        yield
        transaction.set_rollback(True)


def _begin_with_empty_files() -> None:
    """Leave no dead rows of other tests: an index made over their chains of updates is not used.

    Not before the transaction that made it is over (`indcheckxmin` in `pg_index`), and here it
    lasts as long as the tests.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(sorted(LARGE))} CASCADE")


def _say_that_tables_are_large() -> None:
    """Multiply what the planner knows: rows in all, and rows for each value of a column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid, stat FROM sqlite_stat1 WHERE tbl LIKE 'archive_%'")
        for row, stat in cursor.fetchall():
            numbers = [
                word if not word.isdigit() or word == "1" else str(int(word) * 100)
                for word in stat.split()
            ]
            cursor.execute(
                "UPDATE sqlite_stat1 SET stat = %s WHERE rowid = %s", [" ".join(numbers), row]
            )
        cursor.execute("ANALYZE sqlite_master")


def value_of(parameter: Parameter) -> str:
    """Return a value that finds something where one must."""
    if isinstance(parameter, UidFilter):
        model = parameter.kind.models[0]
        uid: str = model.objects.filter(review_status="published").order_by("pk").first().uid
        return uid
    return parameter.example


def plans(api: APIClient, address: str, query: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Ask a question; return each query that it cost with its plan, line by line."""
    asked: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(("SELECT", "WITH")):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    connection.force_debug_cursor = True  # the reader goes past Django's cursors otherwise
    try:
        with connection.execute_wrapper(listen):
            body(api.get(address, query))
    finally:
        connection.force_debug_cursor = False
    with connection.cursor() as cursor:
        return [(sql, _explained(cursor, sql, params)) for sql, params in asked]


def _explained(cursor: Any, sql: str, params: Any) -> list[str]:
    if connection.vendor == "sqlite":
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return [row[3] for row in cursor.fetchall()]
    # A table of some thousand rows is soon read whole: the question is whether it must be.
    cursor.execute("SET LOCAL enable_seqscan = off")
    cursor.execute(f"EXPLAIN {sql}", params)
    lines = [row[0] for row in cursor.fetchall()]
    cursor.execute("SET LOCAL enable_seqscan = on")
    return lines


def whole_tables(sql: str, lines: list[str]) -> list[str]:
    """Return the lines of a plan that read a large table from end to end."""
    called = {alias: table for table, alias in _CALLED.findall(sql)}
    scans = [found for line in lines if (found := _SCAN[connection.vendor].search(line))]
    return [found[0] for found in scans if called.get(found[1], found[1]) in LARGE]


_CALLED = re.compile(r'"(archive_\w+)" ([A-Z]\d+)\b')
_SCAN = {
    # What is walked in the order of an index may stop early, but need not.
    "sqlite": re.compile(r"^SCAN (\w+)(?! VIRTUAL)\b.*"),
    "postgresql": re.compile(r"Seq Scan on (\w+).*"),
}


def check(api: APIClient, resource: str, query: dict[str, str]) -> None:
    explained = plans(api, f"{ROOT}/{resource}/", query)
    found = {sql: whole_tables(sql, lines) for sql, lines in explained}
    needless = {
        sql: [scan for scan in scans if not is_read_on_purpose(query, scan)]
        for sql, scans in found.items()
    }
    assert {sql: scans for sql, scans in needless.items() if scans} == {}
    lines = [line for _, plan in explained for line in plan]
    assert any("INDEX" in line or "PRIMARY KEY" in line or "Index" in line for line in lines)


@pytest.mark.parametrize(("resource", "name"), FILTERS)
def test_each_filter_alone_finds_by_an_index(
    loaded: None, api: APIClient, resource: str, name: str
) -> None:
    filters = VIEWSETS[resource].filterset_class.parameters()

    check(api, resource, {**WITH.get(name, {}), name: value_of(filters[name])})


@pytest.mark.parametrize(("resource", "first", "second"), PAIRS)
def test_common_pairs_find_by_an_index(
    loaded: None, api: APIClient, resource: str, first: str, second: str
) -> None:
    filters = VIEWSETS[resource].filterset_class.parameters()

    check(api, resource, {name: value_of(filters[name]) for name in (first, second)})


@pytest.mark.parametrize(
    ("resource", "ordering"),
    [
        (resource, sign + name)
        for resource in RESOURCES
        for name in VIEWSETS[resource].orderings
        for sign in ("", "-")
    ],
)
def test_each_ordering_is_that_of_an_index(
    loaded: None, api: APIClient, resource: str, ordering: str
) -> None:
    explained = plans(api, f"{ROOT}/{resource}/", {"ordering": ordering, "limit": "5"})

    (sql, keys), *_ = explained
    assert whole_tables(sql, keys) == []
    assert not any("TEMP B-TREE" in line or "Sort" in line for line in keys), keys


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_record_is_read_by_its_keys(loaded: None, api: APIClient, resource: str) -> None:
    model = VIEWSETS[resource].model
    uid = model.objects.filter(review_status="published").order_by("pk").first().uid

    explained = plans(api, f"{ROOT}/{resource}/{uid}/", {})

    assert {sql: scans for sql, lines in explained if (scans := whole_tables(sql, lines))} == {}
