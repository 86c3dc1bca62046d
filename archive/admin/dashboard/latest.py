"""The latest changes: what was done to which record, by whom and why."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import reverse

from archive.admin.evidence import change_url
from archive.admin.labels import shorten
from archive.models import Change, Statement
from archive.models.base import Record

MOST = 8


def latest_changes(user: Any) -> list[dict[str, Any]]:
    """Return the newest changes of the records that the user may see, each with its name."""
    seen = [
        str(model._meta.model_name)
        for model in apps.get_app_config("archive").get_models()
        if issubclass(model, Record) and user.has_perm(f"archive.view_{model._meta.model_name}")
    ]
    changes = list(Change.objects.filter(type__in=seen).order_by("-seq")[:MOST])
    records: dict[str, Record] = {}
    for kind in {change.type for change in changes}:
        model = apps.get_model("archive", kind)
        uids = [change.uid for change in changes if change.type == kind]
        records |= {record.uid: record for record in model._default_manager.filter(uid__in=uids)}
    return [_row(change, records.get(change.uid)) for change in changes]


def _row(change: Change, record: Record | None) -> dict[str, Any]:
    return {
        "change": change,
        "name": change.uid if record is None else _name(record),
        "url": None if record is None else change_url(record),
    }


def _name(record: Record) -> str:
    words = record.text if isinstance(record, Statement) and record.text else str(record)
    return shorten(words, 70)


def log_url() -> str:
    """Return the address of the whole log."""
    return reverse("admin:archive_change_changelist")
