"""Single parts of incidents in the admin: for the passages that support one of them."""

from __future__ import annotations

from django.contrib import admin

from archive.admin.base import ArchiveAdmin
from archive.admin.forms import ClaimForm
from archive.models import IncidentLink, IncidentParticipant, IncidentPlace, Measure

STANDING = ("status", "asserted_by", "note")


@admin.register(IncidentParticipant)
class IncidentParticipantAdmin(ArchiveAdmin):
    """Participants: found by the incident's title or the actor's name."""

    in_index = False
    ordering = ("-id",)
    form = ClaimForm
    list_display = ("actor", "role", "status", "incident")
    list_select_related = ("actor", "incident")
    search_fields = ("incident__title", "actor__name")
    fields = ("incident", ("actor", "role", "side"), *STANDING)


@admin.register(IncidentPlace)
class IncidentPlaceAdmin(ArchiveAdmin):
    """Places of incidents: found by the incident's title, the place or the words for it."""

    in_index = False
    ordering = ("-id",)
    list_display = ("__str__", "role", "geo_precision", "incident")
    list_select_related = ("place", "incident")
    search_fields = ("incident__title", "place__name", "text")
    fields = ("incident", ("place", "text"), ("role", "geo_precision"))


@admin.register(Measure)
class MeasureAdmin(ArchiveAdmin):
    """Counts: found by the incident's title or who is counted."""

    in_index = False
    ordering = ("-id",)
    form = ClaimForm
    list_display = ("__str__", "status", "incident")
    list_select_related = ("group_actor", "incident")
    search_fields = ("incident__title", "group_text", "item")
    fields = (
        "incident",
        ("measure", "item"),
        ("group_actor", "group_text"),
        ("minimum", "best", "maximum"),
        ("qualifier", "preliminary"),
        *STANDING,
    )


@admin.register(IncidentLink)
class IncidentLinkAdmin(ArchiveAdmin):
    """Links between incidents: found by either title."""

    in_index = False
    ordering = ("-id",)
    form = ClaimForm
    list_display = ("from_incident", "kind", "to_incident", "status")
    list_select_related = ("from_incident", "to_incident")
    search_fields = ("from_incident__title", "to_incident__title")
    fields = ("from_incident", "kind", "to_incident", *STANDING)
