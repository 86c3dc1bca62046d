"""The first story for a test: loaded in earnest once a process, put back row by row ever after.

Loading a story asks some thousand questions, and a hundred tests want one. The rows that the first
loading left are kept, those of the change log among them; the triggers make the search index of
them as they do of any rows.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from archive.models import Change

# Table -> its columns and its rows, in the order of the models.
_kept: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}


def load_first_story() -> None:
    """Fill an empty archive with the first story, or add it to what is there."""
    if Change.objects.exists():
        call_command("loaddata", "first_story", verbosity=0)
    elif _kept:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, (columns, rows) in _kept.items():
                places = ", ".join(["%s"] * len(columns))
                names = ", ".join(map(connection.ops.quote_name, columns))
                cursor.executemany(
                    f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608 -- our tables
                    rows,
                )
    else:
        call_command("loaddata", "first_story", verbosity=0)
        _keep()


def _keep() -> None:
    models = apps.get_app_config("archive").get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table
            columns = [
                str(field.column)
                for field in model._meta.local_concrete_fields
                if not field.generated
            ]
            names = ", ".join(map(connection.ops.quote_name, columns))
            cursor.execute(f"SELECT {names} FROM {table}")  # noqa: S608 -- our tables
            if rows := [tuple(row) for row in cursor.fetchall()]:
                _kept[table] = (columns, rows)
