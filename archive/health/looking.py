"""Looking: a check is run over the archive, and what it finds is kept until the next time."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from archive.budget import time_budget
from archive.health.check import Check
from archive.models.checkup import Checkup, Finding

# Nobody mends more than these before looking again.
KEPT = 10_000

_BATCH = 1_000


def look(check: Check, *, seconds: float | None = None) -> Checkup:
    """Run a check and keep what it finds, at most `KEPT` rows; return the record of it.

    It reads what it must, which on a large archive may take a while; no lock is held meanwhile.
    Given `seconds`, it raises OutOfTimeError after them and leaves what was kept before.
    """
    with nullcontext() if seconds is None else time_budget(seconds):
        rows = list(check.rows()[: KEPT + 1])
    with transaction.atomic():
        Checkup.objects.filter(check_code=check.code).delete()
        checkup = Checkup.objects.create(
            check_code=check.code,
            found=min(len(rows), KEPT),
            is_cut=len(rows) > KEPT,
            checked_at=timezone.now(),
        )
        findings = [Finding(checkup=checkup, row=row) for row in rows[:KEPT]]
        Finding.objects.bulk_create(findings, batch_size=_BATCH)
    return checkup


def standing(check: Check) -> Q:
    """Return the condition that a row was found by the last look and has not been mended since."""
    found: Any = Finding.objects.filter(checkup__check_code=check.code)
    return Q(pk__in=found.values("row")) & check.again()
