"""A limit to how long the database may work."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from archive.budget import OutOfTimeError, time_budget
from archive.models import Source
from tests.factories import SourceFactory

# Counts to a number that no test waits for.
ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) "
    "SELECT count(*) FROM n"
)


@pytest.mark.django_db
def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_works() -> None:
    SourceFactory()

    with pytest.raises(OutOfTimeError), time_budget(0.05), connection.cursor() as cursor:
        cursor.execute(ENDLESS)

    assert Source.objects.count() == 1


@pytest.mark.django_db
def test_a_query_within_its_time_answers() -> None:
    SourceFactory()

    with time_budget(5):
        assert Source.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_the_limit_ends_with_the_block() -> None:
    with pytest.raises(OutOfTimeError), time_budget(0.05), connection.cursor() as cursor:
        cursor.execute(ENDLESS)
    with time_budget(0.01):
        Source.objects.count()

    with connection.cursor() as cursor:
        cursor.execute(ENDLESS.replace("1000000000", "300000"))
        assert cursor.fetchone() == (300_000,)


@pytest.mark.django_db(transaction=True)
def test_what_is_stopped_is_taken_back_and_leaves_no_transaction(monkeypatch) -> None:
    # Every instruction asks whether to go on, those of the rollback too.
    monkeypatch.setattr("archive.budget._SQLITE_STEPS", 1)

    def write_without_end() -> None:
        with time_budget(0.5), transaction.atomic(), connection.cursor() as cursor:
            SourceFactory()
            cursor.execute(ENDLESS)

    with pytest.raises(OutOfTimeError):
        write_without_end()

    assert not connection.in_atomic_block
    if connection.vendor == "sqlite":
        assert not connection.connection.in_transaction
    assert Source.objects.count() == 0


@pytest.mark.django_db
def test_an_error_of_another_kind_passes_through() -> None:
    with (
        pytest.raises(DatabaseError, match="no_such_table"),
        time_budget(5),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM no_such_table")
