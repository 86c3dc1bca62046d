"""Queries whose plan PostgreSQL keeps: made once for a connection, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DataError, NotSupportedError, connection, transaction

from archive.driver import run

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans at once"),
]
SQL = "SELECT word FROM kept WHERE id = ANY(%s::bigint[]) ORDER BY id"


@pytest.fixture
def kept() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (id bigint PRIMARY KEY, word varchar(10))")
        cursor.execute("INSERT INTO kept VALUES (1, 'one'), (2, 'two'), (3, NULL)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE kept")


def ask(*keys: int) -> list[str | None]:
    return [word for (word,) in run(SQL, ["{" + ",".join(map(str, keys)) + "}"], keeps_plan=True)]


def plans() -> list[tuple[str, int, int]]:
    """Return what is prepared: the query, how often it was planned once for all, and for values."""
    return run("SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements")


def test_query_by_keys_is_planned_once_for_all_keys(kept):
    assert [ask(1), ask(2, 3), ask(2**40), ask()] == [["one"], ["two", None], [], []]
    [(statement, generic, custom)] = plans()
    assert (statement, generic, custom) == (SQL.replace("%s", "$1"), 4, 0)


def test_no_other_query_is_prepared(kept):
    for _ in range(10):
        run("SELECT word FROM kept WHERE id = %s", [1])
    assert plans() == []
    assert connection.connection.prepare_threshold is None


def test_query_by_keys_is_not_prepared_where_that_is_turned_off(kept, settings):
    settings.PREPARED_STATEMENTS = False
    assert ask(1, 2) == ["one", "two"]
    assert plans() == []


def test_failed_query_by_keys_is_the_database_error_of_django_and_the_next_one_works(kept):
    ask(1)
    with pytest.raises(DataError), transaction.atomic():
        run(SQL, ["no keys"], keeps_plan=True)
    assert ask(1) == ["one"]


def test_query_by_keys_within_a_broken_transaction_is_refused(kept):
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            ask(1)
    assert ask(1) == ["one"]


@pytest.mark.django_db(transaction=True)
def test_query_by_keys_outlives_a_rollback_and_a_new_connection(kept):
    ask(1)
    with transaction.atomic():
        ask(2)
        transaction.set_rollback(True)
    assert ask(2) == ["two"]
    connection.close()
    assert ask(3) == [None]


@pytest.mark.django_db(transaction=True)
def test_query_by_keys_outlives_a_migration_that_changes_its_columns(kept):
    ask(1)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kept ALTER word TYPE varchar(20)")
    assert ask(1, 2) == ["one", "two"]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kept ALTER word TYPE varchar(30)")
    # The query cannot be repeated within a transaction, which is lost; the next one can.
    with pytest.raises(NotSupportedError), transaction.atomic():
        ask(1)
    assert ask(1, 2) == ["one", "two"]
