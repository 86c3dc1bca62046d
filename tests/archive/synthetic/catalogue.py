"""What the database says of itself: its indexes, constraints and triggers."""

from __future__ import annotations

from django.db import connection

_CATALOGUES = {
    "sqlite": "SELECT type, name, tbl_name, sql FROM sqlite_master "
    "WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1, 2",
    "postgresql": "SELECT 'index', indexname, tablename, indexdef FROM pg_indexes "
    "WHERE schemaname = current_schema() UNION ALL "
    "SELECT 'constraint', conname, conrelid::regclass::text, pg_get_constraintdef(oid) "
    "FROM pg_constraint WHERE connamespace = current_schema()::regnamespace UNION ALL "
    "SELECT 'trigger', tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) "
    "FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2, 3",
}


def catalogue():
    """Return everything beside tables that the database keeps, each as the SQL that makes it."""
    with connection.cursor() as cursor:
        cursor.execute(_CATALOGUES[connection.vendor])
        return cursor.fetchall()


def quiet(step, share):
    """Report nothing."""
