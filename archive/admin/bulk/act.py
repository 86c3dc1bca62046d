"""What was done to many records at one stroke, and taking all of it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from archive.date_words import moment_words
from archive.errors import ArchiveError
from archive.models import Change
from archive.rights import preload_makers, require
from archive.services.reverting import revert

# An edit of many is of no more records; a larger act came by another way.
_MOST = 500


def act_view(model_admin: Any, request: HttpRequest, act: str) -> HttpResponse:
    """Show the records that an act changed; a POST takes all of it back, or nothing."""
    model = model_admin.model
    entries = list(Change.objects.filter(act=act, because_of=None).order_by("seq")[: _MOST + 1])
    kinds = {(entry.type, entry.op) for entry in entries}
    if kinds != {(model._meta.model_name, "update")} or len(entries) > _MOST:
        raise Http404
    found = model._default_manager.filter(uid__in=[entry.uid for entry in entries])
    records = {record.uid: record for record in found}
    if request.method == "POST":
        _take_back(request, entries, records)
        return HttpResponseRedirect(request.path)
    first = entries[0]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"One act: {len(entries)} {_noun(model, len(entries))} changed",
        "entry": first,
        "when": moment_words(first.at, zone_known=True),
        "fields": ", ".join(dict.fromkeys(_fields(entries))),
        "lines": [(entry, records.get(entry.uid)) for entry in entries],
        "may_change": model_admin.has_change_permission(request),
    }
    return TemplateResponse(request, "admin/archive/bulk_act.html", context)


def _fields(entries: list[Change]) -> list[str]:
    return [name.replace("_", " ") for entry in entries for name in entry.fields]


def _noun(model: Any, number: int) -> str:
    return str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)


def _take_back(request: HttpRequest, entries: list[Change], records: dict[str, Any]) -> None:
    """Put every record back as one act, where the user may change each, and nobody did since."""
    reason = request.POST.get("reason", "").strip()
    try:
        preload_makers(records.values())
        for record in records.values():
            require(request.user, "change", record)
        revert(entries, by=request.user.get_username(), reason=reason or "Taken back together.")
    except ValidationError as error:
        messages.error(request, f"Nothing was taken back: {' '.join(error.messages)}")
    except (ArchiveError, ProtectedError, ObjectDoesNotExist) as error:
        messages.error(request, f"Nothing was taken back: {error.args[0]}")
    else:
        number = len(entries)
        messages.success(request, f"Taken back: {number} record{'' if number == 1 else 's'}.")
