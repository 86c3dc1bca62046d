"""Rows of other data sets in the admin: as they came, to read only."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.admin.base import ReadOnlyAdmin
from archive.models import ImportedRow


@admin.register(ImportedRow)
class ImportedRowAdmin(ReadOnlyAdmin):
    """Imported rows: found by their own identifier."""

    list_display = ("native_id", "dataset", "version", "crosswalk_version", "loaded_at")
    sortable_by = ()
    search_fields = ("native_id",)
    search_help_text = "By the row's own identifier, or the beginning of it."
    fields = (
        ("dataset", "version"),
        "native_id",
        "row",
        "sha256",
        ("crosswalk_version", "loaded_at"),
    )
    readonly_fields = ("row",)

    def for_list(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.defer("raw")

    def search(self, term: str) -> Q:
        return Q(native_id__startswith=term)

    @admin.display(description="row")
    def row(self, imported: ImportedRow) -> SafeString:
        """Show every column under its own name."""
        text = json.dumps(imported.raw, ensure_ascii=False, indent=2)
        return format_html('<pre class="raw">{}</pre>', text)
