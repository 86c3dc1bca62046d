"""CSV for spreadsheets and for machines, written column by column.

The csv module looks at every character of every cell; most columns hold nothing to quote, and one
look at a column of a batch tells. What is written is what that module would write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import orjson

from api.export.flat import Cells, Members
from api.export.formats import SPREADSHEET, Export
from api.export.tables import Column, Type

# A cell that begins so is run as a formula by spreadsheets, wherever it came from.
_FORMULA = frozenset("=+-@\t\r")
_BOM = "\ufeff"  # without it, Excel takes UTF-8 for something else
_SPECIAL = re.compile('[",\r\n]')

# The cells of a column as they are written, from its values.
_Write = Callable[[Cells], list[str]]


def csv_file(export: Export) -> Iterator[bytes]:
    """Yield a header and a record a row."""
    safe = export.profile == SPREADSHEET
    columns = export.columns
    writes = {each.name: _writer(each, safe=safe) for each in columns}
    head = ",".join(writes)
    yield f"{_BOM if safe else ''}{head}\r\n".encode()
    for batch in export.batches():
        if safe:
            cells = batch.columns()
            written = {name: writes[name](cells[name]) for name in writes}
        else:
            written = {name: writes[name](values) for name, values in batch.cells.items()}
            for members in batch.lists:
                written.update(_listed_members(members))
        rows = zip(*(written[name] for name in writes), strict=True)
        yield "".join([f"{row}\r\n" for row in map(",".join, rows)]).encode()


def _writer(column: Column, *, safe: bool) -> _Write:
    """Return the function that writes the values of a column; null is an empty cell."""
    if column.is_list:
        return _joined if safe else _listed
    if column.type is Type.FLAG:
        return _flags
    if column.type in (Type.INTEGER, Type.NUMBER):
        return _numbers
    return _defused if safe and column.type is Type.TEXT else _texts


def _texts(values: Cells) -> list[str]:
    return _quoted(["" if value is None else value for value in values])


def _numbers(values: Cells) -> list[str]:
    return ["" if value is None else str(value) for value in values]


def _flags(values: Cells) -> list[str]:
    return ["" if value is None else str(value).lower() for value in values]


def _defused(values: Cells) -> list[str]:
    return _quoted([_harmless(value) if value else "" for value in values])


def _joined(values: Cells) -> list[str]:
    texts = ["; ".join(["" if each is None else str(each) for each in told]) for told in values]
    return _defused(texts)


def _listed(values: Cells) -> list[str]:
    return [_as_list(told) for told in values]


def _as_list(values: Any) -> str:
    text = orjson.dumps(values).decode()
    return _quote(text) if '"' in text or "," in text else text


def _listed_members(members: Members) -> dict[str, list[str]]:
    """Return the lists of a nested list's columns as JSON, those of a record written at once."""
    number = len(members.names)
    none = ["[]"] * number
    written = []
    for columns in members.by_record:
        if not columns:
            written.append(none)
            continue
        # [["a","b"],["c","d"]]: no column ends but where a name of its own does.
        text = orjson.dumps(columns).decode().replace('"', '""')
        parts = text[2:-2].split("],[")
        if len(parts) == number:
            written.append(
                [f'"[{part}]"' if '"' in part or "," in part else f"[{part}]" for part in parts]
            )
        else:  # the text of a value has such brackets
            written.append(list(map(_as_list, columns)))
    by_name = map(list, zip(*written, strict=True)) if written else ([] for _ in members.names)
    return dict(zip(members.names, by_name, strict=True))


def _harmless(text: str) -> str:
    return f"'{text}" if text[0] in _FORMULA else text


def _quoted(texts: list[str]) -> list[str]:
    if not _SPECIAL.search("".join(texts)):
        return texts
    return [_quote(text) if _SPECIAL.search(text) else text for text in texts]


def _quote(text: str) -> str:
    escaped = text.replace('"', '""')
    return f'"{escaped}"'
