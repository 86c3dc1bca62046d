"""What a migration does to rows, told before it runs: most do nothing to them.

What is derived from rows (columns, terms, the index of words) then needs no second look after it,
which takes tens of minutes in an archive of a million incidents.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import connections
from django.db.migrations import operations
from django.db.migrations.operations.base import Operation

# These make room, or take away what has no reader any more; other columns keep their values.
_HARMLESS = (
    operations.AddConstraint,
    operations.AddField,
    operations.AddIndex,
    operations.AlterModelManagers,
    operations.AlterModelOptions,
    operations.AlterModelTableComment,
    operations.CreateModel,
    operations.RemoveConstraint,
    operations.RemoveField,
    operations.RemoveIndex,
    operations.RenameIndex,
)


def keeps_rows(plan: Any, apps: Any, using: str = "default") -> bool:
    """Whether no value in the archive's tables changes by these migrations.

    `plan` and `apps`, the models before them, are what `pre_migrate` hands on. What is written by
    hand, in Python or SQL, may change anything.
    """
    return all(
        _is_harmless(operation, apps, using)
        for migration, _backwards in plan
        if migration.app_label == "archive"
        for operation in migration.operations
    )


def _is_harmless(operation: Operation, apps: Any, using: str) -> bool:
    if isinstance(operation, operations.AlterField):
        return _keeps_values(operation, apps, using)
    return isinstance(operation, _HARMLESS)


def _keeps_values(operation: operations.AlterField, apps: Any, using: str) -> bool:
    """Whether a field only says something else of itself, such as its choices."""
    try:
        model: Any = apps.get_model("archive", operation.model_name)
        before: Any = model._meta.get_field(operation.name)
    except (LookupError, FieldDoesNotExist):  # what is not there yet has no values
        return True
    after: Any = operation.field
    if before.null != after.null:
        return False
    if before.is_relation or after.is_relation:
        # Which type a key has is told by what it points at, which only a whole state knows.
        return _target(before) == _target(after)
    connection = connections[using]
    same: bool = before.db_type(connection) == after.db_type(connection)
    return same


def _target(field: Any) -> str | None:
    target: str | None = field.deconstruct()[3].get("to")
    return target
