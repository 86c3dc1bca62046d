"""What the last look over the archive found: how many rows of a kind want mending, and which."""

from __future__ import annotations

from django.db import models


class Checkup(models.Model):
    """The last run of one check (archive.health): what it found, and when it looked."""

    check_code = models.CharField(max_length=40, unique=True)
    found = models.PositiveIntegerField(help_text="How many rows; at most as many as are kept.")
    is_cut = models.BooleanField(help_text="Whether there are more than were kept.")
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.check_code}: {self.found}{'+' if self.is_cut else ''}"


class Finding(models.Model):
    """One row that a check found, by its key; the check says of which kind."""

    checkup = models.ForeignKey(
        Checkup, on_delete=models.CASCADE, related_name="findings", db_index=False
    )
    row = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["checkup", "row"], name="finding_once")]

    def __str__(self) -> str:
        return f"{self.checkup.check_code} {self.row}"
