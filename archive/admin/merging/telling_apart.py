"""The pairs that somebody told apart, and taking that back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from archive.admin.merging.desk import named
from archive.admin.merging.ways import (
    choices_of_kind,
    desk_url,
    is_key,
    kind_asked_for,
    may_merge,
    pair_url,
    records_by_key,
    who_stays,
)
from archive.date_words import moment_words
from archive.duplicates import KINDS, take_back
from archive.errors import ForbiddenError
from archive.models import DistinctPair

AT_ONCE = 25


def told_apart(request: HttpRequest) -> HttpResponse:
    """List the pairs of a kind that are two, the latest first; a POST takes one back."""
    kind = kind_asked_for(request)
    if request.method == "POST":
        return _take_back(request, kind)
    said = DistinctPair.objects.filter(kind=kind).order_by("-pk")
    before = request.GET.get("before", "")
    if is_key(before):
        said = said.filter(pk__lt=int(before))
    rows = list(said[: AT_ONCE + 1])
    page = reverse("admin:merging_apart")
    is_more = len(rows) > AT_ONCE
    rows = rows[:AT_ONCE]
    context = {
        **admin.site.each_context(request),
        "title": "Told apart",
        "noun": KINDS[kind]._meta.verbose_name_plural,
        "kinds": choices_of_kind(request.user, kind, page),
        "rows": _shown(kind, rows),
        "older_url": f"{page}?kind={kind}&before={rows[-1].pk}" if is_more else None,
        "list_url": desk_url(kind),
        "may_merge": may_merge(request.user, kind),
    }
    return TemplateResponse(request, "admin/archive/merging/told_apart.html", context)


def _shown(kind: str, rows: list[DistinctPair]) -> list[dict[str, Any]]:
    found = records_by_key(kind, rows)
    return [
        {
            "said": row,
            "when": moment_words(row.at, zone_known=True),
            "records": [named(found[row.one]), named(found[row.other])],
            "url": pair_url(*who_stays(found[row.one], found[row.other])),
        }
        for row in rows
        if row.one in found and row.other in found
    ]


def _take_back(request: HttpRequest, kind: str) -> HttpResponse:
    if not may_merge(request.user, kind):
        raise ForbiddenError("You may not say which records are two.")
    keys = [request.POST.get(name, "") for name in ("one", "other")]
    numbers = [int(key) for key in keys if is_key(key)]
    found = list(KINDS[kind]._default_manager.filter(pk__in=numbers))
    if len(found) == len(keys) and take_back(*found):
        messages.success(request, f"“{found[0]}” and “{found[1]}” may be suggested again.")
    else:
        messages.warning(request, "Nobody has told these two apart.")
    return HttpResponseRedirect(f"{reverse('admin:merging_apart')}?kind={kind}")
