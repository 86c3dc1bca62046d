"""The page of likely pairs: a stretch of the archive at a time, by kind and reason."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from archive.admin.labels import label_of, with_labels
from archive.admin.merging.ways import desk_url, kinds_of, may_merge, pair_url, who_stays
from archive.duplicates import KINDS, Pair, likely_pairs, reasons_of
from archive.duplicates.pairs import STRETCH
from archive.models.base import Record

AT_ONCE = 25


def desk(request: HttpRequest) -> HttpResponse:
    """List likely pairs of one kind, the newest records first."""
    kinds = kinds_of(request.user)
    kind = request.GET.get("kind") or kinds[0]
    if kind not in KINDS:
        raise Http404
    if kind not in kinds:
        raise PermissionDenied
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
        "kinds": [
            {
                "name": KINDS[each]._meta.verbose_name_plural,
                "url": desk_url(each),
                "chosen": each == kind,
            }
            for each in kinds
        ],
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
    digits = 18  # more than any key has
    if one.isdecimal() and other.isdecimal() and max(len(one), len(other)) <= digits:
        return int(one), int(other)
    return None


def shown(kind: str, pairs: list[Pair], place: str = "") -> list[dict[str, Any]]:
    """Return pairs as a page shows them: which would go, which would stay, why."""
    keys = {key for pair in pairs for key in (pair.one, pair.other)}
    found: dict[int, Record] = with_labels(KINDS[kind]._default_manager.all()).in_bulk(keys)
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
