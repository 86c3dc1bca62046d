"""The review queue's own notes: who looks at a record just now, and what was done at the queue.

Neither is a part of the record: they are in no log, in no export and nowhere in the API.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from archive.typeids import UID_LENGTH


class ReviewClaim(models.Model):
    """That somebody holds a record: nobody else is offered it until then."""

    uid = models.CharField(max_length=UID_LENGTH, unique=True, help_text="Of the record.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_claims"
    )
    until = models.DateTimeField(help_text="From then on it is nobody's.")

    def __str__(self) -> str:
        return f"{self.uid}: {self.user} until {self.until:%H:%M}"


class ReviewStep(models.Model):
    """One thing that somebody did at the queue: to be counted, and to be undone."""

    DONE: ClassVar[dict[str, str]] = {
        "publish": "Published",
        "return": "Returned",
        "reject": "Rejected",
    }

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="review_steps",
        db_index=False,
    )
    at = models.DateTimeField()
    done = models.CharField(max_length=10, choices=list(DONE.items()))
    kind = models.CharField(max_length=20, help_text="Kind of record: incident, actor, …")
    uid = models.CharField(max_length=UID_LENGTH, help_text="Of the record.")
    name = models.CharField(max_length=200, help_text="What the record was called.")
    act = models.CharField(max_length=UID_LENGTH, help_text="The act in the log of changes.")
    is_undone = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["user", "at"], name="reviewstep_by_user")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_done_display()} {self.uid}"
