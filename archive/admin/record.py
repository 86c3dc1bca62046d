"""The admin of records: their review, their address, and what is shown above their form."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from archive.admin.bulk import BulkMixin
from archive.admin.history import HistoryAdmin
from archive.admin.seen import SeenVersionMixin
from archive.admin.sheet import SheetMixin
from archive.date_words import moment_words
from archive.errors import ArchiveError
from archive.rights import STEPS, may, require
from archive.services.publishing import publish, return_to_draft, submit

# The state that an action leads to -> what takes a record there.
_WAYS: dict[str, Any] = {"in_review": submit, "published": publish, "draft": return_to_draft}

GIVEN = ("uid", "created", "updated")
REVIEW: Any = (
    "Review",
    {"fields": ["review_status", "retraction_reason"]},
)
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


class ReasonForm(ActionForm):
    """What is done to chosen records, and why: the log keeps it."""

    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Why:",
        widget=forms.TextInput(attrs={"placeholder": "needed to return records"}),
    )


class RecordAdmin(SeenVersionMixin, BulkMixin, SheetMixin, HistoryAdmin):
    """Records: with their state of review, their address, and actions that move them through it."""

    readonly_fields = GIVEN
    given_on_saving = (GIVEN,)
    actions = (
        "send_to_review",
        "publish",
        "return_to_draft",
        "edit_together",
        "export_xlsx",
        "export_csv",
    )
    action_form = ReasonForm
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
            # Where something is to be corrected, nothing stands above the messages.
            context["panels"] = [] if context["errors"] else self.panels(request, record)
        return super().render_change_form(request, context, *args, **kwargs)

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

    @admin.action(description="Send to review", permissions=["submit"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Put the chosen records in review."""
        self._set_review(request, queryset, "in_review")

    @admin.action(description="Publish", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Publish the chosen records."""
        self._set_review(request, queryset, "published")

    @admin.action(description="Return to draft", permissions=["return"])
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Make the chosen records drafts again."""
        self._set_review(request, queryset, "draft")

    def has_submit_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to send records to review."""
        return self.has_change_permission(request) and may(request.user, "submit")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to publish records."""
        return self.has_change_permission(request) and may(request.user, "publish")

    def has_return_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to return records to their authors."""
        return self.has_change_permission(request) and may(request.user, "return")

    def _set_review(self, request: HttpRequest, queryset: QuerySet[Any], status: str) -> None:
        """Move each record on its own, by its rules; say which were refused and why."""
        moved = 0
        reason = request.POST.get("reason", "").strip()
        for record in queryset:
            if record.review_status == status:
                continue
            try:
                require(request.user, STEPS[status], record)
                _WAYS[status](record, by=request.user.get_username(), reason=reason)
            except ArchiveError as error:
                messages.error(request, f"{record}: {error.message}")
            except ValidationError as error:
                messages.error(request, f"{record}: {' '.join(error.messages)}")
            else:
                self.log_change(request, record, [{"changed": {"fields": ["review status"]}}])
                moved += 1
        noun = self.opts.verbose_name if moved == 1 else self.opts.verbose_name_plural
        label = self.opts.get_field("review_status").vocabulary[status].label.lower()
        messages.success(request, f"{moved} {noun} now {label}.")
