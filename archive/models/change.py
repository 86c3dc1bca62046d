"""The log of every change: only ever added to."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.errors import ArchiveError
from archive.models.fields import VocabularyField
from archive.querysets import ChangeManager
from archive.typeids import UID_LENGTH
from archive.vocabularies import CHANGE_OP


class Entry(models.Model):
    """Abstract: what is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()


class Change(Entry):
    """What was done to a record: `seq` is its place in the order that never changes."""

    seq = models.BigAutoField(primary_key=True)
    act = models.CharField(
        max_length=UID_LENGTH, help_text="What was done at one stroke: the same in all its entries."
    )
    op = VocabularyField(CHANGE_OP)
    type = models.CharField(max_length=20, help_text="Kind of record: incident, actor, …")
    uid = models.CharField(max_length=UID_LENGTH, help_text="The record's public identifier.")
    version = models.PositiveIntegerField(
        default=1, help_text="The version of the record that this made."
    )
    fields = models.JSONField(default=list, help_text="Names of the fields that changed.")
    by = models.CharField(
        max_length=150, null=True, blank=True, help_text="Who did it: a user name."
    )
    reason = models.TextField(null=True, blank=True, help_text="Why, in the words of who did it.")
    because_of = models.CharField(
        max_length=UID_LENGTH,
        null=True,
        blank=True,
        help_text="Another record that changed, where this one only shows it.",
    )
    at = models.DateTimeField(default=timezone.now)
    was_public = models.BooleanField(
        default=False, help_text="Whether anybody could read the record before."
    )
    is_public = models.BooleanField(
        default=False, help_text="Whether anybody can read the record after."
    )

    objects: ClassVar[Any] = ChangeManager()

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["uid", "seq"], name="change_by_record"),
            models.Index(fields=["type", "seq"], name="change_by_type"),
            models.Index(fields=["act"], name="change_by_act"),
            models.Index(
                fields=["seq"],
                name="change_in_public",
                condition=Q(was_public=True) | Q(is_public=True),
            ),
            models.Index(
                fields=["type", "seq"],
                name="change_in_public_by_type",
                condition=Q(was_public=True) | Q(is_public=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.op} {self.uid}"


class ChangedRow(Entry):
    """A row of a record as it stood before a change; null where the change made it.

    The states of a record are these, undone from the newest to the oldest. What was made together
    with its record is told by the record's entry “create” alone.
    """

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="rows")
    model = models.CharField(max_length=40, help_text="Kind of row: incident, measure, passage, …")
    row = models.BigIntegerField(help_text="Its primary key.")
    before = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["change", "id"]
        indexes = [models.Index(fields=["model", "row"], name="changedrow_by_row")]

    def __str__(self) -> str:
        return f"{self.model} {self.row} before {self.change}"


def _refuse() -> NoReturn:
    raise ArchiveError("The log of changes is only ever added to.", code="append-only")
