"""Sources in the admin."""

from __future__ import annotations

from django.contrib import admin

from archive.admin.columns import review
from archive.admin.inlines import ExternalIdInline
from archive.admin.record import KEEPING, RecordAdmin
from archive.models import Source


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """Outlets: found by name or domain."""

    list_display = ("name", "domain", "kind", "country", "scale", "reliability", review)
    list_filter = ("review_status", "kind", "scale", "reliability", "country")
    sortable_by = ("name", "domain")
    search_fields = ("name", "domain")
    search_help_text = "By name, domain or uid."
    edited_together = ("reliability_note",)
    fieldsets = (
        (None, {"fields": ["name", "domain", ("kind", "country"), "scale"]}),
        (
            "How far it is trusted",
            {
                "description": "The grade is the outlet's. It never passes to a record.",
                "fields": ["reliability", "reliability_note"],
            },
        ),
        KEEPING,
    )
    inlines = (ExternalIdInline,)
