"""What a reader of a file gives: its rows, and what is wrong with others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

Layout = dict[str, Any]  # what stands in ImportedFile.layout


class Row(NamedTuple):
    """A row as it was found.

    `number` counts rows from 1, `line` is the line that it begins on. `values` has every column
    under its own name. `text` is the very text with its line end, or None where it is what
    `Reader.render` makes of the values.
    """

    number: int
    line: int
    values: dict[str, Any]
    text: str | None


class Flaw(NamedTuple):
    """A row that cannot be read: which, and why."""

    number: int
    line: int
    column: str | None
    reason: str


class Reader(Protocol):
    """Reads the rows of one file. `layout` is complete once all of them were read."""

    layout: Layout

    def __iter__(self) -> Iterator[Row | Flaw]:
        """Yield every row of the file in order, or what is wrong with it."""


def character_flaw(text: str) -> str | None:
    """Return what is wrong with the characters of a row, or None: text of bytes that were UTF-8.

    >>> character_flaw("caf\\udce9")
    'not UTF-8: byte 0xe9'
    """
    if "\x00" in text:
        return "a NUL character, which no text holds"
    if text.isascii():
        return None
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"not UTF-8: byte 0x{ord(text[error.start]) & 0xFF:02x}"
    return None
