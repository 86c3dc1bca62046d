"""The page of a pair: side by side, tried out first, then merged or told apart."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from archive.admin.evidence import change_url
from archive.admin.fields import LABELS
from archive.admin.merging.fields import compare, taken
from archive.admin.merging.relations import BOUND, held
from archive.admin.merging.ways import (
    api_address,
    back_to_list,
    done_url,
    kind_of,
    may_merge,
    pair_url,
    place_in_list,
    record_at,
)
from archive.admin.seen import changes_since
from archive.budget import OutOfTimeError, time_budget
from archive.duplicates import likely_same_as, tell_apart
from archive.errors import ArchiveError, ForbiddenError
from archive.models import DistinctPair
from archive.models.base import Record
from archive.models.distinct_pair import in_order
from archive.recording import recording
from archive.rights import require
from archive.services.merging import MergeReport, merge

# How long a page tries a merge out; a larger one is done by a program.
SECONDS = 8.0
_MOST_CLUES = 50
_MOST_REASON = 500

TRY, MERGE, APART = "try", "merge", "apart"


class _StaleError(ArchiveError):
    """One of the two has been changed since it was shown."""


def pair(request: HttpRequest, kind: str, goes: str, stays: str) -> HttpResponse:
    """Compare two records; a POST tries the merge out, does it, or says that they are two."""
    one, other = record_at(request, kind, goes), record_at(request, kind, stays)
    if one.pk == other.pk:
        raise Http404
    if request.method == "POST":
        return _decided(request, one, other)
    if one.merged_into_id == other.pk:
        return HttpResponseRedirect(done_url(one, place_in_list(request)))
    return _page(request, one, other)


def _decided(request: HttpRequest, one: Record, other: Record) -> HttpResponse:
    for record in (one, other):
        _require(request, record)
    act = request.POST.get("act")
    if act == APART:
        return _told_apart(request, one, other)
    if act not in (TRY, MERGE):
        return _page(request, one, other, 422, faults=["Choose what is to be done."])
    # What is merged is what was tried out, and nothing else.
    is_tried = request.POST.get("tried") == _tried(request, one, other)
    dry_run = act == TRY or not is_tried
    try:
        report = _merge(request, one, other, dry_run=dry_run)
    except _REFUSALS as error:
        kind = kind_of(one)
        one, other = record_at(request, kind, one.uid), record_at(request, kind, other.uid)
        status = 409 if isinstance(error, _StaleError) else 422
        return _page(request, one, other, status, faults=_in_words(error))
    if dry_run:
        otherwise = act == MERGE and "tried" in request.POST
        return _page(request, one, other, report=report, otherwise=otherwise)
    messages.success(request, f"“{one}” was merged into “{other}”. {_sum(report)}")
    return HttpResponseRedirect(done_url(one, place_in_list(request)))


def _require(request: HttpRequest, record: Record) -> None:
    require(request.user, "merge", record)
    if not may_merge(request.user, kind_of(record)):
        raise ForbiddenError("You may not merge this.")


def _merge(request: HttpRequest, one: Record, other: Record, *, dry_run: bool) -> MergeReport:
    """Merge over what was seen, or try it out."""
    by = request.user.get_username()
    reason = _reason(request) or None
    # What ends too late is taken back whole.
    with time_budget(SECONDS), transaction.atomic():
        _refuse_stale(request, one, other)
        chosen = taken(compare(one, other, _chosen(request)))
        with recording(by, reason):
            return merge(one, other, by=by, reason=reason, take=chosen, dry_run=dry_run)


def _refuse_stale(request: HttpRequest, one: Record, other: Record) -> None:
    rows: Any = type(one)._default_manager.select_for_update(no_key=True).order_by("pk")
    now = dict(rows.filter(pk__in=[one.pk, other.pk]).values_list("pk", "version"))
    for record, name in ((one, "seen_goes"), (other, "seen_stays")):
        seen = request.POST.get(name, "")
        if str(now.get(record.pk)) != seen:
            raise _StaleError(
                f"“{record}” was changed since you opened this page "
                f"({changes_since(record, seen)}). Nothing was merged, and what you chose is still "
                "chosen. Look at it again; below is how it is now.",
                code="stale",
            )


def _told_apart(request: HttpRequest, one: Record, other: Record) -> HttpResponse:
    tell_apart(one, other, by=request.user.get_username(), reason=_reason(request))
    messages.success(
        request,
        f"“{one}” and “{other}” are two, and are not suggested again. Under “Told apart” this can "
        "be taken back.",
    )
    return HttpResponseRedirect(back_to_list(request, kind_of(one)))


def _page(
    request: HttpRequest,
    one: Record,
    other: Record,
    status: int = 200,
    *,
    faults: list[str] | None = None,
    report: MergeReport | None = None,
    otherwise: bool = False,
) -> HttpResponse:
    kind = kind_of(one)
    lines = compare(one, other, _chosen(request))
    hanging = held(one, other)
    pairs = likely_same_as(one, most=_MOST_CLUES)
    place = place_in_list(request)
    context = {
        **admin.site.each_context(request),
        "title": f"Are these one {one._meta.verbose_name}?",
        "noun": one._meta.verbose_name,
        "plural": one._meta.verbose_name_plural,
        "goes": one,
        "stays": other,
        "goes_url": change_url(one),
        "stays_url": change_url(other),
        "api": api_address(one),
        "lines": lines,
        "hanging": hanging,
        "is_heavy": any(mine.is_much and not theirs.is_much for _title, mine, theirs in hanging),
        "bound": f"{BOUND:,}",
        "clues": [str(clue) for each in pairs if each.other == other.pk for clue in each.clues],
        "apart": DistinctPair.objects.filter(**in_order(one, other)).first(),
        "swap_url": pair_url(other, one, place),
        "list_url": back_to_list(request, kind),
        "may_merge": may_merge(request.user, kind),
        "is_merged": one.merged_into_id is not None or other.merged_into_id is not None,
        "reason": _reason(request),
        "most_reason": _MOST_REASON,
        "faults": faults or [],
        "report": None if report is None else _rows(report),
        "tried": _tried(request, one, other),
        "otherwise": otherwise,
        "taken": report and [_label(lines, name) for name in report.taken],
    }
    return TemplateResponse(request, "admin/archive/merging/pair.html", context, status=status)


def _tried(request: HttpRequest, one: Record, other: Record) -> str:
    """Return the fields that are chosen to be taken, as the form carries them along."""
    return " ".join(taken(compare(one, other, _chosen(request))))


def _chosen(request: HttpRequest) -> dict[str, str]:
    start = "field_"
    return {
        name.removeprefix(start): value
        for name, value in request.POST.items()
        if name.startswith(start) and isinstance(value, str)
    }


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").replace("\x00", "").strip()[:_MOST_REASON]


def _rows(report: MergeReport) -> list[dict[str, Any]]:
    """Return what a merge moves and leaves, by what it is."""
    nouns = sorted({*report.moved, *report.stays})
    return [
        {"noun": capfirst(_noun(noun)), "moved": report.moved[noun], "stays": report.stays[noun]}
        for noun in nouns
    ]


def _noun(noun: str) -> str:
    return "names kept as aliases" if noun == "names" else noun


def _label(lines: list[Any], name: str) -> str:
    label = next(line.label for line in lines if name in line.fields)
    return str(label)


def _sum(report: MergeReport) -> str:
    """Return in one sentence what was moved."""
    moved = [f"{_noun(noun)} ({number:,})" for noun, number in sorted(report.moved.items())]
    stays = sum(report.stays.values())
    told = f"Moved: {', '.join(moved)}." if moved else "There was nothing to move."
    return f"{told} {stays:,} stayed with it." if stays else told


_REFUSALS = (ArchiveError, ValidationError, ProtectedError, ObjectDoesNotExist, OutOfTimeError)


def _in_words(error: Exception) -> list[str]:
    """Return why a merge was not done."""
    if isinstance(error, OutOfTimeError):
        return [
            "So much hangs on the two that merging them takes longer than a page may. Nothing was "
            "changed. It may be quicker the other way round; else a program merges them by the API."
        ]
    if not isinstance(error, ValidationError):
        return [str(error.args[0])]
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        message if name == "__all__" else f"{LABELS.get(name, name.replace('_', ' '))}: {message}"
        for name, told in error.message_dict.items()
        for message in told
    ]
