"""Reading files into the archive: the formats it knows, and loading files of one, all or none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from archive.errors import LoadError
from archive.loaders.base import Format, Report
from archive.loaders.document import DOCUMENT

FORMATS: dict[str, Format] = {known.name: known for known in (DOCUMENT,)}


def load(kind: Format, paths: Iterable[Path], *, dry_run: bool = False) -> list[Report]:
    """Take in every file or none, and report on each; a dry run takes in none either.

    Raises an ExceptionGroup with the LoadError of every file that cannot be loaded.
    """
    reports: list[Report] = []
    problems: list[LoadError] = []
    with transaction.atomic():
        for path in paths:
            try:
                with transaction.atomic():
                    reports.append(kind.load(path))
            except LoadError as error:
                problems.append(error)
        if problems:
            raise ExceptionGroup("Nothing was loaded", problems)
        transaction.set_rollback(dry_run)
    return reports
