"""The rows of other data sets, kept whole, so that nothing of an import is lost."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from django.db import models

from archive.models.base import ArchiveModel


class ImportedRowManager(models.Manager["ImportedRow"]):
    """Imported rows are found by their data set, its version, their own id and their content."""

    def get_by_natural_key(
        self, dataset: str, version: str, native_id: str, sha256: str
    ) -> ImportedRow:
        return self.get(dataset=dataset, version=version, native_id=native_id, sha256=sha256)


class ImportedRow(ArchiveModel):
    """One row as its data set had it, and the version of the crosswalk that read it."""

    dataset = models.CharField(max_length=100, help_text="Name of the data set: “UCDP GED”.")
    version = models.CharField(max_length=100, help_text="Its version: “23.1”.")
    native_id = models.CharField(max_length=300, help_text="The row's own identifier there.")
    raw = models.JSONField(help_text="The row, every column under its own name.")
    sha256 = models.CharField(
        max_length=64, editable=False, help_text="Of the row as canonical JSON, hexadecimal."
    )
    crosswalk_version = models.CharField(
        max_length=40, help_text="Version of the crosswalk that mapped it."
    )
    loaded_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = ImportedRowManager()

    class Meta:
        ordering = ["dataset", "version", "native_id", "id"]
        constraints = [
            # Native ids repeat in real data sets; the same row of them does not.
            models.UniqueConstraint(
                fields=["dataset", "version", "native_id", "sha256"], name="importedrow_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.version} {self.native_id}"

    def natural_key(self) -> tuple[str, str, str, str]:
        return (self.dataset, self.version, self.native_id, self.sha256)

    def clean_fields(self, exclude: Any = None) -> None:
        self.sha256 = row_sha256(self.raw)
        super().clean_fields(exclude=exclude)


def row_sha256(raw: Any) -> str:
    """Return the SHA-256 of a row: of its JSON with sorted keys, no blanks, in UTF-8."""
    return sha256_of(canonical_json(raw))


def canonical_json(raw: Any) -> str:
    """Return the JSON of a row with sorted keys and no blanks."""
    return json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256_of(canonical: str) -> str:
    """Return the SHA-256 of the canonical JSON of a row, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
