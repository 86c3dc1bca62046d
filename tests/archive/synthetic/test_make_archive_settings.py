"""`make_archive` hurries SQLite while it writes, and no longer."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of SQLite"),
]


def safety():
    with connection.cursor() as cursor:
        found = {}
        for name in ("synchronous", "foreign_keys", "journal_mode", "temp_store"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()
        return found


def test_load_leaves_safety_settings_as_they_were():
    before = safety()
    call_command("make_archive", incidents=10, seed=1, yes=True)
    assert safety() == before
    connection.check_constraints()
