"""Feeds: RSS 0.9 to 2.0, RSS 1.0 in RDF, Atom 0.3 and 1.0; each entry is a story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

from archive.loaders.base import Head, Options
from archive.loaders.documents.base import MOST_BYTES, DocumentFormat, Found
from archive.loaders.documents.identity import (
    first_line,
    identifiers,
    is_web_address,
    names,
    one_line,
)
from archive.loaders.documents.markup import element_to_text, has_markup, html_to_text
from archive.loaders.documents.safe_xml import (
    XML_BASE,
    XML_LANG,
    inherited,
    local,
    namespace,
    parse_xml,
)
from archive.loaders.files import TextFile
from archive.loaders.reading import Flaw
from archive.services.documents import SourceDocument

_ROOT = re.compile(rb"<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)")
_ROOTS = {b"rss", b"RDF", b"feed"}
_COMMENTS = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>]*>", re.DOTALL)
_DC = {"http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"}
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_XHTML = "http://www.w3.org/1999/xhtml"
# “&#146;” is a control character, and was meant as the apostrophe that Windows has there.
_AS_MEANT = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\s*\((.+)\)")


class Words(NamedTuple):
    """Text of an entry, and what it is not, if anything."""

    text: str
    notice: str | None = None


class Feed(DocumentFormat):
    """Entries of a feed. What an entry links to is never fetched."""

    name = "feed"
    summary = "RSS 0.9 to 2.0, RDF, Atom: each entry is a story"

    def sniff(self, head: Head) -> bool:
        found = _ROOT.search(_COMMENTS.sub(b"", head.start.replace(b"\x00", b"")))
        return found is not None and found[1] in _ROOTS

    def read(self, file: TextFile, options: Options) -> Iterator[Found]:
        path = str(file.path)
        root = parse_xml(
            file.whole(MOST_BYTES), path=path, encoding=options.encoding, html_entities=True
        )
        channel = next((each for each in root if local(each) == "channel"), root)
        home = _link(channel)
        language = _dc(channel, "language") or _own(channel, "language")
        entries = [each for each in root.iter() if local(each) in ("item", "entry")]
        for number, entry in enumerate(entries, 1):
            found = _Entry(entry, home, one_line(language))
            document = found.document(path, file.sha256)
            if document is None:
                reason = "the entry has neither title, text nor address"
                yield Flaw(number, entry.sourceline or 1, None, reason)
            else:
                yield document


class _Entry:
    """One entry, and what its feed says for all."""

    def __init__(self, entry: Any, home: str | None, language: str | None) -> None:
        self._entry, self._home, self._language = entry, home, language

    def document(self, path: str, sha256: str) -> SourceDocument | None:
        entry = self._entry
        guid = _own(entry, "guid") or _own(entry, "id") or entry.get(_RDF_ABOUT)
        url, addresses = self._addresses(guid)
        content, summary = self._content(), self._summary()
        is_summary = len(summary.text) > len(content.text)
        words = summary if is_summary else content
        notices = [notice for notice in (content.notice, words.notice) if notice]
        title = one_line(self._plain("title").text)
        if title is None and not words.text and url is None:
            return None
        published, notice = self._published()
        return SourceDocument(
            title=title or (first_line(words.text) if words.text else str(url)),
            body=words.text,
            path=path,
            line=entry.sourceline,
            sha256=sha256,
            published_raw=published,
            url=url,
            addresses=addresses,
            byline=self._byline(),
            language=self._spoken(),
            publisher=one_line(_dc(entry, "publisher")),
            identifiers=identifiers(guid, within=self._home),
            is_summary=is_summary,
            notices=tuple(dict.fromkeys([*notices, *([notice] if notice else [])])),
        )

    def _addresses(self, guid: str | None) -> tuple[str | None, tuple[str, ...]]:
        """Return where the story is, and other addresses that lead there."""
        link = _link(self._entry)
        found = [link] if link else []
        guid_element = _child(self._entry, "guid")
        permanent = guid_element is not None and guid_element.get("isPermaLink") != "false"
        if permanent and is_web_address(guid):
            found.append(str(guid).strip())
        return (found[0], tuple(found[1:])) if found else (None, ())

    def _content(self) -> Words:
        """Return the whole text, where the feed gives it."""
        encoded = _text_of(_child(self._entry, "encoded", _CONTENT))
        if encoded:
            return Words(_from_html(encoded))
        body = _child(self._entry, "body", _XHTML)
        if body is not None:
            return Words(element_to_text(body))
        return self._plain("content") if namespace(self._entry) or self._is_atom() else Words("")

    def _summary(self) -> Words:
        for name in ("description", "summary"):
            words = self._plain(name)
            if words.text:
                return words
        return Words("")

    def _plain(self, name: str) -> Words:
        """Return the text of a child, which may be plain, escaped HTML or XHTML."""
        element = _child(self._entry, name)
        if element is None:
            return Words("")
        kind = (element.get("type") or "").strip().lower()
        if element.get("src"):
            return Words("", "its text is elsewhere, and nothing is fetched")
        if element.get("mode") == "base64" or (
            kind and "/" in kind and not kind.startswith("text/") and "xml" not in kind
        ):
            return Words("", f"its {name} is no text but {kind or 'base64'}")
        if len(element) and all(namespace(child) for child in element):
            return Words(element_to_text(element))
        text = _text_of(element) or ""
        if self._is_atom() and kind in ("", "text", "text/plain") and element.get("mode") is None:
            return Words(text.strip())
        return Words(_from_html(text))

    def _published(self) -> tuple[str | None, str | None]:
        for name in ("pubDate", "published", "issued", "created"):
            stamp = one_line(_own(self._entry, name))
            if stamp:
                return stamp, None
        for name in ("issued", "date", "created"):
            stamp = one_line(_dc(self._entry, name))
            if stamp:
                return stamp, None
        for name in ("updated", "modified"):
            stamp = one_line(_own(self._entry, name)) or one_line(_dc(self._entry, name))
            if stamp:
                return stamp, "no date of publication is given: it is that of the last change"
        return None, None

    def _byline(self) -> str | None:
        found = []
        for author in self._entry:
            if local(author) == "author" and namespace(author) == namespace(self._entry):
                name = _own(author, "name") or _text_of(author)
                mail = _MAIL.fullmatch(name.strip()) if name else None
                found.append(mail[1] if mail else name)
            elif local(author) == "creator" and namespace(author) in _DC:
                found.append(_text_of(author))
        return names(*found)

    def _spoken(self) -> str | None:
        own = one_line(_dc(self._entry, "language"))
        element = _child(self._entry, "content")
        element = self._entry if element is None else element
        # An empty xml:lang says that the language is not known, whatever stands around.
        if any(each.get(XML_LANG) == "" for each in (element, self._entry)):
            return own
        return own or inherited(element, XML_LANG) or self._language

    def _is_atom(self) -> bool:
        return local(self._entry) == "entry"


_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def _child(element: Any, name: str, space: str | None = None) -> Any:
    """Return the first child of that name, in the element's namespace unless another is given."""
    wanted = namespace(element) if space is None else space
    for each in element:
        if local(each) == name and namespace(each) == wanted:
            return each
    return None


def _own(element: Any, name: str) -> str | None:
    return _text_of(_child(element, name))


def _dc(element: Any, name: str) -> str | None:
    for each in element:
        if local(each) == name and namespace(each) in _DC:
            return _text_of(each)
    return None


def _text_of(element: Any) -> str | None:
    return None if element is None else "".join(element.itertext()).translate(_AS_MEANT)


def _link(element: Any) -> str | None:
    """Return the address of a feed or an entry: the text of “link”, or an alternate one of Atom."""
    for each in element:
        if local(each) != "link" or namespace(each) != namespace(element):
            continue
        href = each.get("href")
        if href is not None and (each.get("rel") or "alternate") != "alternate":
            continue
        address = (href if href is not None else _text_of(each) or "").strip()
        try:
            address = str(urljoin(inherited(each, XML_BASE) or "", address))
        except ValueError:
            continue
        if is_web_address(address):
            return address
    return None


def _from_html(text: str) -> str:
    return html_to_text(text) if has_markup(text) else text.strip()
