"""Rows of JSON: one object on each line, or objects in an array or one after another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from archive.errors import LoadError
from archive.loaders.files import BYTE_ORDER_MARK, TextFile
from archive.loaders.reading import Flaw, Layout, Row, character_flaw

_BLANKS = " \t\r\n"
_SPACE = re.compile(f"[{_BLANKS}]*")
# An object of this length is no row of anything; reading on would only fill the memory.
_LONGEST = 64 * 1024 * 1024
_LONGEST_WORD = 16  # of “-Infinity” and “\ud83d\ude00”, which may have been cut
_SCALARS = (str, int, float, bool, type(None))


class JsonReader:
    """Reads JSON objects as rows; which of the shapes a file has shows in its first characters.

    A file with an object on each line is read line by line, so that one bad line is one flaw. In
    any other shape nothing after a mistake can be told apart: it raises LoadError with the line.
    """

    def __init__(self, file: TextFile) -> None:
        self._file = file
        first = next(file.lines())
        file.done = 0
        bare = first.removeprefix(BYTE_ORDER_MARK)
        values = _object(bare)
        self.layout: Layout = {
            "kind": "json",
            "head": first[: len(first) - len(bare)],
            "columns": [] if values is None or character_flaw(bare) else list(values),
            "ascii": values is not None and _dump(values, ascii_only=True) == bare.rstrip(_BLANKS),
            "newline": "\r\n" if bare.endswith("\r\n") else "\n",
            "foot": "",
        }
        self._lines = values is not None

    def __iter__(self) -> Iterator[Row | Flaw]:
        return self._rows_of_lines() if self._lines else self._rows_of_stream()

    def _rows_of_lines(self) -> Iterator[Row | Flaw]:
        blank, number, line_number = "", 0, 0
        render = Renderer(self.layout)
        for line in self._file.lines():
            line_number += 1
            text = line.removeprefix(BYTE_ORDER_MARK) if line_number == 1 else line
            if not text.strip(_BLANKS):
                blank += text
                continue
            number += 1
            reason = character_flaw(text)
            values = None if reason else _object(text)
            if values is None:
                yield Flaw(number, line_number, None, reason or "not a JSON object")
                continue
            whole, blank = blank + text, ""
            yield Row(number, line_number, values, render.unless_same(values, whole))
        self.layout["foot"] = blank

    def _rows_of_stream(self) -> Iterator[Row | Flaw]:
        stream = _Stream(self._file)
        number = 0
        while (found := stream.next_object()) is not None:
            number += 1
            line, values, text = found
            if (reason := character_flaw(text)) is not None:
                yield Flaw(number, line, None, reason)
            elif not isinstance(values, dict):
                yield Flaw(number, line, None, "not a JSON object")
            else:
                yield Row(number, line, values, text)
        self.layout["foot"] = stream.rest


class Renderer:
    """Writes a row as a line of JSON: `Renderer(layout)(values)`."""

    def __init__(self, layout: Layout) -> None:
        self._columns: list[str] = layout["columns"]
        self._ascii: bool = layout["ascii"]
        self._newline: str = layout["newline"]

    def __call__(self, values: Mapping[str, Any]) -> str:
        ordered = {name: values[name] for name in self._columns if name in values}
        return _dump(ordered, ascii_only=self._ascii) + self._newline

    def unless_same(self, values: Mapping[str, Any], text: str) -> str | None:
        """Return the text, or None where the values make the same.

        Objects within objects are kept as text: a database does not keep the order of their keys.
        """
        plain = all(isinstance(value, _SCALARS) for value in values.values())
        return None if plain and self(values) == text else text


class _Stream:
    """Takes one JSON value after the other from pieces of text."""

    def __init__(self, file: TextFile) -> None:
        self._pieces = file.pieces()
        self._path = str(file.path)
        self._text = next(self._pieces).removeprefix(BYTE_ORDER_MARK)
        self._decoder = json.JSONDecoder(parse_constant=_refuse_constant)
        self._line = 1
        self._array = self._text.lstrip(_BLANKS).startswith("[")
        self._begun = self._ended = False
        self.rest = ""

    def next_object(self) -> tuple[int, Any, str] | None:
        """Return the line of the next value, the value, and its text with what stands before it."""
        at = self._skip()
        if at is None:
            return None
        line = self._line + self._text.count("\n", 0, at)
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, at)
                break
            except json.JSONDecodeError as error:
                # Twice as much, or a long object would be parsed once for every piece of it.
                if self._is_certain(error) or not self._read_more(len(self._text)):
                    reason = f"not JSON: {error.msg}"
                    where = self._line + self._text.count("\n", 0, error.pos)
                    raise LoadError(reason, path=self._path, line=where) from error
            except ValueError as error:
                raise LoadError(str(error), path=self._path, line=line) from error
            except RecursionError as error:
                reason = "objects within objects without end"
                raise LoadError(reason, path=self._path, line=line) from error
        text = self._text[:end]
        self._line += text.count("\n")
        self._text = self._text[end:]
        return line, value, text

    def _is_certain(self, error: json.JSONDecodeError) -> bool:
        """Whether more text would not mend a mistake: it is not where the text so far ends."""
        if len(self._text) > _LONGEST:
            return True
        open_string = error.msg.startswith("Unterminated string")
        return not open_string and error.pos < len(self._text) - _LONGEST_WORD

    def _skip(self) -> int | None:
        """Return where the next value begins; None at the end, with what is left in `rest`."""
        at = 0
        while True:
            at = _SPACE.match(self._text, at).end()  # type: ignore[union-attr]  # -- it matches nothing too
            if at == len(self._text):
                self._give_up_if_endless()
                if self._read_more(at):
                    continue
                self._end()
                return None
            character = self._text[at]
            if self._array and not self._begun and character == "[":
                self._begun = True
            elif self._array and character == "]":
                self._ended = True
                while self._read_more():
                    self._give_up_if_endless()
                if self._text[at + 1 :].strip(_BLANKS):
                    line = self._line + self._text.count("\n", 0, at)
                    raise LoadError("text after the end of the array", path=self._path, line=line)
                self._end()
                return None
            elif not (self._array and character == ","):
                return at
            at += 1

    def _give_up_if_endless(self) -> None:
        if len(self._text) > _LONGEST:
            reason = f"no object within {_LONGEST:,} characters"
            raise LoadError(reason, path=self._path, line=self._line)

    def _end(self) -> None:
        if self._array and not self._ended:
            reason = "the file ends within the array: it was cut"
            raise LoadError(reason, path=self._path, line=self._line)
        self.rest = self._text

    def _read_more(self, characters: int = 1) -> bool:
        """Add at least so many characters, or what is left; tell whether there were any."""
        found: list[str] = []
        wanted = characters
        while wanted > 0 and (piece := next(self._pieces, None)) is not None:
            found.append(piece)
            wanted -= len(piece)
        self._text += "".join(found)
        return bool(found)


def _object(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _dump(values: Mapping[str, Any], *, ascii_only: bool) -> str:
    return json.dumps(values, ensure_ascii=ascii_only)
