"""What the engine knows of its tables, by which it plans: renewed when they change much."""

from __future__ import annotations

from typing import Any

from django.db import connections

# SQLite looks at no more entries of each index: seconds even in a large archive.
_LOOKED_AT = 10_000
# Of a smaller table it had better think as of one that it does not know. It may grow for a long
# time before it is looked at again, and what is said to be tiny is read from end to end.
_TINY = 1000


def renew(using: str = "default") -> None:
    """Have the engine look at its tables anew: after many rows came at once."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("ANALYZE")
            return
        cursor.execute(f"PRAGMA analysis_limit = {_LOOKED_AT}")
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA analysis_limit = 0")
        # The statistics of an index begin with the number of its rows.
        cursor.execute("DELETE FROM sqlite_stat1 WHERE CAST(stat AS INTEGER) < %s", [_TINY])
        cursor.execute("ANALYZE sqlite_master")  # reads the statistics, looks at no table


def after_migration(using: str = "default", plan: Any = (), **_: Any) -> None:
    """Renew what was known of tables that SQLite made anew to alter them: it forgets it then."""
    if connections[using].vendor == "sqlite" and any(
        migration.app_label == "archive" for migration, _backwards in plan
    ):
        renew(using)
