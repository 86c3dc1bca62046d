"""A snapshot: what is written meanwhile is not seen, and no writer waits for it."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection

from archive.models import Source
from archive.snapshot import Snapshot
from tests.config.processes import python
from tests.factories import SourceFactory

# A file of its own: of a database in memory there is one connection.
ON_SQLITE = """
import sqlite3, sys
import django
django.setup()
from django.db import connection
from archive.snapshot import Snapshot

def rows():
    with connection.cursor() as cursor:
        return cursor.execute("SELECT count(*) FROM told").fetchone()[0]

with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE told (word TEXT)")
    cursor.execute("INSERT INTO told VALUES ('first')")
snapshot = Snapshot()
seen = [rows()]
other = sqlite3.connect(sys.argv[1], timeout=0)
other.execute("INSERT INTO told VALUES ('second')")
other.commit()
seen.append(rows())
snapshot.close()
seen.append(rows())
print(seen)
"""


def test_what_is_written_meanwhile_is_not_seen_on_sqlite(tmp_path):
    file = str(tmp_path / "archive.sqlite3")

    done = python("-c", ON_SQLITE, file, ARCHIVE_DB=file, DEBUG="1")

    assert (done.stdout, done.stderr) == ("[1, 1, 2]\n", "")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="speaks of PostgreSQL")
def test_what_is_written_meanwhile_is_not_seen_on_postgresql(transactional_db):
    def write() -> None:
        try:
            SourceFactory()
        finally:
            connection.close()

    snapshot = Snapshot()
    seen = [Source.objects.count()]
    writer = Thread(target=write)
    writer.start()
    writer.join()
    seen.append(Source.objects.count())
    snapshot.close()

    assert [*seen, Source.objects.count()] == [0, 0, 1]


def test_closing_leaves_the_connection_as_it_was(transactional_db):
    snapshot = Snapshot()
    assert Source.objects.count() == 0
    snapshot.close()
    snapshot.close()

    SourceFactory()
    assert Source.objects.count() == 1


def test_within_a_transaction_that_one_is_the_view(db):
    snapshot = Snapshot()
    SourceFactory()
    snapshot.close()

    assert Source.objects.count() == 1
