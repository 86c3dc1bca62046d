"""What a loader is: one module for each format, found by its name, and what it says of a file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from archive.errors import ArchiveError

if TYPE_CHECKING:
    from archive.models import Source
    from archive.services.documents import Taken


@dataclass(frozen=True, slots=True)
class Head:
    """What a format may look at to recognise a file: its name and its first 64 KiB, unpacked."""

    name: str
    start: bytes

    @property
    def first_line(self) -> str:
        """The first line without its end, as far as it is UTF-8; others' bytes are replaced."""
        line = self.start.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
        return line.decode("utf-8", "replace").removesuffix("\r")


@dataclass(frozen=True, slots=True)
class Options:
    """How to load. `source` is the outlet of what names none, `language` that of its text (BCP 47).

    `version` is that of the data set, `encoding` that of a document that declares none.

    `on_error` “stop” refuses a file with its first bad row, “skip” leaves bad rows out and reports
    them. `progress` is told bytes done, bytes in all and rows done. `by` is the user whose right to
    change what is there is asked, `most` how many documents a file may hold; None: no matter.
    """

    source: Source | None = None
    language: str | None = None
    encoding: str | None = None
    version: str | None = None
    review_status: str = "draft"
    on_error: Literal["stop", "skip"] = "stop"
    progress: Callable[[int, int, int], None] | None = None
    by: Any = None
    most: int | None = None


class RowError(ArchiveError):
    """A row that cannot be taken in: which column (None: the whole row), and why."""

    code = "row-refused"

    def __init__(self, reason: str, *, column: str | None = None) -> None:
        super().__init__(reason, field=column)
        self.reason, self.column = reason, column


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was left out: its number, the line that it begins on, its column, and why."""

    row: int
    line: int
    column: str | None
    reason: str

    def __str__(self) -> str:
        column = f", {self.column}" if self.column else ""
        return f"line {self.line} (row {self.row}{column}): {self.reason}"


@dataclass(slots=True)
class Report:
    """What came of one file.

    How many rows, or documents; what they made (`created`, by kind of record), how many were in
    the archive `unchanged`, how many `changed` a record, how many were `kept` as rows and made no
    record; which were `refused`; and `notices`, what was found odd, with how often. `documents`
    says it of each document, in order; `left_out` what stood among them and is none.
    """

    path: Path
    format: str = ""
    documents: list[Taken] = field(default_factory=list)
    rows: int = 0
    created: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    changed: int = 0
    kept: int = 0
    refused: list[Refusal] = field(default_factory=list)
    notices: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def each_document(self) -> Iterator[Taken | Refusal]:
        """Yield what came of each document, in the order of the file."""
        refused = {each.row: each for each in self.refused}
        taken = iter(self.documents)
        for row in range(1, self.rows + 1):
            yield refused[row] if row in refused else next(taken)

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON values; records are given by their uid."""
        return {
            "path": str(self.path),
            "format": self.format,
            "documents": [
                {
                    "what": each.what,
                    "uid": each.uid,
                    "title": each.title,
                    "text": each.number,
                    "line": each.line,
                    "notices": list(each.notices),
                }
                for each in self.documents
            ],
            "rows": self.rows,
            "created": dict(sorted(self.created.items())),
            "unchanged": self.unchanged,
            "changed": self.changed,
            "kept": self.kept,
            "refused": [
                {"row": each.row, "line": each.line, "column": each.column, "reason": each.reason}
                for each in self.refused
            ],
            "notices": dict(sorted(self.notices.items())),
            "seconds": round(self.seconds, 3),
        }


def forget_made(reports: Iterable[Report]) -> None:
    """Name no article that only a dry run made: its uid is none once that is over."""
    listed = list(reports)
    made = {one.uid for report in listed for one in report.documents if one.what == "created"}
    for report in listed:
        report.documents = [
            one._replace(uid=None) if one.uid in made else one for one in report.documents
        ]


class Format(ABC):
    """A kind of file. `name` is how it is asked for, `summary` what it is, in a few words."""

    name: ClassVar[str]
    summary: ClassVar[str]
    # Whether the files of one call belong together, all taken in or none; else each by itself.
    together: ClassVar[bool] = False
    # Whether anything may be this format: a file is guessed to be it only where no other fits.
    fallback: ClassVar[bool] = False

    @abstractmethod
    def sniff(self, head: Head) -> bool:
        """Tell whether the file looks like this format."""

    @abstractmethod
    def load(self, path: Path, options: Options) -> Report:
        """Take in a file whole, or raise LoadError; the caller's transaction undoes the rest."""
