"""Why a record cannot be deleted: the rows that rest on it, as many as one reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import PROTECT, Model
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from archive.admin.evidence import change_url
from archive.admin.labels import label_of, with_labels
from archive.recording.bulk import record_models

MOST_OF_A_KIND = 10
_UID = re.compile(r"\b([a-z]{3}_[0-9a-z]{26})\b")


def protected_rows(objects: Iterable[Model]) -> list[SafeString]:
    """Return a line for each row that keeps one of the objects from being deleted.

    Of each kind no more than ten: a state may take part in half of all incidents, and Django
    would load them all to say so.
    """
    keys = [row.pk for row in objects]
    model = next((type(row) for row in objects), None)
    if model is None:
        return []
    lines = []
    for relation in model._meta.related_objects:
        if relation.on_delete is not PROTECT:
            continue
        rows = relation.related_model._default_manager.filter(
            **{f"{relation.field.name}__in": keys}
        )
        found = list(with_labels(rows)[: MOST_OF_A_KIND + 1])
        lines += [_line(row) for row in found[:MOST_OF_A_KIND]]
        if len(found) > MOST_OF_A_KIND:
            plural = relation.related_model._meta.verbose_name_plural
            lines.append(format_html("… and more {}", str(plural)))
    return lines


def with_links(message: str) -> SafeString:
    """Return a refusal in which each uid leads to its record."""
    parts = _UID.split(message)
    # What is not matched and what is take turns.
    shown = [
        format_html('<a href="{}">{}</a>', address, part)
        if at % 2 and (address := _address(part))
        else escape(part)
        for at, part in enumerate(parts)
    ]
    return mark_safe("".join(shown))  # noqa: S308 -- each part is escaped


def _address(uid: str) -> str | None:
    """Return where the record with this uid is found, or None where it is no record's."""
    for model in record_models():
        if model.uid_prefix == uid[:3]:  # type: ignore[attr-defined]  # -- a record has one
            page = reverse(f"admin:archive_{model._meta.model_name}_changelist")
            return f"{page}?{urlencode({'q': uid})}"
    return None


def _line(row: Any) -> SafeString:
    kind = str(row._meta.verbose_name).capitalize()
    owner = getattr(row, "owner", row)
    return format_html('{}: <a href="{}">{}</a>', kind, change_url(owner), label_of(row))
