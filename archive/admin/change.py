"""The log of changes in the admin: to read only."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html

from archive.admin.base import ReadOnlyAdmin
from archive.models import Change


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """Changes, the newest first: found by the uid of the record."""

    list_display = ("seq", "at", "op", "type", "record", "by", "changed", "reason")
    list_filter = ("op",)
    ordering = ("-seq",)
    sortable_by = ("seq",)
    search_fields = ("uid",)
    search_help_text = "By the uid of a record."
    fields = ("seq", "at", "op", "type", "record", "by", "changed", "reason")
    readonly_fields = ("record", "changed")

    def search(self, term: str) -> Q:
        return Q(uid=term)

    @admin.display(description="record")
    def record(self, change: Change) -> Any:
        """Column: the record's uid, as a link that finds it."""
        try:
            model = apps.get_model("archive", change.type)
            page = reverse(f"admin:archive_{model._meta.model_name}_changelist")
        except LookupError:
            return change.uid
        return format_html('<a href="{}?q={}">{}</a>', page, change.uid, change.uid)

    @admin.display(description="fields")
    def changed(self, change: Change) -> str:
        """Column: the names of the fields that changed."""
        return ", ".join(name.replace("_", " ") for name in change.fields) or "none named"
