"""Plain text: a headline, an empty line, the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.errors import LoadError
from archive.loaders.base import Head, Options
from archive.loaders.documents.base import MOST_BYTES, DocumentFormat, Found
from archive.loaders.documents.decoding import decode
from archive.loaders.documents.identity import first_line, one_line
from archive.loaders.files import TextFile
from archive.services.documents import SourceDocument

_LONGEST_HEADLINE = 300
_HEADLINE = re.compile(r"\s*(\S[^\r\n]*)\r?\n[ \t]*\r?\n(?=[\s\S]*\S)")


class PlainText(DocumentFormat):
    """A text of which nothing else is known.

    A first line that an empty one follows is the title; else the title is the beginning of the
    text, and the text is all of it.
    """

    name = "text"
    summary = "a story as plain text: headline, empty line, text"
    fallback = True

    def sniff(self, head: Head) -> bool:
        return head.name.lower().endswith((".txt", ".text")) and b"\x00" not in head.start

    def read(self, file: TextFile, options: Options) -> Iterator[Found]:
        path = str(file.path)
        text = decode(file.whole(MOST_BYTES), path=path, declared=options.encoding)
        if not text.strip():
            raise LoadError("the text is empty", path=path, line=1)
        found = _HEADLINE.match(text)
        if found is not None and len(found[1]) <= _LONGEST_HEADLINE:
            title, body = one_line(found[1]) or "", text[found.end() :]
        else:
            title, body = first_line(text), text
        yield SourceDocument(
            title=title, body=body.strip("\r\n"), path=path, line=1, sha256=file.sha256
        )
