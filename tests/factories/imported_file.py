"""Files of other data sets and their lines."""

from __future__ import annotations

import hashlib

import factory
from factory.django import DjangoModelFactory

from archive.models import ImportedFile, ImportedLine
from tests.factories.imported_row import ImportedRowFactory


class ImportedFileFactory(DjangoModelFactory[ImportedFile]):
    """A table with one row, of three columns."""

    class Meta:
        model = ImportedFile

    format = "ucdp-ged"
    dataset = "UCDP GED"
    version = "23.1"
    name = factory.Sequence(lambda n: f"ged231-{n}.csv")
    sha256 = factory.LazyAttribute(lambda file: hashlib.sha256(file.name.encode()).hexdigest())
    size = 44
    row_count = 1
    layout = factory.LazyFunction(
        lambda: {
            "kind": "table",
            "head": "id,date_start,best,low\r\n",
            "columns": ["id", "date_start", "best", "low"],
            "delimiter": ",",
            "quoted": True,
            "newline": "\r\n",
            "foot": "",
        }
    )


class ImportedLineFactory(DjangoModelFactory[ImportedLine]):
    """The first row of a file."""

    class Meta:
        model = ImportedLine

    file = factory.SubFactory(ImportedFileFactory)
    number = 1
    row = factory.SubFactory(ImportedRowFactory)
