"""What became of a merged record: where it leads, what it changed, and taking it back."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from archive.admin.evidence import change_url
from archive.admin.labels import label_of, with_labels
from archive.admin.merging.ways import (
    api_address,
    back_to_list,
    choose_url,
    kind_of,
    may_merge,
    pair_url,
    place_in_list,
    record_at,
)
from archive.date_words import moment_words
from archive.errors import ArchiveError, ForbiddenError
from archive.models import Change
from archive.models.base import Record
from archive.rights import require
from archive.services.merging import unmerge

AT_ONCE = 25


def done(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Show what became of a merged record; a POST takes the merge back."""
    record = record_at(request, kind, uid)
    survivor = record.merged_into
    if survivor is None:
        return HttpResponseRedirect(choose_url(record))
    if request.method == "POST":
        return _take_back(request, record, survivor)
    return _page(request, record, survivor)


def _take_back(request: HttpRequest, record: Record, survivor: Record) -> HttpResponse:
    require(request.user, "merge", record)
    if not may_merge(request.user, kind_of(record)):
        raise ForbiddenError("You may not merge this.")
    reason = request.POST.get("reason", "").strip()[:500] or "Merge taken back."
    try:
        unmerge(record, by=request.user.get_username(), reason=reason)
    except ValidationError as error:
        faults = list(error.messages)
    except (ArchiveError, ProtectedError, ObjectDoesNotExist) as error:
        faults = [str(error.args[0])]
    else:
        messages.success(
            request, f"“{record}” and “{survivor}” are two again, and everything is where it was."
        )
        return HttpResponseRedirect(pair_url(record, survivor, place_in_list(request)))
    return _page(request, record, survivor, 422, faults=faults)


def _page(
    request: HttpRequest,
    record: Record,
    survivor: Record,
    status: int = 200,
    faults: list[str] | None = None,
) -> HttpResponse:
    entry = Change.objects.filter(uid=record.uid, op="merge").order_by("-seq").first()
    entries = []
    if entry is not None:
        # Those that only show what changed are not what was done.
        act = Change.objects.filter(act=entry.act, because_of=None).exclude(pk=entry.pk)
        entries = list(act.order_by("seq")[: AT_ONCE + 1])
    context = {
        **admin.site.each_context(request),
        "title": "Merged",
        "plural": record._meta.verbose_name_plural,
        "record": record,
        "record_url": change_url(record),
        "survivor": survivor,
        "survivor_url": change_url(survivor),
        "api": api_address(record),
        "entry": entry,
        "when": entry and moment_words(entry.at, zone_known=True),
        "changed": _named(entries[:AT_ONCE]),
        "is_cut": len(entries) > AT_ONCE,
        "most": AT_ONCE,
        "may_merge": may_merge(request.user, kind_of(record)),
        "list_url": back_to_list(request, kind_of(record)),
        "faults": faults or [],
    }
    return TemplateResponse(request, "admin/archive/merging/done.html", context, status=status)


def _named(entries: list[Change]) -> list[dict[str, Any]]:
    """Return the records of some entries of the log, with what of them changed."""
    found: dict[str, Record] = {}
    for kind in {entry.type for entry in entries}:
        uids = [entry.uid for entry in entries if entry.type == kind]
        rows = apps.get_model("archive", kind)._default_manager.filter(uid__in=uids)
        found |= {row.uid: row for row in with_labels(rows)}
    return [
        {
            "kind": entry.type,
            "name": label_of(found[entry.uid]) if entry.uid in found else entry.uid,
            "url": change_url(found[entry.uid]) if entry.uid in found else None,
            "fields": ", ".join(entry.fields).replace("_", " "),
        }
        for entry in entries
    ]
