"""NewsML-G2 of IPTC: news items, alone or in a message, with inline NITF, XHTML or plain text.

NITF also comes by itself: then it tells its headline, dates and identifier in its own head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from archive.loaders.base import Head, Options
from archive.loaders.documents.base import MOST_BYTES, DocumentFormat, Found, LeftOut
from archive.loaders.documents.identity import (
    held_back,
    identifiers,
    is_web_address,
    names,
    one_line,
)
from archive.loaders.documents.markup import element_to_text, html_to_text
from archive.loaders.documents.safe_xml import XML_LANG, inherited, local, namespace, parse_xml
from archive.loaders.files import TextFile
from archive.loaders.reading import Flaw
from archive.services.documents import SourceDocument

_NAR = "http://iptc.org/std/nar/"
_NITF = re.compile(rb"<([\w.-]+:)?nitf[\s>]")
_OTHERS = {
    "packageItem": "package",
    "conceptItem": "concept",
    "knowledgeItem": "knowledge item",
    "catalogItem": "catalogue",
    "planningItem": "plan",
}
_STORIES = {"", "text", "composite"}
# Where NITF, XHTML and HTML have their text.
_BODIES = ("body.content", "body")


class NewsMl(DocumentFormat):
    """Items with inline text; pictures, concepts, plans and packages are no stories."""

    name = "newsml-g2"
    summary = "news items of IPTC NewsML-G2, with NITF or XHTML inline"

    def sniff(self, head: Head) -> bool:
        return _NAR.encode() in head.start or _NITF.search(head.start) is not None

    def read(self, file: TextFile, options: Options) -> Iterator[Found]:
        path = str(file.path)
        root = parse_xml(file.whole(MOST_BYTES), path=path, encoding=options.encoding)
        number = 0
        for item in root.iter():
            if not namespace(item).startswith(_NAR):
                continue
            if local(item) in _OTHERS:
                yield LeftOut(_OTHERS[local(item)])
            if local(item) != "newsItem":
                continue
            kind = _code(_find(item, "itemMeta", "itemClass"))
            if kind not in _STORIES:
                yield LeftOut(kind)
                continue
            number += 1
            yield _document(item, number, path, file.sha256)
        if number == 0 and not any(namespace(each).startswith(_NAR) for each in root.iter()):
            for number, nitf in enumerate(_all(root, "nitf"), start=1):
                yield _nitf(nitf, number, path, file.sha256)


def _document(item: Any, number: int, path: str, sha256: str) -> SourceDocument | Flaw:
    meta, about = _find(item, "itemMeta"), _find(item, "contentMeta")
    inline, body = _inline(item)
    title = (
        _words(_find(about, "headline"))
        or _words(_first(inline, "hl1"))
        or _words(_find(meta, "title"))
    )
    line = item.sourceline or 1
    if title is None:
        return Flaw(number, line, "headline", "the item has no headline")
    description = _words(_find(about, "description"))
    if not body and not description:
        return Flaw(number, line, "contentSet", "the item has no text that can be read")
    guid = item.get("guid")
    return SourceDocument(
        title=title,
        body=body or description or "",
        path=path,
        line=line,
        sha256=sha256,
        published_raw=_words(_find(meta, "firstCreated"))
        or _words(_find(about, "contentCreated"))
        or _words(_find(meta, "versionCreated")),
        addresses=(guid.strip(),) if is_web_address(guid) else (),
        byline=_byline(about, inline),
        language=_language(about, inline, item),
        publisher=_named(_find(meta, "provider")),
        identifiers=identifiers(guid),
        change_note=_words(_find(meta, "edNote")),
        is_summary=not body,
        held_back=held_back(_code(_find(meta, "pubStatus")), _words(_find(meta, "embargoed"))),
    )


def _nitf(root: Any, number: int, path: str, sha256: str) -> SourceDocument | Flaw:
    """Return the story of a NITF that stands in no news item."""
    line = root.sourceline or 1
    title = _words(_first(root, "hl1")) or _words(_first(_find(root, "head"), "title"))
    text = _first(root, "body.content")
    body = "" if text is None else element_to_text(text)
    if title is None:
        return Flaw(number, line, "hl1", "the story has no headline")
    if not body:
        return Flaw(number, line, "body.content", "the story has no text")
    issued = _first(root, "date.issue")
    known = _first(root, "doc-id")
    return SourceDocument(
        title=title,
        body=body,
        path=path,
        line=line,
        sha256=sha256,
        published_raw=None if issued is None else issued.get("norm"),
        byline=_words(_first(root, "byline")),
        language=inherited(root, XML_LANG),
        identifiers=identifiers(None if known is None else known.get("id-string")),
    )


def _inline(item: Any) -> tuple[Any, str]:
    """Return the first inline content with a text, and the text; else None and “”."""
    for content in item.iter():
        if local(content) == "inlineXML" and namespace(content).startswith(_NAR):
            body = next(
                (found for name in _BODIES if (found := _first(content, name)) is not None), None
            )
            text = "" if body is None else element_to_text(body)
            # XHTML may come as its paragraphs only; other vocabularies are not understood.
            if not text and "html" in (content.get("contenttype") or ""):
                text = element_to_text(content)
            if text:
                return content, text
        elif local(content) == "inlineData" and namespace(content).startswith(_NAR):
            kind = content.get("contenttype") or "text/plain"
            given = "".join(content.itertext())
            text = html_to_text(given) if "html" in kind else given.strip()
            if text and (kind.startswith("text/") or "html" in kind):
                return content, text
    return None, ""


def _find(element: Any, *path: str) -> Any:
    """Return the first element down a path of names, whatever their namespace."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if local(child) == name), None)
    return element


def _first(element: Any, name: str) -> Any:
    return next(_all(element, name), None)


def _all(element: Any, name: str) -> Iterator[Any]:
    """Yield the elements of this name within another one, and itself, whatever their namespace."""
    if element is not None:
        yield from (each for each in element.iter() if local(each) == name)


def _words(element: Any) -> str | None:
    return None if element is None else one_line("".join(element.itertext()))


def _code(element: Any) -> str:
    """Return the last part of a news code: “text” of “ninat:text” or of its address."""
    if element is None:
        return ""
    code = element.get("qcode") or element.get("uri") or ""
    return re.split(r"[:/]", code.strip())[-1]


def _named(element: Any) -> str | None:
    return _words(_find(element, "name"))


def _byline(about: Any, inline: Any) -> str | None:
    by = _words(_find(about, "by"))
    if by is None and about is not None:
        by = names(*(_named(each) for each in about if local(each) == "creator"))
    return by or _words(_first(inline, "byline"))


def _language(about: Any, inline: Any, item: Any) -> str | None:
    """Return the one language that is stated, else that of the inline text by `xml:lang`."""
    if about is not None:
        tags = {each.get("tag") for each in about if local(each) == "language"} - {None}
        if tags:
            return str(tags.pop()) if len(tags) == 1 else None
    return inherited(item if inline is None else inline, XML_LANG)
