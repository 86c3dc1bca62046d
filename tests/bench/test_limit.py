"""The limit answers what the API answers: else a comparison with it would say nothing."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlsplit

import orjson
import pytest
from django.db import connection, transaction
from django.test import Client

from archive.synthetic.load import load
from archive.synthetic.sizes import Sizes
from tests.archive.synthetic.catalogue import quiet
from tests.bench import limit
from tests.bench.limit.store import Store
from tests.bench.picks import Picks
from tests.bench.workloads import workloads

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the limit reads SQLite"),
]

# They hold the page's cursor, which everyone makes their own way.
CURSORS = {"next", "next_cursor"}


@pytest.fixture(scope="module")
def picks(django_db_setup, django_db_blocker):
    """Load an archive; yield what to ask of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(Sizes.of(1500), 5, quiet)
        yield Picks.of(connection.connection)
        transaction.set_rollback(True)


def answer_of_limit(target):
    started = []
    parts = urlsplit(target)
    environ = {
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "HTTP_HOST": "testserver",
        "wsgi.input": io.BytesIO(),
    }
    body = b"".join(limit.application(environ, lambda *given: started.append(given)))
    assert started[0][0] == "200 OK"
    return orjson.loads(body)


@pytest.mark.parametrize(
    "name",
    [
        "detail",
        "first",
        "filtered",
        "actor-head",
        "actor-middle",
        "actor-tail",
        "bbox",
        "search-10",
        "search-1",
        "search-001",
        "search-filtered",
        "facets",
        "timeline",
    ],
)
def test_limit_answers_as_the_api(picks, name, monkeypatch):
    monkeypatch.setattr(Store, "of_thread", lambda: Store(connection.connection))
    workload = {each.name: each for each in workloads(picks, "bench")}[name]
    for ours, theirs in zip(workload.ours, workload.limit, strict=True):
        answer = Client().get(ours)
        assert answer.status_code == 200, answer.content
        expected = orjson.loads(answer.content)
        found = answer_of_limit(theirs)
        assert found.keys() == expected.keys()
        for key in found.keys() - CURSORS:
            assert found[key] == expected[key], (ours, key)


@pytest.mark.parametrize("kind", ["csv", "ndjson"])
def test_limit_exports_as_the_api(picks, kind, monkeypatch):
    monkeypatch.setattr(Store, "of_thread", lambda: Store(connection.connection))
    query = f"event_type={picks.tenth}&format={kind}"
    profile = "&profile=raw" if kind == "csv" else ""
    answer = Client().get(f"/api/v1/incidents/export/?{query}{profile}")
    expected = b"".join(answer.streaming_content).splitlines()
    started: list[Any] = []
    environ = {"PATH_INFO": "/export", "QUERY_STRING": query, "HTTP_HOST": "testserver"}
    found = b"".join(limit.application(environ, lambda *given: started.append(given))).splitlines()
    assert len(found) > 20
    if kind == "ndjson":  # the members of an object may come in another order
        expected, found = [orjson.loads(line) for line in expected], list(map(orjson.loads, found))
    for one, other in zip(found, expected, strict=True):
        assert one == other
