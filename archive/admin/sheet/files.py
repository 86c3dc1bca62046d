"""Files of rows: CSV and XLSX, in which no cell is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError, InvalidFileException

from archive.errors import ArchiveError

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 500
MOST_BYTES = 2_000_000

# What a spreadsheet takes for the beginning of a formula; the apostrophe that hides one is hidden.
_RISKY = tuple("=+-@\t\r'")


class UnreadableFileError(ArchiveError):
    """The file cannot be read as a sheet: the message says why, and what would do."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="unreadable-file")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]], plain: set[int]) -> bytes:
    """Return a CSV file; the cells of the columns `plain` hold numbers and are left as they are."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    for row in rows:
        writer.writerow(cell if at in plain else _hidden(cell) for at, cell in enumerate(row))
    # The mark tells a spreadsheet that it is UTF-8.
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return an XLSX file of cells that are text and stay text when they are edited."""
    book = Workbook()
    sheet: Any = book.active
    sheet.append(list(header))
    try:
        for row in rows:
            sheet.append(list(row))
    except IllegalCharacterError as error:
        raise UnreadableFileError(
            "A text holds a character that XLSX cannot hold; export as CSV instead."
        ) from error
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.data_type = "s" if cell.value else "n"
            cell.number_format = "@"
    sheet.freeze_panes = "C2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_rows(name: str, content: bytes) -> list[list[str]]:
    """Return the rows of a file, its header first, every cell as text; rows may differ in length.

    Raises UnreadableFileError.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    rows = _read_xlsx(content) if name.lower().endswith(".xlsx") else _read_csv(content)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise UnreadableFileError("The file is empty.")
    if len(rows) > MOST_ROWS + 1:
        raise UnreadableFileError(f"The file has more than {MOST_ROWS} rows; take fewer at a time.")
    return rows


def _read_csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            "The file is not UTF-8: save it as “CSV UTF-8”, or as XLSX."
        ) from error
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [[_revealed(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise UnreadableFileError(f"Row {reader.line_num} is no CSV: {error}.") from error


def _read_xlsx(content: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UnreadableFileError("The file is no XLSX workbook.") from error
    rows = []
    sheet: Any = book.worksheets[0]
    for cells in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=200):
        for cell in cells:
            if cell.data_type == "f":
                raise UnreadableFileError(f"Cell {cell.coordinate} is a formula; give its value.")
        rows.append([_typed(cell.value) for cell in cells])
    # A sheet is as wide as its header, however far its other rows are formatted.
    width = max((at for at, cell in enumerate(rows[0], start=1) if cell), default=0) if rows else 0
    return [row[:width] for row in rows]


def _typed(value: Any) -> str:
    """Return as text what a spreadsheet made into a number, a truth or a day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _hidden(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def _revealed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell
