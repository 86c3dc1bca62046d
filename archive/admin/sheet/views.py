"""Export of the chosen records, and import of their corrections with a look before it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from archive.admin.mixin import AdminMixin
from archive.admin.sheet.cells import columns_of, is_number, text_of
from archive.admin.sheet.corrections import KEYS, Plan, apply, plan
from archive.admin.sheet.files import (
    CSV,
    MOST_ROWS,
    XLSX,
    UnreadableFileError,
    read_rows,
    write_csv,
    write_xlsx,
)
from archive.recording import recording
from archive.rights import may

# How long somebody may look at what would change before it is asked anew.
SECONDS_TO_CONFIRM = 3600


class FileForm(forms.Form):
    """The corrected file, and why."""

    file = forms.FileField(
        label="Corrected file",
        help_text=f"CSV (UTF-8) or XLSX, as it was exported from the list; at most {MOST_ROWS} "
        "rows. Columns and rows that need no correction may be left out.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        help_text="Why: it stands in the log of changes beside each of these records.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_file(self) -> list[list[str]]:
        """Return the rows of the file."""
        file = self.cleaned_data["file"]
        try:
            return read_rows(file.name, file.read())
        except UnreadableFileError as error:
            raise ValidationError(error.message) from error


class SheetMixin(AdminMixin):
    """For the admin of a kind of records: its actions and its page."""

    def get_urls(self) -> list[Any]:
        """Return the addresses with that of the import before those that take a key."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_import"
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name=name), *super().get_urls()]

    def may_import(self, request: HttpRequest) -> bool:
        """Whether the user may correct any records of this kind."""
        return self.has_change_permission(request) and may(request.user, "change")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the way to the import above the list."""
        shown = {"import_url": self._import_url() if self.may_import(request) else None}
        response: HttpResponse = super().changelist_view(
            request, {**shown, **(extra_context or {})}
        )
        return response

    @admin.action(description="Export to correct: XLSX", permissions=["view"])
    def export_xlsx(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Hand out the chosen records as a workbook."""
        return self._export(request, queryset, "xlsx")

    @admin.action(description="Export to correct: CSV", permissions=["view"])
    def export_csv(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Hand out the chosen records as CSV."""
        return self._export(request, queryset, "csv")

    def _export(
        self, request: HttpRequest, queryset: QuerySet[Any], kind: str
    ) -> HttpResponse | None:
        columns = columns_of(self.model)
        named = [name for name, column in columns.items() if column.related_model is not None]
        records = list(queryset.select_related(*named)[: MOST_ROWS + 1])
        if len(records) > MOST_ROWS:
            messages.error(
                request,
                f"More than {MOST_ROWS} are too many to correct at a time; choose fewer. To take "
                "out many records, ask the API for an export.",
            )
            return None
        header = [*KEYS, *columns]
        rows = [
            [record.uid, str(record.version), *(text_of(each, record) for each in columns.values())]
            for record in records
        ]
        try:
            content = (
                write_xlsx(header, rows)
                if kind == "xlsx"
                else write_csv(header, rows, _numbers(columns))
            )
        except UnreadableFileError as error:
            messages.error(request, error.message)
            return None
        name = str(self.opts.verbose_name_plural).replace(" ", "-")
        disposition = f'attachment; filename="{name}.{kind}"'
        return HttpResponse(
            content,
            content_type=XLSX if kind == "xlsx" else CSV,
            headers={"Content-Disposition": disposition},
        )

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file, show what it would change, and change it once that is confirmed."""
        if not self.may_import(request):
            context = {**self.admin_site.each_context(request), "opts": self.opts}
            context["title"] = "Your account may not do this"
            return TemplateResponse(request, "admin/archive/forbidden.html", context, status=403)
        if "confirmed" in request.POST:
            return self._confirmed(request)
        form = FileForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            rows, reason = form.cleaned_data["file"], form.cleaned_data["reason"]
            return self._preview(request, form, rows, reason, plan(self.model, rows, request.user))
        return self._import_page(request, form)

    def _preview(
        self,
        request: HttpRequest,
        form: FileForm,
        rows: Sequence[Sequence[str]],
        reason: str,
        made: Plan,
    ) -> HttpResponse:
        is_sound = bool(made.corrections) and not made.faults
        confirmed = self._sign(request, rows, reason) if is_sound else None
        return self._import_page(request, form, plan=made, confirmed=confirmed, reason=reason)

    def _confirmed(self, request: HttpRequest) -> HttpResponse:
        try:
            rows, reason = signing.loads(
                request.POST["confirmed"], salt=self._salt(request), max_age=SECONDS_TO_CONFIRM
            )
        except signing.BadSignature:
            messages.error(request, "What you looked at is too old; choose the file again.")
            return HttpResponseRedirect(self._import_url())
        with recording(request.user.get_username(), reason):
            made = apply(self.model, rows, request.user)
            if not made.faults:
                self._log(request, made)
        if made.faults:
            return self._preview(request, FileForm(), rows, reason, made)
        number = len(made.corrections)
        noun = self.opts.verbose_name if number == 1 else self.opts.verbose_name_plural
        messages.success(request, f"{number} {noun} corrected.")
        changelist = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        return HttpResponseRedirect(reverse(changelist))

    def _log(self, request: HttpRequest, made: Plan) -> None:
        for correction in made.corrections:
            fields = [difference.column for difference in correction.differences]
            self.log_change(request, correction.record, [{"changed": {"fields": fields}}])

    def _sign(self, request: HttpRequest, rows: Any, reason: str) -> str:
        return signing.dumps([rows, reason], salt=self._salt(request), compress=True)

    def _salt(self, request: HttpRequest) -> str:
        # What one has looked at is confirmed by the same one, for the same kind of records.
        return f"{self.opts.label_lower} import by {request.user.pk}"

    def _import_page(self, request: HttpRequest, form: FileForm, **context: Any) -> HttpResponse:
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Correct {self.opts.verbose_name_plural} from a file",
            "form": form,
            "columns": [*KEYS, *columns_of(self.model)],
        }
        is_refused = form.errors or (context.get("plan") and context["plan"].faults)
        template = "admin/archive/import.html"
        return TemplateResponse(request, template, context, status=422 if is_refused else 200)

    def _import_url(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")


def _numbers(columns: dict[str, Any]) -> set[int]:
    plain = {at for at, column in enumerate(columns.values(), start=len(KEYS)) if is_number(column)}
    return plain | set(range(len(KEYS)))
