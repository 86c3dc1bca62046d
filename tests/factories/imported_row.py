"""Rows of other data sets."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from archive.models import ImportedRow


class ImportedRowFactory(DjangoModelFactory[ImportedRow]):
    """A row of a conflict data set with some of its columns."""

    class Meta:
        model = ImportedRow

    dataset = "UCDP GED"
    version = "23.1"
    native_id = factory.Sequence(lambda n: str(400_000 + n))
    raw = factory.LazyAttribute(
        lambda row: {"id": row.native_id, "date_start": "2022-05-04", "best": "3", "low": "1"}
    )
    crosswalk_version = "1"
