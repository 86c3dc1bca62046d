"""Inlines: what a record owns, edited on the record's own page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.forms.models import BaseInlineFormSet
from django.utils.safestring import SafeString

from archive.admin.evidence import OWN_KEY, prefetch_passages, quotes, support_of
from archive.admin.evidence import quote as quote_of
from archive.admin.fields import VocabularyAdminMixin
from archive.admin.forms import ArchiveForm, ClaimForm
from archive.admin.formsets import PartFormSet
from archive.admin.labels import with_labels
from archive.admin.passage_forms import EvidenceForm, EvidenceFormSet
from archive.models import ExternalId, Passage, Statement
from archive.models.external_id import IDENTIFIABLE


class ArchiveInline(VocabularyAdminMixin, admin.StackedInline[Any, Any]):
    """Rows that a record owns, each a small block of fields."""

    form = ArchiveForm
    extra = 0
    explained_terms = False
    list_select_related: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*self.list_select_related)


class PartInline(ArchiveInline):
    """Parts of a record in their order, each with the exact words that it rests on.

    `has_passages` says that passages can support this kind of part.
    """

    formset = PartFormSet
    has_passages = False

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        queryset = super().get_queryset(request).order_by("position")
        return queryset.prefetch_related(prefetch_passages()) if self.has_passages else queryset

    @admin.display(description="words of the text")
    def evidence(self, part: Any) -> SafeString | str:
        """Show the exact words that support the part."""
        return quotes(part)


class ClaimInline(PartInline):
    """Claims: the standing of each, and the statements that assert it."""

    form = ClaimForm
    has_passages = True
    readonly_fields: ClassVar[tuple[str, ...]] = ("evidence",)

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        statements = with_labels(Statement.objects.all())
        return super().get_queryset(request).prefetch_related(Prefetch("asserted_by", statements))


CLAIM_FIELDS: tuple[Any, ...] = (("status", "asserted_by"), "note", "evidence")


class EvidenceInline(ArchiveInline):
    """The passages of the record and of its parts; new ones are added by their words."""

    model = Passage
    form = EvidenceForm
    formset = EvidenceFormSet
    template = "admin/archive/evidence_inline.html"
    # They are read in the panel above; here they are added and corrected.
    classes = ("collapse",)
    verbose_name = "passage"
    verbose_name_plural = "passages: add or correct the words that this rests on"

    def get_fields(self, request: Any, obj: Any = None) -> list[Any]:
        if obj is not None and not self.has_change_permission(request, obj):
            return ["quote", "role", "quoted", "support"]
        own_key = OWN_KEY[self.parent_model]
        choose: list[Any] = ["role", "quoted"]
        if own_key in {"incident", "actor"}:
            choose.append("supports")
        return [
            "exact",
            "occurrence",
            *(() if own_key == "statement" else ("revision",)),
            tuple(choose),
        ]

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        if obj is not None and not self.has_change_permission(request, obj):
            return ("quote", "support")
        return ()

    @admin.display(description="words")
    def quote(self, passage: Any) -> SafeString:
        """Show the exact words as a link to their place in the text."""
        return quote_of(passage)

    @admin.display(description="supports")
    def support(self, passage: Any) -> str:
        """Say what the words support."""
        return support_of(passage)[1]


class ExternalIdForm(ArchiveForm):
    """An identifier of the record on whose page it stands."""

    rivals = tuple(IDENTIFIABLE)


class ExternalIdFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Identifiers of one record, each given once."""

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            given = (form.cleaned_data.get("scheme"), form.cleaned_data.get("value"))
            if form.cleaned_data.get("DELETE") or not all(given):
                continue
            if given in seen:
                form.add_error("value", "This identifier is given twice.")
            seen.add(given)


class ExternalIdInline(VocabularyAdminMixin, admin.TabularInline[Any, Any]):
    """What the record is called elsewhere."""

    model = ExternalId
    form = ExternalIdForm
    formset = ExternalIdFormSet
    fields = ("scheme", "value")
    extra = 0
    explained_terms = False
    verbose_name = "identifier elsewhere"
    verbose_name_plural = "identifiers elsewhere"
