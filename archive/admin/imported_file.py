"""The files that rows were imported from, in the admin: to read only."""

from __future__ import annotations

from django.contrib import admin
from django.utils.safestring import SafeString

from archive.admin.base import ReadOnlyAdmin
from archive.admin.columns import as_json
from archive.models import ImportedFile


@admin.register(ImportedFile)
class ImportedFileAdmin(ReadOnlyAdmin):
    """Imported files: found by what the file was called."""

    list_display = ("name", "dataset", "version", "format", "row_count", "loaded_at")
    ordering = ("-id",)
    sortable_by = ()
    search_fields = ("name",)
    search_help_text = "By what the file was called."
    fields = (
        "name",
        ("dataset", "version", "format"),
        ("row_count", "size"),
        "sha256",
        "written_as",
        "loaded_at",
    )
    readonly_fields = ("written_as",)

    @admin.display(description="how rows are written")
    def written_as(self, file: ImportedFile) -> SafeString:
        """Show columns, delimiter, line ends."""
        return as_json(file.layout)
