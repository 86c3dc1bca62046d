"""The log of what is written past `save()`: data sets and invented archives, by the thousand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import F

from archive.recording.entries import ACT, lock_log
from archive.recording.owners import is_record
from archive.typeids import new_uid

_CHUNK = 500


def record_models() -> list[type[models.Model]]:
    """Return the models of the records, those that others refer to first."""
    first = ("source", "place", "actor", "article", "incident", "statement")
    return [apps.get_model("archive", name) for name in first]


def log_unlogged(
    by: str | None = None, reason: str | None = None, *, created_at: datetime | None = None
) -> int:
    """Give every record that the log does not know its entry “create”; return how many they were.

    `created_at` limits it to the records of that very moment, which an index finds.
    """
    lock_log()
    written, act = 0, new_uid(ACT)
    for model in record_models():
        when = (
            "r.is_public IN %(either)s AND r.created_at = %(moment)s AND "
            if created_at is not None
            else ""
        )
        text = _INSERT.format(table=model._meta.db_table, when=when)
        with connection.cursor() as cursor:
            cursor.execute(
                *_bound(
                    text,
                    {"act": act, "type": model._meta.model_name, "by": by, "reason": reason},
                    created_at,
                )
            )
            written += cursor.rowcount
    return written


_INSERT = (
    "INSERT INTO archive_change"
    " (act, op, type, uid, version, fields, by, reason, because_of, at, was_public, is_public)"
    " SELECT %(act)s, 'create', %(type)s, r.uid, r.version, '[]', %(by)s, %(reason)s, NULL,"
    " r.created_at, %(false)s, r.is_public FROM {table} r"
    " WHERE {when}NOT EXISTS (SELECT 1 FROM archive_change c WHERE c.uid = r.uid) ORDER BY r.id"
)


def _bound(
    text: str, values: dict[str, Any], created_at: datetime | None
) -> tuple[str, dict[str, Any]]:
    """Return SQL and its parameters as the engine takes them."""
    values["false"] = False
    if created_at is not None:
        values["moment"] = connection.ops.adapt_datetimefield_value(created_at)
        text = text.replace("IN %(either)s", "IN (%(yes)s, %(no)s)")
        values |= {"yes": True, "no": False}
    return text, values


def log_touched(
    model: type[models.Model],
    keys: Collection[int],
    fields: list[str],
    by: str | None = None,
    reason: str | None = None,
) -> None:
    """Tell that records got parts past `save()`: each has a new version and an entry “update”.

    What was there before is not kept: it still is.
    """
    if not is_record(model):
        raise TypeError(f"{model} is no record")
    change_model: Any = apps.get_model("archive", "Change")
    ordered, act = sorted(keys), new_uid(ACT)
    for start in range(0, len(ordered), _CHUNK):
        rows: Any = model._base_manager.filter(pk__in=ordered[start : start + _CHUNK])
        rows.update(version=F("version") + 1)
        lock_log()
        changes = [
            change_model(
                act=act,
                op="update",
                type=model._meta.model_name,
                uid=uid,
                version=version,
                fields=fields,
                by=by,
                reason=reason,
                was_public=public,
                is_public=public,
            )
            for uid, version, public in rows.values_list("uid", "version", "is_public")
        ]
        change_model._base_manager.bulk_create(changes)
