"""Claims: who looks at a record at the queue holds it for some minutes, so that two do not collide.

A claim keeps nobody from working on the record elsewhere: there, its version tells who came late.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from archive.models import ReviewClaim

LOOKING = timedelta(minutes=10)
# Whoever leaves for the form of the record needs longer, and the queue hears nothing of them.
EDITING = timedelta(minutes=30)
# No more people than these review at once.
_MOST = 200
_TRIES = 5


def hold(uid: str, user: Any, *, time: timedelta = LOOKING) -> ReviewClaim:
    """Hold a record for a user, who lets go of any other; return the claim, which may be another's.

    Of two who ask at the same moment one gets it: each step is a single statement of the database.
    """
    for _ in range(_TRIES):
        now = timezone.now()
        ReviewClaim.objects.filter(user=user).exclude(uid=uid).delete()
        free = Q(user=user) | Q(until__lte=now)
        held = ReviewClaim.objects.filter(free, uid=uid)
        if not held.update(user=user, until=now + time):
            claim = ReviewClaim(uid=uid, user=user, until=now + time)
            ReviewClaim.objects.bulk_create([claim], ignore_conflicts=True)
        found = ReviewClaim.objects.filter(uid=uid).select_related("user").first()
        if found is not None:  # else it was let go just then
            return found
    raise RuntimeError(f"{uid} is claimed and let go again faster than it can be read.")


def take_over(uid: str, user: Any) -> ReviewClaim:
    """Hold a record for a user, whoever held it."""
    ReviewClaim.objects.filter(uid=uid).update(user=user, until=timezone.now() + LOOKING)
    return hold(uid, user)


def release(uid: str, user: Any, *, until: datetime | None = None) -> None:
    """Let go of a record; with `until`, only where the claim is still that one."""
    own = ReviewClaim.objects.filter(uid=uid, user=user)
    (own if until is None else own.filter(until=until)).delete()


def held_by_others(user: Any) -> dict[str, ReviewClaim]:
    """Return the claims of other people by the uid of the record."""
    live = ReviewClaim.objects.filter(until__gt=timezone.now()).exclude(user=user)
    return {claim.uid: claim for claim in live.select_related("user").order_by("pk")[:_MOST]}


def holder_of(uid: str, user: Any) -> ReviewClaim | None:
    """Return the claim of somebody else on a record, if there is one."""
    live = ReviewClaim.objects.filter(uid=uid, until__gt=timezone.now()).exclude(user=user)
    return live.select_related("user").first()
