"""Writes an imported file again, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from archive.errors import ArchiveError
from archive.loaders import json_rows, tables
from archive.models import ImportedFile, ImportedLine

_RENDERERS: dict[str, Callable[[dict[str, Any]], Callable[[Mapping[str, Any]], str]]] = {
    "table": tables.Renderer,
    "json": json_rows.Renderer,
}
_AT_ONCE = 2000


def find_file(format_: str, named: str | None) -> ImportedFile:
    """Return an imported file of a format: by name, by the start of its SHA-256, or the only one.

    Raises ArchiveError where there is none or several fit.
    """
    files = ImportedFile.objects.filter(format=format_)
    if named is not None:
        files = files.filter(name=named) | files.filter(sha256__startswith=named.lower())
    found: list[ImportedFile] = list(files.order_by("id")[:2])
    if len(found) == 1:
        return found[0]
    what = format_ if named is None else f"{format_} “{named}”"
    if not found:
        raise ArchiveError(f"The archive has imported no file of {what}.", code="not-found")
    known = ", ".join(f"{each.name} ({each.sha256[:12]})" for each in files.order_by("name"))
    raise ArchiveError(f"Several files of {what}; name one: {known}.", code="ambiguous")


def file_text(file: ImportedFile) -> Iterator[str]:
    """Yield the text of an imported file in pieces; encoded in UTF-8, it is the file.

    Rows that were refused are not in the archive: `missing_rows` counts them.
    """
    layout = file.layout
    render = _RENDERERS[layout["kind"]](layout)
    yield layout["head"]
    lines = ImportedLine.objects.filter(file=file).select_related("row").order_by("number")
    for line in lines.iterator(_AT_ONCE):
        yield render(line.row.raw) if line.text is None else line.text
    yield layout["foot"]


def missing_rows(file: ImportedFile) -> int:
    """Return how many rows of the file were refused when it was loaded."""
    there: int = ImportedLine.objects.filter(file=file).count()
    return file.row_count - there
