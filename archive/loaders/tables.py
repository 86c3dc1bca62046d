"""Tables of text: columns by position or by header, quoted or not, and back to the same text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.errors import LoadError
from archive.loaders.files import BYTE_ORDER_MARK, TextFile
from archive.loaders.reading import Flaw, Layout, Row, character_flaw

# A field of this length means that a quotation mark was never closed.
_LONGEST_FIELD = 4 * 1024 * 1024
_DELIMITERS = "\t,;|"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a data set under their official names, in their order.

    `optional` may lack, at the end of a row without a header or anywhere in a header. `header`
    says whether a file must have one; else the first line is one if it holds these names.
    """

    names: tuple[str, ...]
    optional: frozenset[str] = frozenset()
    header: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)

    @property
    def widths(self) -> range:
        """How many columns a row without a header may have."""
        return range(len(self.names) - len(self.optional), len(self.names) + 1)


def words(text: str) -> tuple[str, ...]:
    """Return names that stand in a text with blanks between them."""
    return tuple(text.split())


class TableReader:
    """Reads a table. The delimiter and the quoting are those that fit the first line.

    Raises LoadError where the file is not a table of these columns.
    """

    def __init__(self, file: TextFile, columns: Columns) -> None:
        self._file = file
        self._lines = file.lines()
        self._path = str(file.path)
        self._first = next(self._lines)
        bare = self._first.removeprefix(BYTE_ORDER_MARK)
        newline = "\r\n" if bare.endswith("\r\n") else "\n"
        delimiter = _delimiter_of(bare, columns)
        # Without a header nobody has quoted a tab-separated file: its quotes are part of the text.
        fields = _fields_of(bare, delimiter)
        header = _is_header(fields, columns)
        quoted = delimiter != "\t" or (header and bare.startswith('"'))
        if header:
            if (flaw := character_flaw(bare)) is not None:
                raise LoadError(f"the header: {flaw}", path=self._path, line=1)
            names = self._by_header(fields, columns)
        elif columns.header:
            raise LoadError("no header: the first line holds no column names", path=self._path)
        elif (found := len(bare.split(delimiter))) in columns.widths or quoted:
            names = columns.names
        else:
            raise LoadError(_wrong_width(found, columns.widths), path=self._path, line=1)
        self._widths = range(len(names), len(names) + 1) if header else columns.widths
        self._header = header
        self.layout: Layout = {
            "kind": "table",
            "head": self._first if header else self._first[: len(self._first) - len(bare)],
            "columns": list(names),
            "delimiter": delimiter,
            "quoted": quoted,
            "newline": newline,
            "foot": "",
        }

    def __iter__(self) -> Iterator[Row | Flaw]:
        return self._quoted_rows() if self.layout["quoted"] else self._plain_rows()

    def _by_header(self, fields: list[str], columns: Columns) -> tuple[str, ...]:
        """Return our names of the columns of a header; columns that we do not know keep theirs."""
        known = {_key(name): name for name in columns.names}
        known |= {_key(alias): name for alias, name in columns.aliases.items()}
        names = tuple(known.get(_key(name), name.strip()) for name in fields)
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            reason = f"the header names a column twice: {', '.join(twice)}"
            raise LoadError(reason, path=self._path, line=1)
        lacking = [n for n in columns.names if n not in names and n not in columns.optional]
        if lacking:
            reason = f"the header lacks {', '.join(lacking)}"
            raise LoadError(reason, path=self._path, line=1)
        return names

    def _body(self) -> Iterator[str]:
        """Yield the lines that hold rows, from the first."""
        if not self._header:
            yield self._first.removeprefix(BYTE_ORDER_MARK)
        yield from self._lines

    def _plain_rows(self) -> Iterator[Row | Flaw]:
        names, newline = self.layout["columns"], self.layout["newline"]
        delimiter, widths, cut = self.layout["delimiter"], self._widths, -len(newline)
        blank, number, line_number = "", 0, 1 if self._header else 0
        for line in self._body():
            line_number += 1
            if line.endswith(newline) and not blank:
                body, text = line[:cut], None
                if newline == "\n" and body.endswith("\r"):
                    body, text = body[:-1], line
            else:
                body, text = line.removesuffix("\n").removesuffix("\r"), blank + line
            if not body:
                blank += line
                continue
            number, blank = number + 1, ""
            fields = body.split(delimiter)
            if (flaw := character_flaw(line)) is not None:
                yield Flaw(number, line_number, _flawed_column(fields, names), flaw)
            elif len(fields) not in widths:
                yield Flaw(number, line_number, None, _wrong_width(len(fields), widths))
            else:
                yield Row(number, line_number, dict(zip(names, fields, strict=False)), text)
        self.layout["foot"] = blank

    def _quoted_rows(self) -> Iterator[Row | Flaw]:
        names, widths = self.layout["columns"], self._widths
        csv.field_size_limit(_LONGEST_FIELD)
        taken: list[str] = []
        reader = csv.reader(
            _noting(self._body(), taken), delimiter=self.layout["delimiter"], strict=True
        )
        render = Renderer(self.layout)
        blank, number, line = "", 0, 2 if self._header else 1
        while True:
            line, begins = line + len(taken), line + len(taken)
            taken.clear()
            try:
                fields = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                number += 1
                yield Flaw(number, begins, None, f"not a row of comma-separated values: {error}")
                continue
            text = "".join(taken)
            if not fields:
                blank += text
                continue
            number += 1
            if (flaw := character_flaw(text)) is not None:
                yield Flaw(number, begins, _flawed_column(fields, names), flaw)
            elif len(fields) not in widths:
                yield Flaw(number, begins, None, _wrong_width(len(fields), widths))
            else:
                values = dict(zip(names, fields, strict=False))
                whole, blank = blank + text, ""
                yield Row(number, begins, values, None if render(values) == whole else whole)
        self.layout["foot"] = blank


