"""Single parts of incidents in the admin: for the passages that support one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from archive.admin.base import ArchiveAdmin
from archive.admin.forms import ClaimForm
from archive.models import IncidentLink, IncidentParticipant, IncidentPlace, Measure

BY_INCIDENT = "By words of the incident: its title, summary, participants or places."
STANDING = ("status", "asserted_by", "note")


class PartAdmin(ArchiveAdmin):
    """Abstract: parts in the order in which they were made, `names` being what their rows name.

    These are read besides: joined, they may lead SQLite to go through all of them and sort.
    """

    list_select_related = ()
    names: tuple[str, ...] = ()

    def for_list(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.prefetch_related(*self.names)


@admin.register(IncidentParticipant)
class IncidentParticipantAdmin(PartAdmin):
    """Participants: found by the words of their incident, the names of actors among them."""

    in_index = False
    ordering = ("-id",)
    form = ClaimForm
    list_display = ("actor", "role", "status", "incident")
    names = ("actor", "incident")
    search_fields = ("incident__title",)
    search_kind, search_paths = "incident", ("incident_id",)
    search_help_text = BY_INCIDENT
    fields = ("incident", ("actor", "role", "side"), *STANDING)


@admin.register(IncidentPlace)
class IncidentPlaceAdmin(PartAdmin):
    """Places of incidents: found by the words of their incident."""

    in_index = False
    ordering = ("-id",)
    list_display = ("__str__", "role", "geo_precision", "incident")
    names = ("place", "incident")
    search_fields = ("incident__title",)
    search_kind, search_paths = "incident", ("incident_id",)
    search_help_text = BY_INCIDENT
    fields = ("incident", ("place", "text"), ("role", "geo_precision"))


@admin.register(Measure)
class MeasureAdmin(PartAdmin):
    """Counts: found by the words of their incident."""

    in_index = False
    ordering = ("-id",)
    form = ClaimForm
    list_display = ("__str__", "status", "incident")
    names = ("group_actor", "incident")
    search_fields = ("incident__title",)
    search_kind, search_paths = "incident", ("incident_id",)
    search_help_text = BY_INCIDENT
    fields = (
        "incident",
        ("measure", "item"),
        ("group_actor", "group_text"),
        ("minimum", "best", "maximum"),
        ("qualifier", "preliminary"),
        *STANDING,
    )


@admin.register(IncidentLink)
class IncidentLinkAdmin(PartAdmin):
    """Links between incidents: found by the words of either."""

    in_index = False
    ordering = ("-id",)
    form = ClaimForm
    list_display = ("from_incident", "kind", "to_incident", "status")
    names = ("from_incident", "to_incident")
    search_fields = ("from_incident__title",)
    search_kind, search_paths = "incident", ("from_incident_id", "to_incident_id")
    search_help_text = BY_INCIDENT
    fields = ("from_incident", "kind", "to_incident", *STANDING)
