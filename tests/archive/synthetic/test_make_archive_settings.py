"""`make_archive` hurries SQLite while it writes, and no longer."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of SQLite")


def safety():
    with connection.cursor() as cursor:
        found = {}
        for name in ("synchronous", "foreign_keys", "journal_mode", "temp_store"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()
        return found


@pytest.mark.django_db(transaction=True)
def test_load_leaves_safety_settings_as_they_were():
    before = safety()
    call_command("make_archive", incidents=10, seed=1, yes=True)
    assert safety() == before
    connection.check_constraints()


@pytest.mark.parametrize("held_open", [False, True])
def test_file_is_left_with_a_write_ahead_log(tmp_path, held_open):
    path = tmp_path / "made.sqlite3"
    environment = os.environ | {"ARCHIVE_DB": str(path), "DATABASE_URL": ""}

    def manage(*command):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )

    manage("migrate", "--verbosity=0")
    with closing(sqlite3.connect(path)) as other:
        if held_open:  # as a server does: the journal cannot be changed then
            other.execute("SELECT count(*) FROM archive_incident").fetchone()
        manage("make_archive", "--incidents=10")
    with closing(sqlite3.connect(path)) as made:
        assert made.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert made.execute("SELECT count(*) FROM archive_incident").fetchone() == (10,)
