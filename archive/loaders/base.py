"""What a loader is: a named way to read one file into the archive, and its report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive.models.base import Record


@dataclass(frozen=True, slots=True)
class Report:
    """What came of one file: the records that it added, and those that were there already."""

    path: Path
    added: tuple[Record, ...] = ()
    present: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `load` takes it in whole, or raises LoadError; the caller's transaction
    undoes what it wrote before that."""

    name: str
    summary: str
    load: Callable[[Path], Report]
