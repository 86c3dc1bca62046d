"""Rows of other data sets in the admin: as they came, to read only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from archive.admin.base import ReadOnlyAdmin
from archive.admin.columns import as_json
from archive.admin.evidence import change_url
from archive.models import ImportedRow

MOST_FILES = 10


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
        "places",
        "sha256",
        ("crosswalk_version", "loaded_at"),
    )
    readonly_fields = ("row", "places")

    def for_list(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.defer("raw")

    def search(self, term: str) -> Q:
        # By way of the keys: the index that holds them is a small part of the rows themselves.
        found = ImportedRow.objects.filter(native_id__startswith=term).order_by()
        return Q(pk__in=found.values("pk"))

    @admin.display(description="row")
    def row(self, imported: ImportedRow) -> SafeString:
        """Show every column under its own name."""
        return as_json(imported.raw)

    @admin.display(description="stands in")
    def places(self, imported: ImportedRow) -> SafeString | str:
        """Show the files that hold the row, and at which place."""
        lines = imported.lines.select_related("file").order_by("pk")[:MOST_FILES]
        links = ((change_url(line.file), line.file.name, line.number) for line in lines)
        return (
            format_html_join("", '<div><a href="{}">{}</a>, row {}</div>', links)
            or "no file that is kept"
        )
