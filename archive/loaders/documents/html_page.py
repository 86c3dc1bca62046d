"""News pages: the main text by trafilatura, the rest by what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from archive.errors import LoadError
from archive.loaders.base import Head, Options
from archive.loaders.documents.base import MOST_BYTES, DocumentFormat, Found
from archive.loaders.documents.decoding import declared_in_html, decode
from archive.loaders.documents.identity import (
    first_line,
    is_web_address,
    names,
    one_line,
)
from archive.loaders.documents.json_ld import article_of
from archive.loaders.documents.markup import element_to_text, has_markup, html_to_text, parse_html
from archive.loaders.files import TextFile
from archive.services.addresses import host_of
from archive.services.documents import SourceDocument

_START = re.compile(
    rb"\A(\xef\xbb\xbf)?\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOCALE = re.compile(r"([a-z]{2,3})_([A-Z]{2})")
# What pages call these, the surest first.
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title"),
    "published_raw": (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "parsely-pub-date",
        "pubdate",
    ),
    "byline": ("author", "dc.creator", "dcterms.creator", "article:author", "parsely-author"),
    "language": ("dc.language", "dcterms.language", "content-language"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher"),
    "url": ("og:url",),
}

_MOST_ELEMENTS = 50_000


class HtmlPage(DocumentFormat):
    """A page with one story."""

    name = "html"
    summary = "a news page: its main text, and what it says of itself (JSON-LD, meta)"

    def sniff(self, head: Head) -> bool:
        named = head.name.lower().endswith((".html", ".htm", ".xhtml")) and b"<" in head.start
        return named or _START.match(head.start) is not None

    def read(self, file: TextFile, options: Options) -> Iterator[Found]:
        path = str(file.path)
        raw = file.whole(MOST_BYTES)
        text = decode(raw, path=path, declared=options.encoding or declared_in_html(raw))
        root = parse_html(text)
        if root is None:
            raise LoadError("holds no HTML", path=path)
        # What finds the text takes a minute for four times as many.
        if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
            reason = f"has more than {_MOST_ELEMENTS:,} elements, as no news page has"
            raise LoadError(reason, path=path)
        meta = _from_meta(root)
        titles = [title for title in (meta.get("title"), *_headings(root)) if title]
        addresses = [meta["url"]] if "url" in meta else []
        found, notices = article_of(_scripts(root), addresses, titles)
        found = {**meta, **found}
        if "</html" not in text[-2048:].lower() and "<html" in text[:4096].lower():
            notices.append("no end of the page: it may have been cut")
        given = found.pop("body", None)
        title = found.pop("title", None) or next(iter(titles), None)
        body = _main_text(root, title) or _plain(given)
        if not body:
            raise LoadError("no main text was found in the page", path=path)
        yield SourceDocument(
            title=title or first_line(body),
            body=body,
            path=path,
            line=1,
            sha256=file.sha256,
            domain=host_of(found.get("url")),
            notices=tuple(notices),
            **found,
        )


def _main_text(root: Any, title: str | None) -> str:
    """Return the main text of a page: no menus, no comments, no title."""
    # It takes longer to load than the rest of the loaders, and every command loads them.
    import trafilatura  # noqa: PLC0415 -- it takes a second to import, and few need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it finds is said here

    for quotation in root.iter("q"):
        quotation.text = f"“{quotation.text or ''}"
        tail = quotation.tail or ""
        quotation.tail = f"”{tail}"
    for quotation in list(root.iter("q")):
        quotation.drop_tag()
    try:
        extracted = trafilatura.bare_extraction(
            root, with_metadata=False, include_comments=False, include_tables=True
        )
    except RecursionError:  # elements within elements without end
        return ""
    if extracted is None or isinstance(extracted, dict) or extracted.body is None:
        return ""
    text = element_to_text(extracted.body)
    first, _, rest = text.partition("\n\n")
    return rest if title and rest and one_line(first) == title else text


def _plain(body: str | None) -> str:
    """Return the text that JSON-LD gives, which may hold markup."""
    if body is None:
        return ""
    return html_to_text(body) if has_markup(body) else body.strip()


def _scripts(root: Any) -> list[str]:
    return [
        script.text
        for script in root.iter("script")
        if "ld+json" in (script.get("type") or "").lower() and script.text
    ]


def _from_meta(root: Any) -> dict[str, Any]:
    """Return what the head of a page says, by our names."""
    given: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = one_line(meta.get("content"))
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        key = key or meta.get("http-equiv") or ""
        if content:
            given.setdefault(key.strip().lower(), []).append(content)
    found: dict[str, Any] = {}
    for field, keys in _META.items():
        values = next((given[key] for key in keys if key in given), [])
        if field == "byline":
            found[field] = names(*(value for value in values if not is_web_address(value)))
        else:
            found[field] = values[0] if values else None
    found["url"] = _canonical(root) or found["url"]
    found["language"] = (
        one_line(root.get("lang"))
        or one_line(root.get("{http://www.w3.org/XML/1998/namespace}lang"))
        or found["language"]
        or _locale(given.get("og:locale", [""])[0])
    )
    return {field: value for field, value in found.items() if value}


def _canonical(root: Any) -> str | None:
    base = next((each.get("href") for each in root.iter("base")), None)
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            try:
                address = urljoin(base or "", link.get("href").strip())
            except ValueError:
                continue
            if is_web_address(address):
                return str(address)
    return None


def _locale(value: str) -> str | None:
    found = _LOCALE.fullmatch(value)
    return f"{found[1]}-{found[2]}" if found else None


def _headings(root: Any) -> list[str]:
    """Return what a page is headed by, the surest first."""
    elements = [element for name in ("h1", "title") for element in root.iter(name)]
    return [text for element in elements if (text := one_line(element_to_text(element)))]
