"""What is sent to the queue: acts and their undo, and the claims of who looks at a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from archive.admin.evidence import change_url
from archive.admin.labels import shorten
from archive.admin.review import acts, claims
from archive.admin.review.queue import key_of
from archive.admin.review.views import address, found_by, next_after, queue_of, render, works
from archive.admin.way_back import with_way_back
from archive.errors import ArchiveError
from archive.models import Article

_STEPS = {"publish": "Published", "return": "Returned", "reject": "Rejected"}


def post(request: HttpRequest, uid: str, what: str) -> HttpResponse:
    """Do one thing to a record; a GET, as of somebody who reloads, only shows it."""
    if what == "edit":
        return _edit(request, uid)
    do = _POSTS.get(what)
    if do is None and what not in _STEPS:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(address(uid, queue_of(request)))
    if not works(request.user):
        raise PermissionDenied
    return _step(request, uid, what) if do is None else do(request, uid)


def _step(request: HttpRequest, uid: str, what: str) -> HttpResponse:
    queue, user = queue_of(request), request.user
    found = found_by(request, uid)
    if found is None:
        messages.error(request, "The record is gone: nothing was done.")
        return HttpResponseRedirect(reverse("admin:review"))
    reason = request.POST.get("reason", "").strip()
    try:
        done = acts.step(user, uid, what, seen=request.POST.get("version", ""), reason=reason)
    except ValidationError as error:
        return render(
            request, queue, found_by(request, uid), reason=reason, refused=" ".join(error.messages)
        )
    except (ArchiveError, ProtectedError) as error:
        again = found_by(request, uid)
        claims.hold(uid, user)
        return render(request, queue, again, reason=reason, refused=str(error.args[0]))
    messages.success(request, f"{_STEPS[what]}: {shorten(done.name)}")
    return HttpResponseRedirect(next_after(request, queue, key_of(found)))


def _undo(request: HttpRequest, uid: str) -> HttpResponse:
    queue = queue_of(request)
    try:
        taken = acts.undo(request.user, request.POST.get("step", ""))
    except ValidationError as error:
        messages.error(request, f"It was not undone: {' '.join(error.messages)}")
    except (ArchiveError, ProtectedError, ObjectDoesNotExist) as error:
        messages.error(request, str(error.args[0]))
    else:
        messages.success(request, f"Undone: {shorten(taken.name)} waits again, as before.")
        return HttpResponseRedirect(address(taken.uid, queue))
    return HttpResponseRedirect(address(uid, queue))


def _take_over(request: HttpRequest, uid: str) -> HttpResponse:
    holder = claims.holder_of(uid, request.user)
    claims.take_over(uid, request.user)
    if holder is not None:
        messages.success(request, f"You hold it now; {holder.user.get_username()} does no longer.")
    return HttpResponseRedirect(address(uid, queue_of(request)))


def _renew(request: HttpRequest, uid: str) -> HttpResponse:
    """Hold a record on; answer with until when, or with who holds it by now."""
    found = found_by(request, uid)
    if found is None:
        return JsonResponse({"lost": "The record is gone."})
    holder = claims.holder_of(uid, request.user)
    if holder is not None:
        name, until = holder.user.get_username(), holder.until
        return JsonResponse({"lost": f"{name} has taken it over, until {until:%H:%M} UTC."})
    return JsonResponse({"until": claims.hold(uid, request.user).until.isoformat()})


def _release(request: HttpRequest, uid: str) -> HttpResponse:
    """Let a record go that was held until the moment which the page was told."""
    until = parse_datetime(request.POST.get("until", "").strip() or "-")
    if until is not None:
        claims.release(uid, request.user, until=until)
    return HttpResponse(status=204)


def _edit(request: HttpRequest, uid: str) -> HttpResponse:
    """Go to the record's form, or the reading desk of an article, and hold it meanwhile."""
    user: Any = request.user
    found, queue = found_by(request, uid), queue_of(request)
    if found is None:
        raise Http404
    if works(user):
        claim = claims.hold(uid, user, time=claims.EDITING)
        if claim.user_id != user.pk:
            messages.error(request, f"{claim.user.get_username()} holds it: take it over first.")
            return HttpResponseRedirect(address(uid, queue))
    page = change_url(found)
    if isinstance(found, Article) and found.revisions.exists():
        page = reverse("admin:archive_article_desk", args=[found.pk])
    return HttpResponseRedirect(with_way_back(page, queue.filters.query()))


_POSTS: dict[str, Callable[[HttpRequest, str], HttpResponse]] = {
    "undo": _undo,
    "take-over": _take_over,
    "renew": _renew,
    "release": _release,
}
