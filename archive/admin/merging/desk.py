"""The page of likely pairs: a stretch of the archive at a time, by kind and reason."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from archive.admin.labels import label_of
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
from archive.duplicates import KINDS, Pair, likely_pairs, reasons_of
from archive.duplicates.pairs import STRETCH
from archive.models.base import Record

AT_ONCE = 25


def desk(request: HttpRequest) -> HttpResponse:
    """List likely pairs of one kind, the newest records first."""
    kind = kind_asked_for(request)
    reasons = reasons_of(kind)
    chosen = next((each for each in reasons if each.code == request.GET.get("reason")), None)
    code = chosen.code if chosen else None
    given = request.GET.get("from", "")
    page = likely_pairs(kind, code, start=_start(given), most=AT_ONCE)
    then = None if page.then is None else "-".join(map(str, page.then))
    place = desk_url(kind, reason=code, **{"from": given}).partition("&")[2]
    context = {
        **admin.site.each_context(request),
        "title": "Merge desk",
        "kinds": choices_of_kind(request.user, kind, reverse("admin:merging")),
        "reasons": [
            {"label": "Any reason", "url": desk_url(kind), "chosen": chosen is None},
            *(
                {"label": r.label, "url": desk_url(kind, reason=r.code), "chosen": r is chosen}
                for r in reasons
            ),
        ],
        "advice": [each for each in reasons if chosen in (None, each)],
        "pairs": shown(kind, page.pairs, place),
        "noun": KINDS[kind]._meta.verbose_name_plural,
        "stretch": f"{STRETCH:,}",
        "goes_on": given != "",
        "first_url": desk_url(kind, reason=code),
        "then_url": then and desk_url(kind, reason=code, **{"from": then}),
        "apart_url": f"{reverse('admin:merging_apart')}?kind={kind}",
        "may_merge": may_merge(request.user, kind),
    }
    return TemplateResponse(request, "admin/archive/merging/desk.html", context)


def _start(given: str) -> tuple[int, int] | None:
    """Return the pair of keys after which to go on; None for what is none."""
    one, _, other = given.partition("-")
    if is_key(one) and is_key(other):
        return int(one), int(other)
    return None


def shown(kind: str, pairs: list[Pair], place: str = "") -> list[dict[str, Any]]:
    """Return pairs as a page shows them: which would go, which would stay, why."""
    found = records_by_key(kind, pairs)
    rows = []
    for pair in pairs:
        if pair.one not in found or pair.other not in found:
            continue
        goes, stays = who_stays(found[pair.one], found[pair.other])
        rows.append(
            {
                "records": [named(goes), named(stays)],
                "clues": [str(clue) for clue in pair.clues],
                "url": pair_url(goes, stays, place),
            }
        )
    return rows


def named(record: Record) -> dict[str, Any]:
    """Return a record as a list shows it: its name, and what tells it from others."""
    name, _, facts = label_of(record).partition(" · ")
    return {"record": record, "name": name, "facts": facts}