class Renderer:
    """Writes rows as a layout says: `Renderer(layout)(values)` is one row with its line end."""

    def __init__(self, layout: Layout) -> None:
        self._columns: list[str] = layout["columns"]
        self._delimiter: str = layout["delimiter"]
        self._newline: str = layout["newline"]
        self._buffer = io.StringIO(newline="")
        self._writer = (
            csv.writer(self._buffer, delimiter=self._delimiter, lineterminator=self._newline)
            if layout["quoted"]
            else None
        )

    def __call__(self, values: Mapping[str, Any]) -> str:
        fields = [values[name] for name in self._columns if name in values]
        if self._writer is None:
            return self._delimiter.join(fields) + self._newline
        self._buffer.seek(0)
        self._buffer.truncate()
        self._writer.writerow(fields)
        return self._buffer.getvalue()


def looks_like(line: str, columns: Columns) -> bool:
    """Tell whether a first line is a header of these columns, or a row of so many."""
    return _fits(line, _delimiter_of(line, columns), columns)


def names_column(line: str, name: str, columns: Columns) -> bool:
    """Tell whether a first line is a header of these columns in which this one has its name."""
    fields = _fields_of(line, _delimiter_of(line, columns))
    return _is_header(fields, columns) and _key(name) in map(_key, fields)


def _delimiter_of(line: str, columns: Columns) -> str:
    """Return the delimiter by which a first line fits, else the one that comes nearest to it.

    A row of the knowledge graph has ten times as many commas as tabs.
    """
    fitting = (each for each in _DELIMITERS if _fits(line, each, columns))
    width = len(columns.names) - 1
    return next(fitting, min(_DELIMITERS, key=lambda each: abs(line.count(each) - width)))


def _fits(line: str, delimiter: str, columns: Columns) -> bool:
    if _is_header(_fields_of(line, delimiter), columns):
        return True
    return not columns.header and len(line.split(delimiter)) in columns.widths


def _fields_of(line: str, delimiter: str) -> list[str]:
    """Return the fields of a single line, quoted or not."""
    line = line.rstrip("\r\n")
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def _is_header(fields: Iterable[str], columns: Columns) -> bool:
    """Whether most of what was found are names of these columns, and most of these are there."""
    found = {_key(name) for name in fields}
    known = {_key(name) for name in (*columns.names, *columns.aliases)}
    required = {_key(name) for name in columns.names if name not in columns.optional}
    return len(found & known) * 2 > len(found) and len(found & known) * 2 > len(required)


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _noting(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """Yield the lines and put each on a list, so that one knows which made up a row."""
    for line in lines:
        taken.append(line)
        yield line


def _wrong_width(found: int, widths: range) -> str:
    expected = " or ".join(map(str, widths))
    return f"{found} columns where {expected} were expected"


def _flawed_column(fields: list[str], names: list[str]) -> str | None:
    """Return the first column whose characters are no text."""
    for name, text in zip(names, fields, strict=False):
        if character_flaw(text) is not None:
            return name
    return None
