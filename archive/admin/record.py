"""The admin of records: their review, their address, and what is shown above their form."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from archive.admin.bulk import BulkMixin
from archive.admin.history import HistoryAdmin
from archive.admin.merging.beside import beside
from archive.admin.seen import SeenVersionMixin
from archive.admin.sheet import SheetMixin
from archive.admin.steps import StepsMixin, steps_for
from archive.admin.way_back import way_back
from archive.date_words import moment_words
from archive.services.deletion import delete

GIVEN = ("uid", "created", "updated")
KEEPING: Any = (
    "Record keeping",
    {
        "classes": ["collapse"],
        "fields": [("origin", "imported_row"), "merged_into", GIVEN],
    },
)
WHEN: Any = (
    "When",
    {
        "description": "As far as the text tells. “One day within” says that it was a single day "
        "of the range; “interval” says that it went on from the first day to the last.",
        "fields": [
            "date_semantics",
            ("date_earliest", "date_latest"),
            ("date_text", "date_basis"),
            "date_note",
        ],
    },
)


class RecordAdmin(SeenVersionMixin, StepsMixin, BulkMixin, SheetMixin, HistoryAdmin):
    """Records: with their state of review, their address, and what is done to them as a whole.

    Their state, merging and deleting are acts with rules of their own, and no fields of the form.
    """

    readonly_fields = (*GIVEN, "merged_into")
    given_on_saving = (GIVEN, "merged_into")
    actions = (
        "send_to_review",
        "publish",
        "return_to_draft",
        "retract",
        "edit_together",
        "export_xlsx",
        "export_csv",
    )
    change_form_template = "admin/archive/record_form.html"

    # Lists of terms as who may only read sees them: the field, the method that says it in words.
    read_as: ClassVar[dict[str, str]] = {}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, {**options, "fields": [self._read(name) for name in options["fields"]]})
            for title, options in fieldsets
        ]

    def _read(self, name: Any) -> Any:
        return self.read_as.get(name, name) if isinstance(name, str) else name

    def headline(self, record: Any) -> str | None:
        """Return the facts to know a record by, beside its state of review."""
        return None

    def panels(self, request: HttpRequest, record: Any) -> list[dict[str, Any]]:
        """Return what is shown above the form, each `{"template": name, …}`."""
        return []

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        record = kwargs.get("obj")
        if record is not None:
            context["headline"] = self.headline(record)
            context["steps"] = steps_for(request.user, record)
            context["way_back"] = way_back(request, record)
            context["merging"] = beside(request.user, record)
            # Where something is to be corrected, nothing stands above the messages.
            context["panels"] = [] if context["errors"] else self.panels(request, record)
        return super().render_change_form(request, context, *args, **kwargs)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._delete(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for record in queryset:
            self._delete(request, record)

    def _delete(self, request: HttpRequest, record: Any) -> None:
        reason = request.POST.get("reason", "").strip() or None
        delete(record, by=request.user.get_username(), reason=reason)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        queue = way_back(request, obj)
        if queue is not None:
            return HttpResponseRedirect(queue)
        return super().response_post_save_change(request, obj)

    def view_on_site(self, record: Any) -> str | None:
        """Return the record's address in the API, or None on a site without one."""
        try:
            return reverse(f"{self.opts.verbose_name_plural}-detail", args=[record.uid])
        except NoReverseMatch:
            return None

    @admin.display(description="created")
    def created(self, record: Any) -> str:
        """Show when the record was made."""
        return moment_words(record.created_at, zone_known=True)

    @admin.display(description="last changed")
    def updated(self, record: Any) -> str:
        """Show when the record was changed last."""
        return moment_words(record.updated_at, zone_known=True)
