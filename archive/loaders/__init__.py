"""Reading files into the archive: the formats it knows, guessing one, and loading files."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from archive.errors import LoadError
from archive.loaders.acled import Acled
from archive.loaders.base import Format, Options, Report, forget_made
from archive.loaders.documents import DOCUMENT_FORMATS
from archive.loaders.files import head_of
from archive.loaders.gdelt_events import Gdelt1, Gdelt2
from archive.loaders.gdelt_gkg import GdeltGkg
from archive.loaders.gdelt_mentions import GdeltMentions
from archive.loaders.guessing import the_one_of
from archive.loaders.icews import Icews
from archive.loaders.plover import Plover
from archive.loaders.ucdp_ged import UcdpGed

# A new format is a module of its own and its line here.
FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        *DOCUMENT_FORMATS.values(),
        Gdelt1(),
        Gdelt2(),
        GdeltMentions(),
        GdeltGkg(),
        UcdpGed(),
        Icews(),
        Acled(),
        Plover(),
    )
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: a report for each file that was loaded, an error for each other."""

    reports: list[Report] = field(default_factory=list)
    problems: list[LoadError] = field(default_factory=list)


def guess(path: Path) -> Format:
    """Return the format that a file looks like. Raises LoadError where none or several fit."""
    return the_one_of(FORMATS.values(), head_of(path), path=str(path))


def load(
    kind: Format | None,
    paths: Iterable[Path],
    options: Options | None = None,
    *,
    dry_run: bool = False,
) -> Outcome:
    """Take in files, each whole or not at all; a dry run takes in none.

    `kind` None guesses the format of each file. Where the files of a format belong together, one
    that cannot be loaded keeps the others out as well.
    """
    outcome = Outcome()
    options = options or Options()
    together = kind is not None and kind.together
    # A dry run of several files sees what those before would leave.
    with transaction.atomic() if together or dry_run else nullcontext():
        for path in paths:
            _load_one(kind, path, options, outcome)
        if together and outcome.problems:
            outcome.reports.clear()
        if dry_run or (together and outcome.problems):
            transaction.set_rollback(True)
    if dry_run:
        forget_made(outcome.reports)
    return outcome


def _load_one(kind: Format | None, path: Path, options: Options, outcome: Outcome) -> None:
    began = time.perf_counter()
    try:
        with transaction.atomic():
            found = kind or guess(path)
            report = found.load(path, options)
    except LoadError as error:
        outcome.problems.append(error)
        return
    report.format = found.name
    report.seconds = time.perf_counter() - began
    outcome.reports.append(report)
