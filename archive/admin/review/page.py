"""What the queue's page says: the record in hand, those around it, and how far one has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.timesince import timesince

from archive.admin.labels import label_of, shorten
from archive.admin.review import acts, claims
from archive.admin.review.filters import Filters
from archive.admin.review.queue import BOUND, Queue, key_of
from archive.admin.review.shown import shown
from archive.models import ReviewStep
from archive.models.base import Record
from archive.rights import may, own_work

BEFORE, AFTER = 3, 9
# A day of one person.
_MOST_DONE = 5_000


@dataclass(frozen=True)
class Waiting:
    """A line of the queue: `holder` has it just now, `is_own` waits for a second person."""

    uid: str
    kind: str
    name: str
    age: str
    is_current: bool
    is_draft: bool
    is_own: bool
    holder: str | None
    until: datetime | None


def page_of(queue: Queue, record: Record | None, user: Any, *, works: bool) -> dict[str, Any]:
    """Return the context of the page with a record in hand, or of the empty queue."""
    number, is_more = queue.count()
    context: dict[str, Any] = {
        "progress": progress(queue.filters, number, is_more, user) if works else None,
        "waiting_words": in_words(number, is_more),
        "last_step": acts.last_step(user) if works else None,
    }
    context["rows"] = _rows(queue, record, user, works=works)
    if record is None:
        return context
    holder = claims.holder_of(record.uid, user) if works else None
    held = shown(record, user)
    return context | {
        "shown": held,
        "holder": holder,
        "until": _own_until(record.uid, user) if works and holder is None else None,
        "negative": acts.negative(record),
        "may_publish": works and holder is None and not held["obstacles"],
        "may_refuse": works and holder is None,
        "may_change": may(user, "change", record),
    }


def in_words(number: int, is_more: bool) -> str:
    """Return a count as people read it: “12”, “more than 1,000”."""
    return f"more than {BOUND:,}" if is_more else f"{number:,}"


def progress(filters: Filters, number: int, is_more: bool, user: Any) -> dict[str, Any]:
    """Return how much a person did today and since they logged in, of these kinds, and the rest."""
    midnight = datetime.combine(timezone.now().date(), time(), UTC)
    kinds = [model._meta.model_name for model in filters.kinds]
    steps = ReviewStep.objects.filter(user=user, at__gte=midnight, kind__in=kinds, is_undone=False)
    moments = list(steps.order_by("-at").values_list("at", flat=True)[:_MOST_DONE])
    since = user.last_login or midnight
    return {
        "today": len(moments),
        "session": sum(moment >= since for moment in moments),
        "remain": in_words(number, is_more),
        "is_more": is_more,
        "number": number,
        "total": len(moments) + number,
    }


def _own_until(uid: str, user: Any) -> datetime | None:
    return user.review_claims.filter(uid=uid).values_list("until", flat=True).first()  # type: ignore[no-any-return]  # -- an instant, or none


def _rows(queue: Queue, record: Record | None, user: Any, *, works: bool) -> list[Waiting]:
    """Return the lines around the record in hand; without one, the head of the queue."""
    if record is None:
        records = queue.after(None, AFTER)
    else:
        key = key_of(record)
        records = [*queue.before(key, BEFORE), record, *queue.after(key, AFTER)]
    held = claims.held_by_others(user) if works else {}
    own = own_work(user, records)
    return [_line(row, record, held.get(row.uid), is_own=row.uid in own) for row in records]


def _line(row: Record, record: Record | None, claim: Any, *, is_own: bool) -> Waiting:
    return Waiting(
        uid=row.uid,
        kind=str(row._meta.verbose_name),
        name=shorten(label_of(row), 110),
        age=timesince(row.created_at, depth=1),
        is_current=record is not None and row.uid == record.uid,
        is_draft=row.review_status == "draft",
        is_own=is_own,
        holder=None if claim is None else claim.user.get_username(),
        until=None if claim is None else claim.until,
    )
