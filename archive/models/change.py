"""The log of every change: only ever added to."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from archive.errors import ArchiveError
from archive.models.fields import VocabularyField
from archive.typeids import UID_LENGTH
from archive.vocabularies import CHANGE_OP


class Change(models.Model):
    """What was done to a record: `seq` is its place in the order that never changes."""

    seq = models.BigAutoField(primary_key=True)
    op = VocabularyField(CHANGE_OP)
    type = models.CharField(max_length=20, help_text="Kind of record: incident, actor, …")
    uid = models.CharField(max_length=UID_LENGTH, help_text="The record's public identifier.")
    fields = models.JSONField(default=list, help_text="Names of the fields that changed.")
    by = models.CharField(max_length=150, null=True, help_text="Who did it: a user name.")
    reason = models.TextField(null=True, help_text="Why, in the words of who did it.")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["uid", "seq"], name="change_by_record"),
            models.Index(fields=["type", "seq"], name="change_by_type"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.op} {self.uid}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()


def _refuse() -> NoReturn:
    raise ArchiveError("The log of changes is only ever added to.", code="append-only")
