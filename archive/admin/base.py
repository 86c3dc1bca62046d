"""The admins that all others are made of: quick at a million rows, and in words instead of ids."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from archive.admin.deletion import protected_rows
from archive.admin.fields import VocabularyAdminMixin
from archive.admin.forms import ArchiveForm
from archive.admin.labels import label_of, with_labels
from archive.admin.paginator import BoundedPaginator, ShortPaginator
from archive.admin.search import all_words, looks_like_uid
from archive.admin.widgets import RecordSelect
from archive.date_words import NOT_KNOWN


class ArchiveChangeList(ChangeList):
    """A list that loads what its columns show in a fixed number of queries."""

    def apply_select_related(self, qs: QuerySet[Any]) -> QuerySet[Any]:
        listed: QuerySet[Any] = self.model_admin.for_list(super().apply_select_related(qs))  # type: ignore[attr-defined]
        return listed


class Choices(AutocompleteJsonView):
    """What an autocomplete offers: records of one kind, with what tells them apart."""

    def get_queryset(self) -> QuerySet[Any]:
        return with_labels(super().get_queryset())

    def get_paginator(self, *args: Any, **kwargs: Any) -> ShortPaginator:
        return ShortPaginator(*args, **kwargs)

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": label_of(obj)}


class ArchiveAdmin(VocabularyAdminMixin, admin.ModelAdmin[Any]):
    """Rows of the archive: bounded counts, no facets, search by words, labels instead of ids.

    `search_fields` name the columns in which every word must occur; `search()` may do better.
    """

    form = ArchiveForm
    paginator = BoundedPaginator
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    empty_value_display = NOT_KNOWN
    view_on_site: Any = False
    # Whether the index lists these rows; others are reached from the record that owns them.
    in_index = True

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.in_index and super().has_module_permission(request)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArchiveChangeList

    def for_list(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the queryset with what the columns of the list show."""
        return queryset

    def search(self, term: str) -> Q:
        """Return the condition that a row is found by these words."""
        condition = Q()
        for column in self.search_fields:
            condition |= all_words(column, term.split())
        return condition

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        term = search_term.replace("\x00", "").strip()
        if not term:
            return queryset, False
        if looks_like_uid(term) and hasattr(self.model, "uid"):
            return queryset.filter(uid=term), False
        return queryset.filter(self.search(term)), False

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_autocomplete"
        view = self.admin_site.admin_view(Choices.as_view(admin_site=self.admin_site))
        return [path("autocomplete/", view, name=name), *super().get_urls()]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say what stands in the way before collecting all that would go with it."""
        protected = protected_rows(objs)
        if protected:
            return [], {}, set(), protected
        return super().get_deleted_objects(objs, request)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with a page of its own where a rule is broken that no field could show."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as error:
            context = {**self.admin_site.each_context(request), "messages_of_rules": error.messages}
            context |= {"title": "This cannot be saved", "opts": self.opts}
            return TemplateResponse(request, "admin/archive/refused.html", context, status=422)

    @property
    def media(self) -> Any:
        # The filters of a list hold the same widgets as the forms.
        return super().media + RecordSelect(None, self.admin_site).media


class ReadOnlyAdmin(ArchiveAdmin):
    """Rows that nobody writes by hand."""

    actions = ()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
