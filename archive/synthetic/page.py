"""An article while it is written: its text grows, and each span that supports a row is noted."""

from __future__ import annotations

from typing import NamedTuple

from archive.synthetic.clock import Moment
from archive.synthetic.rows import PassageRow, Tables


class Standing(NamedTuple):
    """How far a record has come: the columns of that name."""

    review_status: str = "published"
    origin: str = "human"
    retraction_reason: str | None = None

    def shown(self, sort_date: str, merged_into: int | None = None) -> dict[str, object]:
        """Return what the parts of a record repeat of it: its day, and who may read it."""
        public = self.review_status == "published" and merged_into is None
        return {"sort_date": sort_date, "is_public": public}


class Sentence:
    """Text put together piece by piece, with the spans of the pieces that support something."""

    __slots__ = ("_length", "_pieces", "marks")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.marks: list[tuple[int, int, str, int, str, bool]] = []

    def say(self, text: str) -> tuple[int, int]:
        """Add words; return their span."""
        start = self._length
        self._pieces.append(text)
        self._length = start + len(text)
        return start, self._length

    def mark(
        self,
        span: tuple[int, int],
        column: str,
        supported: int,
        role: str = "evidence",
        *,
        quoted: bool = False,
    ) -> None:
        """Note that a span supports the row `supported` by the passage's column `column`."""
        self.marks.append((*span, column, supported, role, quoted))

    def mark_all(self, column: str, supported: int) -> None:
        """Note that all that was said so far supports this, ahead of what its parts support."""
        self.marks.insert(0, (0, self._length, column, supported, "evidence", False))

    @property
    def text(self) -> str:
        joined = "".join(self._pieces)
        return joined[0].upper() + joined[1:]


class Page:
    """The text of one revision, and the passages of it."""

    def __init__(
        self, tables: Tables, *, article: int, revision: int, day: int, moment: Moment
    ) -> None:
        self.tables = tables
        self.article, self.revision, self.day, self.moment = article, revision, day, moment
        self.length = 0
        self._pieces: list[str] = []

    @property
    def body(self) -> str:
        return "".join(self._pieces)

    def write(self, text: str) -> int:
        """Add text; return where it begins."""
        start = self.length
        self._pieces.append(text)
        self.length = start + len(text)
        return start

    def add(self, sentence: Sentence) -> None:
        """Add a sentence as a paragraph's beginning, and its passages."""
        if self.length:
            self.write("\n\n")
        text = sentence.text
        offset = self.write(text)
        for start, end, column, supported, role, quoted in sentence.marks:
            self.tables.add_identified(
                PassageRow,
                self.moment.milliseconds,
                revision_id=self.revision,
                start=offset + start,
                end=offset + end,
                exact=text[start:end],
                role=role,
                quoted=quoted,
                **{column: supported},
            )
