"""Incidents in the admin: with who took part, where, what was counted and how they are linked."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.admin.columns import badge, date_with_text, review, terms, when
from archive.admin.filters import PossibleDateFilter, RecordFilter, foreign_key
from archive.admin.inlines import (
    CLAIM_FIELDS,
    ClaimInline,
    EvidenceInline,
    ExternalIdInline,
    PartInline,
)
from archive.admin.labels import MOST_NAMES, some_of
from archive.admin.panels import links_to, passages_panel, statements_about
from archive.admin.record import KEEPING, WHEN, RecordAdmin
from archive.models import (
    Citation,
    Incident,
    IncidentLink,
    IncidentParticipant,
    IncidentPlace,
    Measure,
    Place,
)


class ParticipantFilter(RecordFilter):
    """Some actor took part, in whatever role and standing."""

    title = "participant"
    parameter_name = "participant"
    field = foreign_key(IncidentParticipant, "actor")

    def condition(self, pk: int) -> Q:
        parts = IncidentParticipant.objects.filter(actor=pk).order_by()
        return Q(pk__in=parts.values("incident_id"))


class PlaceFilter(RecordFilter):
    """At some place, or at one that lies in it."""

    title = "place"
    parameter_name = "place"
    field = foreign_key(IncidentPlace, "place")

    def condition(self, pk: int) -> Q:
        there = IncidentPlace.objects.filter(place__in=Place.objects.within([pk]).values("pk"))
        return Q(pk__in=there.order_by().values("incident_id"))


class ParticipantInline(ClaimInline):
    """Who took part: claims."""

    model = IncidentParticipant
    verbose_name = "participant"
    list_select_related = ("actor",)
    fields = (("actor", "role", "side"), *CLAIM_FIELDS)


class PlaceInline(PartInline):
    """Where it was."""

    model = IncidentPlace
    verbose_name = "place"
    has_passages = True
    list_select_related = ("place",)
    readonly_fields = ("evidence",)
    fields = (("place", "text"), ("role", "geo_precision"), "evidence")


class MeasureInline(ClaimInline):
    """What was counted: claims, conflicting ones side by side."""

    model = Measure
    list_select_related = ("group_actor",)
    fields = (
        ("measure", "item"),
        ("group_actor", "group_text"),
        ("minimum", "best", "maximum"),
        ("qualifier", "preliminary"),
        *CLAIM_FIELDS,
    )


class LinkInline(ClaimInline):
    """How it hangs together with other incidents: claims."""

    model = IncidentLink
    fk_name = "from_incident"
    verbose_name = "link to another incident"
    verbose_name_plural = "links to other incidents"
    list_select_related = ("from_incident", "to_incident")
    fields = (("kind", "to_incident"), *CLAIM_FIELDS)


class CitationInline(PartInline):
    """Where a data set has it from, without the words."""

    model = Citation
    classes = ("collapse",)
    list_select_related = ("article", "source")
    fields = (("article", "source"), "text", "locator")
    readonly_fields = ("locator",)


def _first(related: str, path: str, name: str) -> Prefetch[Any]:
    """Return the prefetch of the first few parts; an aggregate may have thousands."""
    model = Incident._meta.get_field(related).related_model
    rows = model._default_manager.select_related(path).order_by("incident_id", "position")  # type: ignore[union-attr]  # -- every model here has its manager
    return Prefetch(related, rows[: MOST_NAMES + 1], name)


@admin.register(Incident)
class IncidentAdmin(RecordAdmin):
    """Incidents: found by the words of their title, by day, type, participant or place."""

    list_display = ("title", when, "event", "who", "where", review)
    list_filter = (
        "review_status",
        PossibleDateFilter,
        ParticipantFilter,
        PlaceFilter,
        "event_type",
        "modality",
        "kind",
        "event_mode",
        "origin",
    )
    # The newest work on top; by the key, which every list is quick by, whatever it holds.
    ordering = ("-id",)
    sortable_by = ("when",)
    search_fields = ("title",)
    search_kind = "incident"
    search_help_text = (
        "By words of the title, the summary, the participants or the places; “a phrase”, -without, "
        "participant:name; or by uid."
    )
    term_parents = {"event_mode": "event_type", "acled_sub_event_type": "acled_event_type"}
    edited_together = ("cameo_code", "date_note")
    fieldsets = (
        (
            "What happened",
            {"fields": ["title", "summary", ("kind", "modality"), ("event_type", "event_mode")]},
        ),
        WHEN,
        ("What it bears on", {"fields": ["contexts"]}),
        (
            "The same in other schemes",
            {
                "classes": ["collapse"],
                "fields": [
                    "cameo_code",
                    ("acled_event_type", "acled_sub_event_type"),
                    "ucdp_violence_type",
                ],
            },
        ),
        KEEPING,
    )
    inlines = (
        ParticipantInline,
        PlaceInline,
        MeasureInline,
        LinkInline,
        EvidenceInline,
        CitationInline,
        ExternalIdInline,
    )

    read_as = {"contexts": "contexts_in_words"}

    def for_list(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.prefetch_related(
            _first("participants", "actor", "first_participants"),
            _first("places", "place", "first_places"),
        )

    def headline(self, record: Incident) -> SafeString:
        return format_html("{} · {}", date_with_text(record), self.event(record))

    def panels(self, request: HttpRequest, record: Incident) -> list[dict[str, Any]]:
        return [passages_panel(record), statements_about(record), links_to(record)]

    @admin.display(description="type", ordering="event_type")
    def event(self, incident: Incident) -> SafeString:
        """Column: type and mode, and how real it is unless it simply happened."""
        mode = f", {incident.get_event_mode_display().lower()}" if incident.event_mode else ""
        real = (
            ""
            if incident.modality == "actual"
            else badge(incident.modality, incident.get_modality_display())
        )
        return format_html("{}{} {}", incident.get_event_type_display(), mode, real)

    @admin.display(description="contexts")
    def contexts_in_words(self, incident: Incident) -> str:
        """Show the contexts to who may only read."""
        return terms(incident, "contexts")

    @admin.display(description="who", empty_value="")
    def who(self, incident: Any) -> str:
        """Column: the first few participants, each with its role and standing."""
        return some_of(
            f"{part.actor.name} ({_standing(part)}{part.get_role_display().lower()})"
            for part in incident.first_participants
        )

    @admin.display(description="where", empty_value="")
    def where(self, incident: Any) -> str:
        """Column: the first few places."""
        return some_of(str(part.place or part.text) for part in incident.first_places)


def _standing(claim: Any) -> str:
    return "" if claim.status == "stated" else f"{claim.get_status_display().lower()} "
