"""Passages in the admin: added by their words, shown with what they support."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.admin.base import ArchiveAdmin
from archive.admin.columns import words
from archive.admin.evidence import SUPPORT_PATHS, change_url, support_of, text_url
from archive.admin.filters import RecordFilter, foreign_key
from archive.admin.passage_forms import WordsForm
from archive.admin.search import looks_like_uid, plain_words
from archive.models import Passage, Revision
from archive.models.passage import SUPPORTABLE

GIVEN = ("uid", "stands_in")


class ArticleFilter(RecordFilter):
    """In any text of some article."""

    title = "article"
    parameter_name = "article"
    field = foreign_key(Revision, "article")

    def condition(self, pk: int) -> Q:
        return Q(revision__in=Revision.objects.filter(article=pk).order_by().values("pk"))


@admin.register(Passage)
class PassageAdmin(ArchiveAdmin):
    """Passages: found by their words."""

    form = WordsForm
    list_display = (words, "role", "supports", "stands_in")
    list_filter = (ArticleFilter, "role")
    ordering = ("-id",)
    sortable_by = ()
    search_fields = ("exact",)
    search_help_text = (
        "By the words themselves, or by uid. Words of older texts: choose the article as well."
    )
    readonly_fields = GIVEN
    given_on_saving = (GIVEN,)
    fieldsets = (
        (None, {"fields": ["revision", "exact", "occurrence", ("role", "quoted", "proposed")]}),
        (
            "What the words support",
            {
                "description": "Choose exactly one. A claim is supported by itself, not by way of "
                "its incident or actor.",
                "fields": [tuple(pair) for pair in zip(*[iter(SUPPORTABLE)] * 2, strict=True)],
            },
        ),
        (None, {"fields": [GIVEN]}),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, _ = super().get_search_results(request, queryset, search_term)
        term = search_term.strip()
        if term and not looks_like_uid(term) and not request.GET.get("article"):
            # The index of the newest texts tells which few articles can have such passages.
            told = plain_words("article", term)
            found = found.filter(self.of_owners(request, "article", told, "revision__article"))
        return found, False

    def for_list(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        related = queryset.select_related("revision__article", *SUPPORT_PATHS)
        return related.defer("revision__body")

    @admin.display(description="supports")
    def supports(self, passage: Passage) -> SafeString:
        """Column: the fact that rests on the words, as a link to its record."""
        kind, fact, owner = support_of(passage)
        return format_html('{}: <a href="{}">{}</a>', kind, change_url(owner), fact)

    @admin.display(description="place in the text")
    def stands_in(self, passage: Passage) -> SafeString:
        """Column: the article, as a link to the words in it."""
        return format_html(
            '<a href="{}">{}, characters {} to {}</a>',
            text_url(passage),
            passage.revision,
            passage.start,
            passage.end,
        )
