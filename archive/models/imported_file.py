"""The files that rows were imported from, so that each can be written out again as it was."""

from __future__ import annotations

from django.db import models

from archive.models.base import ArchiveModel
from archive.models.imported_row import ImportedRow


class ImportedFile(ArchiveModel):
    """One file of another data set: what it was, and how its rows were written down."""

    format = models.CharField(max_length=40, help_text="The loader's name of its format: gdelt2.")
    dataset = models.CharField(max_length=100, help_text="Name of the data set: “UCDP GED”.")
    version = models.CharField(max_length=100, help_text="Its version: “23.1”.")
    name = models.CharField(max_length=300, help_text="What the file was called.")
    sha256 = models.CharField(max_length=64, help_text="Of its bytes, unpacked, hexadecimal.")
    size = models.PositiveBigIntegerField(help_text="Bytes, unpacked.")
    row_count = models.PositiveIntegerField(help_text="Rows, those that were refused included.")
    layout = models.JSONField(
        help_text="How rows are written: columns, delimiter, line ends, what stands around."
    )
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["dataset", "version", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "format", "version"], name="importedfile_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportedLine(ArchiveModel):
    """That a file holds a row, at which place, and how it is spelt there."""

    file = models.ForeignKey(
        ImportedFile, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    number = models.PositiveIntegerField(help_text="Which row of the file, from 1.")
    row = models.ForeignKey(ImportedRow, on_delete=models.PROTECT, related_name="lines")
    text = models.TextField(
        null=True,
        blank=True,
        help_text="The very text, line end included, where it is not what the file's layout makes "
        "of the row.",
    )

    class Meta:
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="importedline_once"),
        ]

    def __str__(self) -> str:
        return f"{self.file}: {self.number}"
