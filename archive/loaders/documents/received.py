"""Reads a source document: title, stamp and body, as found, not normalised.

    # The title

    Published :`2024-08-06 09:16:30`

    ---

    The body, until the last rule.

    ---

The line ends of the frame are those of its first line, LF or CRLF. The body is every code point
between the empty line after the first rule and the empty line before the last.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from archive.errors import LoadError
from archive.loaders.base import Head, Options
from archive.loaders.documents.base import MOST_BYTES, DocumentFormat, Found
from archive.loaders.files import TextFile
from archive.services.documents import SourceDocument

RULE = "---"
_BYTE_ORDER_MARK = "\ufeff"
_STAMP = re.compile(r"Published ?: ?`([^`]*)`")


def read_document(path: Path | str) -> SourceDocument:
    """Return the document in a file. Raises LoadError with the line of what is wrong."""
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise LoadError(error.strerror or "cannot be read", path=str(path)) from error
    return parse_document(raw, path=str(path))


def parse_document(raw: bytes, *, path: str) -> SourceDocument:
    """Return the document in the bytes of a file; `path` is only for reports of errors."""
    # A byte order mark before the title belongs to the file; one in the body to the body.
    text = _decode(raw, path).removeprefix(_BYTE_ORDER_MARK)
    newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    head = text.split(newline, 6)
    title_line, gap_1, stamp_line, gap_2, rule, gap_3, rest = head + [""] * (7 - len(head))
    title = _title(title_line, path)
    _expect(gap_1, "", "expected an empty line", path, 2)
    published_raw = _stamp(stamp_line, path)
    _expect(gap_2, "", "expected an empty line", path, 4)
    _expect(rule, RULE, f"no rule: expected “{RULE}” before the body", path, 5)
    _expect(gap_3, "", "expected an empty line", path, 6)
    body = _body(rest, newline, path)
    return SourceDocument(
        title=title,
        published_raw=published_raw,
        body=body,
        sha256=hashlib.sha256(raw).hexdigest(),
        path=path,
    )


def _decode(raw: bytes, path: str) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        reason = f"not UTF-8: byte 0x{raw[error.start]:02x}"
        raise LoadError(reason, path=path, line=line) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise LoadError("a NUL character, which no text holds", path=path, line=line)
    if not text:
        raise LoadError("the file is empty", path=path)
    return text


def _title(line: str, path: str) -> str:
    if not line.startswith("# "):
        raise LoadError("the first line must be the title: “# …”", path=path, line=1)
    title = line.removeprefix("# ")
    if not title.strip():
        raise LoadError("the title is empty", path=path, line=1)
    return title


def _stamp(line: str, path: str) -> str:
    found = _STAMP.fullmatch(line)
    if found is None:
        raise LoadError("no stamp: expected “Published :`…`”", path=path, line=3)
    if not found[1].strip():
        raise LoadError("the stamp is empty", path=path, line=3)
    return found[1]


def _expect(line: str, expected: str, reason: str, path: str, number: int) -> None:
    if line != expected:
        raise LoadError(reason, path=path, line=number)


def _body(rest: str, newline: str, path: str) -> str:
    """Return what stands before the last rule, after which nothing may stand."""
    body, rule, after = rest.rpartition(newline * 2 + RULE)
    if not rule or after.strip("\r\n"):
        last = 7 + rest.rstrip("\r\n").count("\n")
        reason = f"no closing rule: the last line must be “{RULE}”, after an empty one"
        raise LoadError(reason, path=path, line=last)
    if not body.strip():
        raise LoadError("the body is empty", path=path, line=7)
    return body


class Document(DocumentFormat):
    """A story as it was received."""

    name = "document"
    summary = "a story as received: title, stamp, body"
    together = True

    def sniff(self, head: Head) -> bool:
        return head.first_line.startswith("# ") and b"\nPublished" in head.start[:4096]

    def read(self, file: TextFile, options: Options) -> Iterator[Found]:
        yield parse_document(file.whole(MOST_BYTES), path=str(file.path))


DOCUMENT = Document()
