"""How SQL that was not written by the ORM is run: by the shortest way to the rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

Row = tuple[Any, ...]

# For each connection; the largest plan takes some 2.5 MB of PostgreSQL's memory.
_PREPARED = 64


def run(
    sql: str,
    params: Sequence[Any] = (),
    *,
    using: str = DEFAULT_DB_ALIAS,
    keeps_plan: bool = False,
) -> list[Row]:
    """Return the rows of a query whose parameters are written `%s`.

    On SQLite the driver is called directly: Django's cursor costs more than most of these queries.
    `keeps_plan`: the best plan does not depend on the parameters; PostgreSQL makes it once.
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
    if keeps_plan and settings.PREPARED_STATEMENTS and not database.queries_logged:
        return _run_prepared(database, sql, params)
    with database.cursor() as cursor:
        cursor.execute(sql, tuple(params))
        return list(cursor.fetchall())


def _run_prepared(database: Any, sql: str, params: Sequence[Any]) -> list[Row]:
    """Run a query on PostgreSQL by the plan that was made when it first came by this connection.

    Everything else is sent with its values in its text, by Django's own cursor, and planned anew.
    """
    database.ensure_connection()
    database.validate_no_broken_transaction()
    connection, driver = database.connection, database.Database
    before = connection.prepare_threshold
    with database.wrap_database_errors, driver.Cursor(connection) as cursor:
        connection.prepare_threshold, connection.prepared_max = 0, _PREPARED
        try:
            cursor.execute(sql, params, prepare=True)
        except driver.errors.FeatureNotSupported:
            # A column has another type since then. Within a transaction its end forgets the plans.
            if database.in_atomic_block:
                raise
            cursor.execute("DEALLOCATE ALL")
            cursor.execute(sql, params, prepare=True)
        finally:
            connection.prepare_threshold = before
        found: list[Row] = cursor.fetchall()
        return found


@lru_cache(maxsize=4096)
def _for_driver(sql: str) -> str:
    return sql.replace("%s", "?")
