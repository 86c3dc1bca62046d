"""What SQLite knows of its tables: renewed after loads and migrations, silent on tiny tables."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection

from archive import planning
from archive.models import Source

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL renews by itself"),
]


def known():
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        return {table for (table,) in cursor.fetchall()}


def add_sources(number):
    Source.objects.bulk_create(Source(name=f"Outlet {n}") for n in range(number))


def forget():
    planning.renew()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_stat1")


def test_renew_knows_large_tables_and_no_tiny_ones():
    add_sources(1200)

    planning.renew()

    assert "archive_source" in known()
    assert "archive_incident" not in known()


def test_a_table_that_is_made_anew_by_a_migration_is_looked_at_again():
    add_sources(1200)
    forget()

    planning.after_migration(plan=[(SimpleNamespace(app_label="sessions"), False)])
    assert known() == set()
    planning.after_migration(plan=[(SimpleNamespace(app_label="archive"), False)])
    assert "archive_source" in known()


def test_a_load_is_looked_at(tmp_path, capsys):
    add_sources(1200)
    forget()
    path = tmp_path / "story.txt"
    path.write_text("# A title\n\nPublished :`2024-08-06 09:16:30`\n\n---\n\nSome text.\n\n---\n")

    call_command("load", "document", str(path), "--dry-run")
    assert known() == set()
    call_command("load", "document", str(path))
    assert "archive_source" in known()
