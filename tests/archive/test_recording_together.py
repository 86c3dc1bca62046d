"""The log of changes where two acts go on at once: each record tells what it shows in the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from archive.models import Change, IncidentLink
from tests.factories import ArticleFactory, IncidentFactory, SourceFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]

PATIENCE = 60


@contextmanager
def overtaking(act: Callable[[], object]) -> Iterator[None]:
    """Do what follows in a transaction that ends when `act`, on another connection, waits for it.

    Both have ended afterwards.
    """

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            yield
            other = pool.submit(run)
            deadline = time.monotonic() + PATIENCE
            while not (waits := _is_waited_for()) and not other.done():
                assert time.monotonic() < deadline
                time.sleep(0.01)
        other.result(PATIENCE)
    assert waits


def _is_waited_for() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted"
            " AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        return bool(cursor.fetchone()[0])


def _last(uid: str) -> tuple[list[str], str | None]:
    change = Change.objects.filter(uid=uid).latest("seq")
    return change.fields, change.because_of


def test_what_begins_to_show_a_record_meanwhile_is_told_of_its_change() -> None:
    source, article = SourceFactory(), ArticleFactory()

    def rename() -> None:
        source.name = "Another name"
        source.save()

    with overtaking(rename):
        article.source = source
        article.save()
        assert _last(article.uid) == (["source"], None)

    assert _last(source.uid) == (["name"], None)
    assert _last(article.uid) == ([], source.uid)
    article.refresh_from_db()
    assert article.version == Change.objects.filter(uid=article.uid).latest("seq").version == 3


def test_a_link_from_what_is_published_meanwhile_is_told_at_its_other_end() -> None:
    near, far = IncidentFactory(review_status="draft"), IncidentFactory()

    def link() -> None:
        IncidentLink(from_incident=near, to_incident=far, kind="response_to").save()

    with overtaking(link):
        near.review_status = "published"
        near.save()

    assert _last(far.uid) == (["linked_from"], near.uid)
