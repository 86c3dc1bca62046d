"""Why a record cannot be deleted: the rows that rest on it, as many as one reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import PROTECT, Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.admin.evidence import change_url
from archive.admin.labels import label_of, with_labels

MOST_OF_A_KIND = 10


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


def _line(row: Any) -> SafeString:
    kind = str(row._meta.verbose_name).capitalize()
    owner = getattr(row, "owner", row)
    return format_html('{}: <a href="{}">{}</a>', kind, change_url(owner), label_of(row))
