"""The admins that all others are made of: quick at a million rows, and in words instead of ids."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from archive.admin.deletion import protected_rows, with_links
from archive.admin.fields import VocabularyAdminMixin
from archive.admin.forms import ArchiveForm
from archive.admin.health_filter import HealthFilter
from archive.admin.labels import label_of, with_labels
from archive.admin.paginator import BoundedPaginator, ShortPaginator
from archive.admin.search import (
    QueryError,
    all_words,
    full_text,
    looks_like_uid,
    owners,
    plain_words,
)
from archive.admin.widgets import RecordSelect
from archive.date_words import NOT_KNOWN
from archive.errors import ArchiveError
from archive.models.base import Record
from archive.recording import recording
from archive.rights import Act, may, require


class ArchiveChangeList(ChangeList):
    """A list that loads what its columns show in a fixed number of queries."""

    def apply_select_related(self, qs: QuerySet[Any]) -> QuerySet[Any]:
        listed: QuerySet[Any] = self.model_admin.for_list(super().apply_select_related(qs))  # type: ignore[attr-defined]  # -- its admin is one of ours
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

    `search_fields` name the columns in which every word must occur; a `search_kind` searches the
    full text of that kind of record instead, and finds the rows that name one by `search_paths`.
    """

    form = ArchiveForm
    paginator = BoundedPaginator
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    empty_value_display = NOT_KNOWN
    view_on_site: Any = False
    search_kind: str | None = None
    # The ways from a row to its record of that kind; none where it is one itself.
    search_paths: tuple[str, ...] = ()
    # Lines of the form that mean nothing before the row is saved.
    given_on_saving: tuple[Any, ...] = ()
    # Whether the index lists these rows; others are reached from the record that owns them.
    in_index = True

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.in_index and super().has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and may(request.user, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # What belongs to a record is taken from it, which changes it.
        act: Act = "delete" if obj is None or isinstance(obj, Record) else "change"
        return super().has_delete_permission(request, obj) and may(request.user, act, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        # The record that a row has come to belong to is not the one that let it be changed.
        if not isinstance(obj, Record):
            require(request.user, "change", obj)
        super().save_model(request, obj, form, change)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets: Any = super().get_fieldsets(request, obj)
        if obj is not None:
            return fieldsets
        kept = [
            (
                title,
                {
                    **options,
                    "fields": [
                        line for line in options["fields"] if line not in self.given_on_saving
                    ],
                },
            )
            for title, options in fieldsets
        ]
        return [(title, options) for title, options in kept if options["fields"]]

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [*super().get_list_filter(request), HealthFilter]

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
        if self.search_kind is None:
            return queryset.filter(self.search(term)), False
        try:
            matches = full_text(self.search_kind, term)
        except QueryError as error:
            self._tell(request, f"Searched for the words alone: {error.message}")
            matches = plain_words(self.search_kind, term)
        if not self.search_paths:
            return queryset.filter(matches), False
        return queryset.filter(
            self.of_owners(request, self.search_kind, matches, *self.search_paths)
        ), False

    def of_owners(self, request: HttpRequest, kind: str, matches: Q, *paths: str) -> Q:
        """Return the condition that a path leads to a record that matches.

        Of very many such records the newest are taken, and the list says so.
        """
        keys, has_more = owners(kind, matches)
        if has_more:
            self._tell(
                request,
                f"Very many {kind}s have these words: only the newest {len(keys):,} were looked "
                "through. Give more words to reach the others.",
            )
        condition = Q()
        for way in paths:
            condition |= Q(**{f"{way}__in": keys})
        return condition

    def _tell(self, request: HttpRequest, message: str) -> None:
        """Say something above a list; a choice that is being typed into has no place for it."""
        page = request.resolver_match
        if page is not None and str(page.url_name).endswith("_changelist"):
            messages.warning(request, message)

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
        return self._in_words(super().changeform_view, request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._in_words(super().delete_view, request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._in_words(super().changelist_view, request, *args, **kwargs)

    def _in_words(self, view: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with a page of its own where a right is lacking, or a rule is broken unseen."""
        try:
            # A page that is only read takes no lock on the database.
            by = request.user.get_username()
            with recording(by) if request.method == "POST" else nullcontext():
                response: HttpResponse = view(request, *args, **kwargs)
                return response
        except PermissionDenied:
            return self._page(request, "forbidden", 403, title="Your account may not do this")
        except ArchiveError as error:
            reasons: list[str] = [with_links(error.message)]
        except ValidationError as error:
            reasons = error.messages
        except ProtectedError as error:
            reasons = [error.args[0]]
        return self._page(request, "refused", 422, title="This cannot be done", reasons=reasons)

    def _page(self, request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
        context |= {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, f"admin/archive/{name}.html", context, status=status)

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
