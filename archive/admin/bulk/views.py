"""The action of a list that edits the chosen records together: asked, looked at, then done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path

from archive.admin.bulk.act import act_view
from archive.admin.bulk.edit import MOST_RECORDS, BulkEdit
from archive.admin.mixin import AdminMixin
from archive.rights import may


class BulkMixin(AdminMixin):
    """For the admin of a kind of records: the action and its pages."""

    _page: Callable[..., HttpResponse]  # ArchiveAdmin has it

    # Texts and codes that are edited together besides terms, days and records.
    edited_together: tuple[str, ...] = ()

    def get_urls(self) -> list[Any]:
        """Return the addresses with those of the edit before those that take a key."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        guarded = self.admin_site.admin_view
        return [
            path("bulk/", guarded(self.bulk_view), name=f"{name}_bulk"),
            path("bulk/<str:act>/", guarded(self.act_view), name=f"{name}_act"),
            *super().get_urls(),
        ]

    def has_edit_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to edit records together."""
        return self.has_change_permission(request) and may(request.user, "change")

    @admin.action(description="Edit together", permissions=["edit"])
    def edit_together(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Ask what is to become of the chosen records."""
        chosen = list(queryset.order_by("-pk").values_list("uid", "version")[: MOST_RECORDS + 1])
        if len(chosen) > MOST_RECORDS:
            messages.error(
                request,
                f"More than {MOST_RECORDS} are too many to edit at a time; choose fewer, by the "
                "filters or the search.",
            )
            return None
        return BulkEdit(self, request).begin(chosen)

    def bulk_view(self, request: HttpRequest) -> HttpResponse:
        """Show what the edit would do, or do what somebody has looked at."""
        if self.has_edit_permission(request):
            return BulkEdit(self, request).answer()
        return self._not_allowed(request)

    def act_view(self, request: HttpRequest, act: str) -> HttpResponse:
        """Show what was done at one stroke, or take it back."""
        if self.has_view_or_change_permission(request):
            return act_view(self, request, act)
        return self._not_allowed(request)

    def _not_allowed(self, request: HttpRequest) -> HttpResponse:
        title = "Your account may not do this"
        return self._page(request, "forbidden", 403, title=title)
