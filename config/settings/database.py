"""The database: SQLite unless DATABASE_URL names a PostgreSQL server, and how each is driven."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import VAR_DIR, env, flag

SQLITE = "django.db.backends.sqlite3"
SCHEMES = ("sqlite://", "postgres://", "postgresql://")

# IMMEDIATE takes the write lock when a transaction begins: the default (DEFERRED) fails with
# "database is locked" as soon as two writers have read first. FULL keeps every acknowledged row
# through a power cut, which an archive owes its coders; temp_store 2 is memory.
# Without detect_types the driver leaves text as it is; the ORM converts what it reads itself, and
# the fast reader would only have to write it out again.
# A prepared statement is kept for each shape of a question: preparing one may cost more than it.
SQLITE_OPTIONS: dict[str, Any] = {
    "detect_types": 0,
    "cached_statements": 512,
    "transaction_mode": "IMMEDIATE",
    # Seconds to wait for the write lock. Nobody queues for it in turn: with many writers on a busy
    # machine one may be unlucky several times.
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode = WAL;"
        "PRAGMA synchronous = FULL;"
        "PRAGMA foreign_keys = ON;"
        "PRAGMA cache_size = -65536;"
        "PRAGMA temp_store = 2;"
    ),
}


# The values do not matter for the plan of what is prepared (archive.driver), so PostgreSQL need
# not look at them again and again: it would take longer than the work.
GENERIC_PLANS = "-c plan_cache_mode=force_generic_plan"


def database(*, url: str, sqlite_path: str, prepared: bool = True) -> dict[str, Any]:
    """Return Django's settings of one database, from its URL or else the path of a SQLite file.

    Connections stay open for the life of their thread (CONN_MAX_AGE None): opening one costs more
    than most queries. `prepared`: whether queries are prepared on a PostgreSQL server.
    """
    if url and sqlite_path:
        raise ImproperlyConfigured("Set ARCHIVE_DB or DATABASE_URL, not both.")
    if url and not url.startswith(SCHEMES):
        raise ImproperlyConfigured(f"DATABASE_URL must begin with one of {', '.join(SCHEMES)}.")
    settings: dict[str, Any] = (
        env.db_url_config(url)
        if url
        else {"ENGINE": SQLITE, "NAME": Path(sqlite_path or VAR_DIR / "archive.sqlite3").resolve()}
    )
    if settings["ENGINE"] == SQLITE:
        settings["OPTIONS"] = SQLITE_OPTIONS | settings.get("OPTIONS", {})
    else:
        settings["CONN_HEALTH_CHECKS"] = True
        if prepared:
            options = settings.setdefault("OPTIONS", {})
            options["options"] = f"{options.get('options', '')} {GENERIC_PLANS}".strip()
    settings["CONN_MAX_AGE"] = None
    return settings


# Whether queries by keys are prepared on PostgreSQL; a pooler may not know of it.
PREPARED_STATEMENTS = flag("PREPARED_STATEMENTS", default=True)

DATABASES = {
    "default": database(
        url=env.str("DATABASE_URL", default=""),
        sqlite_path=env.str("ARCHIVE_DB", default=""),
        prepared=PREPARED_STATEMENTS,
    )
}
