"""Which database the settings name, and how it is driven."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.settings.database import SQLITE_OPTIONS, database
from config.settings.environment import VAR_DIR


def test_database_defaults_to_sqlite_in_var():
    settings = database(url="", sqlite_path="")

    assert settings == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "archive.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
        "CONN_MAX_AGE": None,
    }


def test_database_path_names_the_sqlite_file(tmp_path):
    assert database(url="", sqlite_path=str(tmp_path / "a.db"))["NAME"] == tmp_path / "a.db"


def test_database_url_names_a_postgresql_server():
    settings = database(url="postgres://coder:s%40fe@db.example.org:5433/archive", sqlite_path="")

    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"]) == ("coder", "s@fe")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == (
        "db.example.org",
        5433,
        "archive",
    )
    assert settings["CONN_MAX_AGE"] is None
    assert settings["CONN_HEALTH_CHECKS"] is True


def test_prepared_queries_are_planned_once_unless_that_is_turned_off():
    url = "postgres://db.example.org/archive?options=-c%20work_mem%3D64MB"
    plans = "-c plan_cache_mode=force_generic_plan"

    assert database(url="postgres://db.example.org/archive", sqlite_path="")["OPTIONS"] == {
        "options": plans
    }
    assert database(url=url, sqlite_path="")["OPTIONS"] == {"options": f"-c work_mem=64MB {plans}"}
    assert database(url=url, sqlite_path="", prepared=False)["OPTIONS"] == {
        "options": "-c work_mem=64MB"
    }


def test_database_named_twice_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="Set ARCHIVE_DB or DATABASE_URL, not both"):
        database(url="postgres://localhost/archive", sqlite_path=str(tmp_path / "a.db"))


@pytest.mark.parametrize("url", ["mysql://localhost/archive", "sqlite", "no url at all"])
def test_database_of_another_kind_is_refused(url):
    with pytest.raises(
        ImproperlyConfigured,
        match="DATABASE_URL must begin with one of sqlite://, postgres://, postgresql://",
    ):
        database(url=url, sqlite_path="")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="pragmas are SQLite's")
@pytest.mark.parametrize(
    ("pragma", "value"), [("synchronous", 2), ("foreign_keys", 1), ("cache_size", -65536)]
)
def test_sqlite_connection_has_the_pragmas(pragma, value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")

        assert cursor.fetchone() == (value,)
