"""Articles and their texts in the admin: read with the passages marked, a new text by pasting."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.admin.article_form import ArticleForm
from archive.admin.base import ReadOnlyAdmin
from archive.admin.columns import review
from archive.admin.desk import desk_urls
from archive.admin.filters import DaysFilter, RecordFilter, foreign_key
from archive.admin.inlines import ExternalIdInline
from archive.admin.loading import LoadingMixin
from archive.admin.record import KEEPING, RecordAdmin
from archive.admin.story import story_panel
from archive.date_words import moment_words
from archive.models import Article, Revision


class SourceFilter(RecordFilter):
    """From some outlet."""

    title = "source"
    parameter_name = "source"
    field = foreign_key(Article, "source")

    def condition(self, pk: int) -> Q:
        return Q(source=pk)


class PublishedFilter(DaysFilter):
    """Published within some days."""

    title = "day of publication"
    parameters = ("published_after", "published_before")

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        after, before = self.days()
        # On the indexed column; an article without a date has its day of coding there.
        if after or before:
            queryset = queryset.filter(published_at__isnull=False)
        if after:
            queryset = queryset.filter(sort_at__gte=datetime.combine(after, time(), UTC))
        if before:
            end = datetime.combine(before, time(), UTC) + timedelta(days=1)
            queryset = queryset.filter(sort_at__lt=end)
        return queryset


@admin.register(Article)
class ArticleAdmin(LoadingMixin, RecordAdmin):
    """Articles: found by the words of their title; their text is read on their page."""

    form = ArticleForm
    list_display = ("title", "source", "published", "language", review, "desk")
    list_filter = ("review_status", PublishedFilter, SourceFilter, "origin")
    list_select_related = ("source",)
    ordering = ("-id",)
    sortable_by = ("published",)
    search_fields = ("title",)
    search_kind = "article"
    search_help_text = (
        "By words of the title or the text; “a phrase”, -without, title:word; or by uid."
    )
    edited_together = ("language",)
    fieldsets = (
        (None, {"fields": ["title", "source", "url", "byline", "language"]}),
        (
            "Published",
            {
                "description": "What the article does not tell stays empty.",
                "fields": ["published_raw", ("published_at", "published_tz_known")],
            },
        ),
        (
            "Add a text",
            {
                "description": "A text never changes: what the outlet prints later is a new text.",
                "fields": ["document", "new_text", "change_note"],
            },
        ),
        KEEPING,
    )
    inlines = (ExternalIdInline,)

    def get_urls(self) -> list[Any]:
        return [*desk_urls(self), *super().get_urls()]

    def headline(self, record: Article) -> str:
        return f"{record.source or 'Source not known'} · {self.published(record)}"

    def panels(self, request: HttpRequest, record: Article) -> list[dict[str, Any]]:
        return [story_panel(record, request.GET.get("text"))]

    def save_related(self, request: HttpRequest, form: Any, *args: Any) -> None:
        super().save_related(request, form, *args)
        revision = form.add_text()
        if revision is not None:
            messages.info(request, f"Text {revision.number} was added.")

    @admin.display(description="desk")
    def desk(self, article: Article) -> SafeString:
        """Column: the way to the reading desk."""
        page = reverse("admin:archive_article_desk", args=[article.pk])
        return format_html('<a href="{}" aria-label="Read {} at the desk">Read</a>', page, article)

    @admin.display(description="published", ordering="sort_at")
    def published(self, article: Article) -> str:
        """Column: when it was published, as far as that is known."""
        return moment_words(article.published_at, zone_known=article.published_tz_known)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """Texts: chosen where a statement or a passage is coded, read on the page of their article."""

    in_index = False
    ordering = ("-id",)
    list_display = ("__str__", "captured_at", "change_note")
    list_select_related = ("article",)
    search_fields = ("article__title",)
    search_kind, search_paths = "article", ("article_id",)
    search_help_text = "By words of the article's title or its newest text."
    fields = ("article_link", "number", "captured_at", "change_note", "length", "sha256")
    readonly_fields = ("article_link", "length")

    def for_list(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.defer("body")

    @admin.display(description="article")
    def article_link(self, revision: Revision) -> SafeString:
        """Show the article as a link to this text."""
        page = reverse("admin:archive_article_change", args=[revision.article_id])
        return format_html(
            '<a href="{}?text={}">{}</a>', page, revision.number, revision.article.title
        )

    @admin.display(description="length")
    def length(self, revision: Revision) -> str:
        """Show how long the text is."""
        return f"{len(revision.body):,} characters"
