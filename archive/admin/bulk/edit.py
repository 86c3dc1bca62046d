"""One edit of many records, from the choice to the log: each page of it, and the way on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from archive.admin.bulk.fields import TogetherForm
from archive.admin.bulk.rows import Preview, Rows, rows_for
from archive.admin.sheet.corrections import KEYS, Plan, apply, plan
from archive.models import Change
from archive.models.base import Record
from archive.recording import recording

MOST_RECORDS = 500
# How long somebody may look at what was chosen, or would change, before it is asked anew.
SECONDS_TO_CONFIRM = 3600
_NAMED = 10

# What was chosen: the uid and the version of each record, as it was seen.
Chosen = Sequence[tuple[str, int]]


class BulkEdit:
    """The answers to one request. What was chosen and looked at travels in the page, signed."""

    def __init__(self, model_admin: Any, request: HttpRequest) -> None:
        self.admin = model_admin
        self.model = model_admin.model
        self.opts = model_admin.opts
        self.request = request

    def begin(self, chosen: Chosen) -> HttpResponse:
        """Ask what is to become of the records that were chosen in a list."""
        seen = self._sign("chosen", [self.request.GET.urlencode(), list(chosen)])
        # What was typed beside the action is the reason to begin with.
        reason = self.request.POST.get("reason", "")
        form = TogetherForm(self.admin, self.request, initial={"reason": reason})
        return self._page(form, seen, chosen)

    def answer(self) -> HttpResponse:
        """Show what the edit would do, or do what somebody has looked at."""
        if self.request.method != "POST":
            messages.info(
                self.request, "Choose records in the list, and then the action “Edit together”."
            )
            return HttpResponseRedirect(self._list_url())
        try:
            if "confirmed" in self.request.POST:
                return self._confirmed(*self._read("confirmed"))
            query, chosen = self._read("chosen")
        except signing.BadSignature:
            messages.error(self.request, "What you looked at is too old; choose the records again.")
            return HttpResponseRedirect(self._list_url())
        form = TogetherForm(self.admin, self.request, self.request.POST)
        seen = self.request.POST["chosen"]
        if not form.is_valid():
            return self._page(form, seen, chosen, status=422)
        return self._preview(form, seen, query, chosen)

    def _preview(self, form: TogetherForm, seen: str, query: str, chosen: Chosen) -> HttpResponse:
        versions = dict(chosen)
        records = self._records(versions, form.changes)
        rows = rows_for(records, versions, form.changes, form.columns)
        preview = Preview(plan(self.model, rows, self.request.user), rows, records, form)
        reason = form.cleaned_data["reason"]
        confirmed = self._sign("confirmed", [query, preview.sound, reason])
        return self._page(
            form,
            seen,
            chosen,
            preview=preview,
            confirmed=confirmed if preview.changing else None,
            reason=reason,
        )

    def _confirmed(self, query: str, rows: Rows, reason: str) -> HttpResponse:
        user: Any = self.request.user
        with recording(user.get_username(), reason):
            made = apply(self.model, rows, user)
            records = [correction.record for correction in made.corrections]
            if not made.faults:
                fields = [name for name in rows[0] if name not in KEYS]
                LogEntry.objects.log_actions(
                    user.pk, records, CHANGE, [{"changed": {"fields": fields}}]
                )
        if made.faults:
            return self._too_late(query, rows, made)
        told = format_html(
            '{} {} changed. <a href="{}">See what was done, or take it back</a>.',
            len(records),
            self._noun(len(records)),
            self._act_url(records[0]),
        )
        messages.success(self.request, told)
        return HttpResponseRedirect(self._list_url(query))

    def _too_late(self, query: str, rows: Rows, made: Plan) -> HttpResponse:
        """Say what stands in the way since somebody looked; nothing was written."""
        form = TogetherForm(self.admin, self.request)
        records = self._records([row[0] for row in rows[1:]], rows[0][len(KEYS) :])
        preview = Preview(made, rows, records, form)
        chosen = [(record.uid, record.version) for record in records]
        seen = self._sign("chosen", [query, chosen])
        return self._page(form, seen, chosen, preview=preview, is_too_late=True, status=422)

    def _records(self, uids: Iterable[str], columns: Iterable[str] = ()) -> list[Record]:
        named = [name for name in columns if self.model._meta.get_field(name).is_relation]
        rows = self.model._default_manager.filter(uid__in=list(uids)).order_by("-pk")
        return list(rows.select_related(*named) if named else rows)

    def _page(
        self, form: TogetherForm, seen: str, chosen: Chosen, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        context |= {
            **self.admin.admin_site.each_context(self.request),
            "opts": self.opts,
            "media": self.admin.media + form.media,
            "title": f"Edit {len(chosen)} {self._noun(len(chosen))} together",
            "form": form,
            "chosen": seen,
            "named": self._records(uid for uid, _ in chosen[:_NAMED]),
            "others": max(0, len(chosen) - _NAMED),
            "bulk_url": self._url("bulk"),
            "list_url": self._list_url(),
        }
        return TemplateResponse(self.request, "admin/archive/bulk.html", context, status=status)

    def _noun(self, number: int) -> str:
        return str(self.opts.verbose_name if number == 1 else self.opts.verbose_name_plural)

    def _sign(self, what: str, value: Any) -> str:
        return signing.dumps(value, salt=self._salt(what), compress=True)

    def _read(self, what: str) -> Any:
        given = self.request.POST.get(what, "")
        return signing.loads(given, salt=self._salt(what), max_age=SECONDS_TO_CONFIRM)

    def _salt(self, what: str) -> str:
        # What one has looked at is confirmed by the same one, for the same kind of records.
        return f"{self.opts.label_lower} {what} by {self.request.user.pk}"

    def _url(self, name: str, *args: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def _list_url(self, query: str = "") -> str:
        address = self._url("changelist")
        return f"{address}?{query}" if query else address

    def _act_url(self, record: Record) -> str:
        entry = Change.objects.filter(uid=record.uid).order_by("-seq")[0]
        return self._url("act", entry.act)
