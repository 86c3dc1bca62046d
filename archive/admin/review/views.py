"""The pages of the queue: the way to the next record, and a record to judge."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from archive.admin.review import claims
from archive.admin.review.filters import Filters
from archive.admin.review.page import page_of
from archive.admin.review.queue import Key, Queue, find, key_of, waits
from archive.budget import OutOfTimeError, time_budget
from archive.models.base import Record
from archive.rights import may, own_work

# How long the database may look for the next record: rare makers among very many drafts.
SECONDS = 3.0
# How many records are looked through for one that is nobody's.
_OFFERED = 25


def works(user: Any) -> bool:
    """Whether a user works the queue; a coder reads what waits of their own."""
    return may(user, "return")


def queue_of(request: HttpRequest) -> Queue:
    """Return the queue as this person may see it, under the filters of the address."""
    return Queue(Filters(request.GET, request.user, only_own=not works(request.user)))


def start(request: HttpRequest) -> HttpResponse:
    """Go to the next record that nobody holds: the oldest, or that after or before another."""
    queue = queue_of(request)
    for name, errors in queue.filters.form.errors.items():
        messages.warning(request, f"{queue.filters.form[name].label}: {' '.join(map(str, errors))}")
    after, before = request.GET.get("after"), request.GET.get("before")
    try:
        with time_budget(SECONDS):
            found = _step(request, queue, after, before)
    except OutOfTimeError:
        return _nothing(request, queue, late=True)
    if found is not None:
        return HttpResponseRedirect(address(found.uid, queue))
    stay = find(after or before or "")
    if stay is not None and waits(stay):
        which = "last" if after else "first"
        messages.info(request, f"This is the {which} that waits here.")
        return HttpResponseRedirect(address(stay.uid, queue))
    return _nothing(request, queue)


def _step(
    request: HttpRequest, queue: Queue, after: str | None, before: str | None
) -> Record | None:
    """Return the record that a key leads to: any for J and K, for others one to be worked on."""
    user = request.user
    held = claims.held_by_others(user)
    key = _key(after or before)
    limit = _OFFERED + len(held)
    rows = queue.before(key, limit)[::-1] if before and key else queue.after(key, limit)
    own = set() if after or before else own_work(user, rows)
    free = [row for row in rows if row.uid not in held]
    for row in sorted(free, key=lambda row: row.uid in own):
        if not works(user) or claims.hold(row.uid, user).user_id == user.pk:
            return row
    return None


def next_after(request: HttpRequest, queue: Queue, key: Key) -> str:
    """Return the address of what comes after a place in the queue, by itself."""
    try:
        with time_budget(SECONDS):
            following = _free_after(request.user, queue, key)
    except OutOfTimeError:
        following = None
    if following is not None:
        return address(following.uid, queue)
    return with_filters(reverse("admin:review"), queue)


def _free_after(user: Any, queue: Queue, key: Key) -> Record | None:
    """Hold the next record that is nobody's and not one's own; after the last comes the first."""
    held = claims.held_by_others(user)
    limit = _OFFERED + len(held)
    for rows in (queue.after(key, limit), queue.after(None, limit)):
        own = own_work(user, rows)
        for row in rows:
            is_free = row.uid not in held and row.uid not in own
            if is_free and claims.hold(row.uid, user).user_id == user.pk:
                return row
    return None


def _key(uid: str | None) -> Key | None:
    record = find(uid or "")
    return None if record is None else key_of(record)


def address(uid: str, queue: Queue) -> str:
    """Return the address of a record at the queue."""
    return with_filters(reverse("admin:review_record", args=[uid]), queue)


def with_filters(page: str, queue: Queue) -> str:
    """Return an address with the filters of the queue."""
    query = queue.filters.query()
    return f"{page}?{query}" if query else page


def _nothing(request: HttpRequest, queue: Queue, *, late: bool = False) -> HttpResponse:
    return render(request, queue, None, late=late)


def record(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a record that waits, and hold it for who looks at it."""
    queue = queue_of(request)
    found = found_by(request, uid)
    if found is None or not waits(found):
        state = "gone" if found is None else f"{found.review_status.replace('_', ' ')}"
        messages.info(request, f"“{found or uid}” no longer waits: it is {state}.")
        page = reverse("admin:review")
        return HttpResponseRedirect(with_filters(page, queue))
    if works(request.user):
        claims.hold(uid, request.user)
    return render(request, queue, found)


def found_by(request: HttpRequest, uid: str) -> Record | None:
    """Return the record with this uid, where this person may see its kind."""
    found = find(uid)
    if found is not None:
        user: Any = request.user
        if not user.has_perm(f"archive.view_{found._meta.model_name}"):
            raise Http404
    return found


def render(
    request: HttpRequest,
    queue: Queue,
    found: Record | None,
    *,
    late: bool = False,
    reason: str = "",
    refused: str = "",
) -> HttpResponse:
    """Return the page with a record in hand; `reason` and `refused` where an act was refused."""
    try:
        with time_budget(SECONDS):
            context = page_of(queue, found, request.user, works=works(request.user))
    except OutOfTimeError:
        context, late = {}, True
    context |= {
        **admin.site.each_context(request),
        "title": "Review queue",
        # The record has the whole width.
        "is_nav_sidebar_enabled": False,
        "late": late,
        "reason": reason,
        "refused": refused,
        "form": queue.filters.form,
        "filters": queue.filters.query(),
        "chosen": len(queue.filters.chosen),
        "works": works(request.user),
    }
    return TemplateResponse(request, "admin/archive/review/page.html", context)
