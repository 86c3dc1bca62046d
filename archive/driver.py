"""How SQL that was not written by the ORM is run: by the shortest way to the rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

Row = tuple[Any, ...]


def run(sql: str, params: Sequence[Any] = (), *, using: str = DEFAULT_DB_ALIAS) -> list[Row]:
    """Return the rows of a query whose parameters are written `%s`.

    On SQLite the driver is called directly: Django's cursor costs more than most of these queries.
    """
    database = connections[using]
    if database.vendor == "sqlite" and not database.queries_logged:
        if database.connection is None:
            database.ensure_connection()
        try:
            rows: list[Row] = database.connection.execute(_for_driver(sql), params).fetchall()
        except Exception:
            # Asked only now: to be ready for an error costs more than a short query.
            with database.wrap_database_errors:
                raise
        return rows
    with database.cursor() as cursor:
        cursor.execute(sql, tuple(params))
        return list(cursor.fetchall())


@lru_cache(maxsize=4096)
def _for_driver(sql: str) -> str:
    return sql.replace("%s", "?")
