"""Statements in the admin: who says what to whom, about what, in which words."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.admin.columns import date_with_text, review, terms, when
from archive.admin.filters import PossibleDateFilter, RecordFilter, foreign_key
from archive.admin.forms import ArchiveForm
from archive.admin.inlines import EvidenceInline, ExternalIdInline, PartInline
from archive.admin.labels import prefetch_speakers, quoted_text, shorten, speakers_of
from archive.admin.panels import claims_of, passages_panel
from archive.admin.record import KEEPING, WHEN, RecordAdmin
from archive.models import IncidentLink, Statement, StatementLink, StatementParticipant


class SpeakerFilter(RecordFilter):
    """Said by some actor."""

    title = "speaker"
    parameter_name = "speaker"
    field = foreign_key(StatementParticipant, "actor")

    def condition(self, pk: int) -> Q:
        speaking = StatementParticipant.objects.filter(actor=pk, role="speaker").order_by()
        return Q(pk__in=speaking.values("statement_id"))


class AboutFilter(RecordFilter):
    """About some incident."""

    title = "incident it is about"
    parameter_name = "about"
    # Any foreign key to incidents does: what can be chosen is the same.
    field = foreign_key(IncidentLink, "to_incident")

    def condition(self, pk: int) -> Q:
        return Q(pk__in=Statement.about.through.objects.filter(incident=pk).values("statement_id"))


class StatementParticipantInline(PartInline):
    """Who speaks, to whom, whom it accuses."""

    model = StatementParticipant
    verbose_name = "participant"
    list_select_related = ("actor",)
    fields = (("actor", "role"),)


class StatementLinkInline(PartInline):
    """How it stands to other statements."""

    model = StatementLink
    fk_name = "from_statement"
    verbose_name = "link to another statement"
    verbose_name_plural = "links to other statements"
    list_select_related = ("from_statement",)
    fields = (("kind", "to_statement"),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        links = super().get_queryset(request).select_related("to_statement")
        return links.prefetch_related(prefetch_speakers("to_statement__"))


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    """Statements: found by their words or by any name of who speaks."""

    form = ArchiveForm
    list_display = ("short_text", "speakers", when, "form_words", "article", review)
    list_filter = (
        "review_status",
        PossibleDateFilter,
        SpeakerFilter,
        AboutFilter,
        "form",
        "medium",
        "anonymity",
        "hedge",
        "origin",
    )
    ordering = ("-id",)
    sortable_by = ("when",)
    search_fields = ("text",)
    search_kind = "statement"
    search_help_text = (
        "By its words or any name of the speaker; “a phrase”, -without, speaker:name; or by uid."
    )
    edited_together = ("date_note",)
    fieldsets = (
        ("What was said", {"fields": ["revision", "text", ("form", "medium"), "speech_acts"]}),
        (
            "By whom and how",
            {
                "fields": [
                    "anonymity",
                    ("verbatim", "joint", "conditional"),
                    "hedge",
                    "relayed_by",
                    "addressee_text",
                ]
            },
        ),
        ("About what", {"fields": ["about", "occasion"]}),
        WHEN,
        KEEPING,
    )
    inlines = (StatementParticipantInline, EvidenceInline, StatementLinkInline, ExternalIdInline)

    read_as = {"speech_acts": "speech_acts_in_words"}

    def for_list(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        listed = queryset.select_related("revision__article").defer("revision__body")
        return listed.prefetch_related(prefetch_speakers())

    def headline(self, record: Statement) -> SafeString:
        return format_html(
            "{} · {} · {}", speakers_of(record), date_with_text(record), self.form_words(record)
        )

    def panels(self, request: HttpRequest, record: Statement) -> list[dict[str, Any]]:
        return [passages_panel(record), claims_of(record)]

    @admin.display(description="statement")
    def short_text(self, statement: Statement) -> str:
        """Column: how it begins."""
        return quoted_text(statement, 120)

    @admin.display(description="said by")
    def speakers(self, statement: Statement) -> str:
        """Column: the names of those who speak."""
        return speakers_of(statement)

    @admin.display(description="form", ordering="form")
    def form_words(self, statement: Statement) -> str:
        """Column: direct, indirect, …, and whether the words are the speaker's own."""
        verbatim = ", verbatim" if statement.verbatim else ""
        return f"{statement.get_form_display()}{verbatim}"

    @admin.display(description="speech acts")
    def speech_acts_in_words(self, statement: Statement) -> str:
        """Show the speech acts to who may only read."""
        return terms(statement, "speech_acts")

    @admin.display(description="article")
    def article(self, statement: Statement) -> str:
        """Column: the title of the article."""
        return shorten(statement.revision.article.title, 60)
