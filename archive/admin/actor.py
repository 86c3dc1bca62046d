"""Actors in the admin: with their names and affiliations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest

from archive.admin.base import ArchiveAdmin
from archive.admin.columns import review
from archive.admin.filters import RecordFilter, foreign_key
from archive.admin.inlines import (
    CLAIM_FIELDS,
    ClaimInline,
    EvidenceInline,
    ExternalIdInline,
    PartInline,
)
from archive.admin.labels import MOST_NAMES, shorten, some_of
from archive.admin.panels import incidents_of, passages_panel, statements_of
from archive.admin.record import KEEPING, WHEN, RecordAdmin
from archive.models import Actor, Affiliation, Alias


class OrganisationFilter(RecordFilter):
    """Affiliated with an organisation, in whatever way and standing."""

    title = "affiliation with"
    parameter_name = "affiliated_with"
    field = foreign_key(Affiliation, "organisation")

    def condition(self, pk: int) -> Q:
        return Q(pk__in=Affiliation.objects.filter(organisation=pk).order_by().values("actor_id"))


class AliasInline(PartInline):
    """Names as printed, each with whose word it is."""

    model = Alias
    fk_name = "actor"
    has_passages = True
    list_select_related = ("used_by",)
    readonly_fields = ("evidence",)
    fields = (("text", "kind", "voice", "used_by"), "evidence")


class AffiliationInline(ClaimInline):
    """Offices, memberships and backers: claims."""

    model = Affiliation
    fk_name = "actor"
    list_select_related = ("actor", "organisation")
    fieldsets = (
        (None, {"fields": [("organisation", "kind", "role_title"), *CLAIM_FIELDS]}),
        ("When", {"classes": ["collapse"], "fields": WHEN[1]["fields"]}),
    )


@admin.register(Actor)
class ActorAdmin(RecordAdmin):
    """Actors: found by the start of any word of any of their names."""

    list_display = ("name", "kind", "country", "identity", "scope_words", "also", review)
    list_filter = (
        "review_status",
        "identity",
        "scope",
        OrganisationFilter,
        "kind",
        "sector",
        "country",
        "origin",
    )
    list_select_related = ("article",)
    sortable_by = ("name",)
    search_fields = ("name",)
    search_kind = "actor"
    search_help_text = "By the beginning of any word of any name or alias, or by uid."
    fieldsets = (
        (None, {"fields": ["name", ("kind", "sector"), "country"]}),
        (
            "Who it is",
            {
                "description": "Who is not named is known from one article only, and is never "
                "taken for somebody of another article.",
                "fields": [("identity", "scope"), "article"],
            },
        ),
        KEEPING,
    )
    inlines = (AliasInline, AffiliationInline, EvidenceInline, ExternalIdInline)

    def for_list(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        aliases = Alias.objects.order_by("actor_id", "position")[: MOST_NAMES + 1]
        return queryset.prefetch_related(Prefetch("aliases", aliases, "first_aliases"))

    def headline(self, record: Actor) -> str:
        known = f"known {self.scope_words(record)}"
        return " · ".join([record.get_kind_display(), record.get_identity_display(), known])

    def panels(self, request: HttpRequest, record: Actor) -> list[dict[str, Any]]:
        return [passages_panel(record), incidents_of(record), statements_of(record)]

    @admin.display(description="known")
    def scope_words(self, actor: Actor) -> str:
        """Column: everywhere, or from one article only."""
        if actor.article is None:
            return "everywhere"
        return f"in “{shorten(actor.article.title, 50)}”"

    @admin.display(description="also called", empty_value="")
    def also(self, actor: Any) -> str:
        """Column: the first few aliases."""
        return some_of(alias.text for alias in actor.first_aliases)


@admin.register(Alias)
class AliasAdmin(ArchiveAdmin):
    """Single aliases: for passages that support one."""

    in_index = False
    ordering = ("-id",)
    list_display = ("text", "actor", "kind", "voice", "used_by")
    list_select_related = ("actor", "used_by")
    search_fields = ("text_folded",)
    search_kind, search_paths = "actor", ("actor_id",)
    search_help_text = "By words of any name of the actor."
    fields = ("actor", "text", "kind", "voice", "used_by")


@admin.register(Affiliation)
class AffiliationAdmin(ArchiveAdmin):
    """Single affiliations: for passages that support one."""

    in_index = False
    ordering = ("-id",)
    form = ClaimInline.form
    list_display = ("actor", "kind", "role_title", "organisation", "status")
    list_select_related = ("actor", "organisation")
    search_fields = ("actor__name",)
    search_kind, search_paths = "actor", ("actor_id", "organisation_id")
    search_help_text = "By words of any name of the actor or the organisation."
    fieldsets = (
        (None, {"fields": ["actor", ("organisation", "kind"), "role_title"]}),
        ("Standing", {"fields": ["status", "asserted_by", "note"]}),
        WHEN,
    )
