"""Places in the admin."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest

from archive.admin.columns import review
from archive.admin.filters import RecordFilter, foreign_key
from archive.admin.inlines import EvidenceInline, ExternalIdInline
from archive.admin.panels import passages_panel
from archive.admin.record import KEEPING, RecordAdmin
from archive.admin.search import word_starts
from archive.models import Place


class ParentFilter(RecordFilter):
    """Lies in another place, however deep."""

    title = "place that it lies in"
    parameter_name = "parent"
    field = foreign_key(Place, "parent")

    def condition(self, pk: int) -> Q:
        return Q(pk__in=Place.objects.within([pk]).values("pk")) & ~Q(pk=pk)


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    """Places: found by the start of any word of their name."""

    list_display = ("name", "kind", "country", "parent", "coordinates", review)
    list_filter = ("review_status", "kind", ParentFilter, "country")
    list_select_related = ("parent",)
    sortable_by = ("name",)
    search_fields = ("name_folded",)
    search_help_text = "By name, without regard to case and accents, or by uid."
    fieldsets = (
        (None, {"fields": ["name", ("kind", "country"), "parent"]}),
        (
            "Coordinates",
            {
                "description": "WGS 84, both or neither. A country has no point.",
                "fields": [("lat", "lon"), "coordinate_basis"],
            },
        ),
        KEEPING,
    )
    inlines = (EvidenceInline, ExternalIdInline)

    def search(self, term: str) -> Q:
        return word_starts("name_folded", term)

    def panels(self, request: HttpRequest, record: Place) -> list[dict[str, object]]:
        return [passages_panel(record)]

    @admin.display(description="coordinates")
    def coordinates(self, place: Place) -> str | None:
        """Column: degrees north and east."""
        return None if place.lat is None else f"{place.lat:.4f}, {place.lon:.4f}"
