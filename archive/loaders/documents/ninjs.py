"""News in JSON, the ninjs of IPTC: 1.4, 2.x and 3.x, one item, an array or one on each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from archive.loaders.base import Head, Options
from archive.loaders.documents.base import DocumentFormat, Found, LeftOut
from archive.loaders.documents.identity import (
    held_back,
    identifiers,
    is_web_address,
    names,
    one_line,
)
from archive.loaders.documents.markup import has_markup, html_to_text
from archive.loaders.files import TextFile
from archive.loaders.json_rows import JsonReader
from archive.loaders.reading import Flaw
from archive.services.documents import SourceDocument

_TELLING = re.compile(
    rb'"(headlines?|bodies|body_[a-z]+|version_?created|pubstatus|descriptions|standard|newsItems)"'
    rb"\s*:",
    re.IGNORECASE,
)
_STORIES = {None, "text", "composite"}
_NOT_TEXT = {"creditline", "headline", "title", "keywords"}
_PAGES = {"url", "canonical", "web", "weburl", "permalink", "link"}
_DEEPEST = 4
# Plain text counts as much as marked-up text that has hardly more.
_HARDLY_MORE = 1.05


class Ninjs(DocumentFormat):
    """Items with a text; pictures, sound, planned events and the like are no stories."""

    name = "ninjs"
    summary = "news items of IPTC ninjs 1.4, 2.x and 3.x, JSON"

    def sniff(self, head: Head) -> bool:
        start = head.start.removeprefix(b"\xef\xbb\xbf").lstrip()
        return (
            start[:1] in (b"{", b"[")
            and b'"uri"' in start
            and _TELLING.search(start) is not None
            and b'"$ref"' not in start
        )

    def read(self, file: TextFile, options: Options) -> Iterator[Found]:
        found = 0
        for row in JsonReader(file):
            if isinstance(row, Flaw):
                found += 1
                yield row
                continue
            for item in _items(row.values, 0):
                kind = _kind(item)
                if kind not in _STORIES:
                    yield LeftOut(str(kind))
                    continue
                found += 1
                yield _document(item, str(file.path), row.line, file.sha256) or Flaw(
                    found, row.line, None, "the item has no headline"
                )


def _items(values: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield an item, with names in small letters as in 2.x, and the ones that go with it."""
    if not isinstance(values, dict) or depth > _DEEPEST:
        return
    item = _small(values)
    yield item
    others = item.get("associations")
    if isinstance(others, dict):
        others = list(others.values())
    for other in others if isinstance(others, list) else []:
        if isinstance(other, dict) and _bodies(_small(other)):
            yield from _items(other, depth + 1)


def _small(values: dict[str, Any]) -> dict[str, Any]:
    """Return an object with its names in small letters: versionCreated is versioncreated."""
    return {str(key).lower(): value for key, value in values.items()}


def _kind(item: dict[str, Any]) -> str | None:
    kind = item.get("type")
    if kind is None and "eventdetails" in item:
        return "event"
    return str(kind) if kind is not None else None


def _document(item: dict[str, Any], path: str, line: int, sha256: str) -> SourceDocument | None:
    title = _headline(item)
    if title is None:
        return None
    body, description = _best(_bodies(item)), _best(_descriptions(item))
    uri = _text(item.get("uri"))
    addresses = _addresses(item)
    return SourceDocument(
        title=title,
        body=body or description,
        path=path,
        line=line,
        sha256=sha256,
        published_raw=_first_of(item, "firstcreated", "contentcreated", "versioncreated"),
        url=addresses[0] if addresses else None,
        addresses=(*addresses[1:], *([uri] if uri and is_web_address(uri) else [])),
        byline=_first_of(item, "byline", "by") or _persons(item),
        language=_text(item.get("language")),
        publisher=_publisher(item),
        identifiers=identifiers(uri),
        change_note=_text(item.get("ednote")),
        is_summary=not body,
        held_back=held_back(_text(item.get("pubstatus")), _text(item.get("embargoed"))),
    )


def _text(value: Any) -> str | None:
    return one_line(value) if isinstance(value, str) else None


def _first_of(item: dict[str, Any], *keys: str) -> str | None:
    return next((text for text in (_text(item.get(key)) for key in keys) if text), None)


def _listed(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list, their names in small letters."""
    listed = value if isinstance(value, list) else []
    return [
        {str(k).lower(): v for k, v in each.items()} for each in listed if isinstance(each, dict)
    ]


def _headline(item: dict[str, Any]) -> str | None:
    found = [text for each in _listed(item.get("headlines")) if (text := _text(each.get("value")))]
    main = [
        text
        for each in _listed(item.get("headlines"))
        if each.get("role") == "main" and (text := _text(each.get("value")))
    ]
    title = next(iter([*main, *found]), None) or _first_of(item, "headline", "title")
    return one_line(html_to_text(title)) if title and has_markup(title) else title


def _bodies(item: dict[str, Any]) -> list[tuple[str, bool]]:
    """Return the texts of an item, and whether each is marked up."""
    found = _valued(item.get("bodies"))
    # 1.x: body_text, body_xhtml, body_html …
    return found + _suffixed(item, "body_")


def _descriptions(item: dict[str, Any]) -> list[tuple[str, bool]]:
    return _valued(item.get("descriptions")) + _suffixed(item, "description_")


def _valued(value: Any) -> list[tuple[str, bool]]:
    return [
        (each["value"], _is_html(each.get("contenttype"), each["value"]))
        for each in _listed(value)
        if isinstance(each.get("value"), str) and each.get("role") not in _NOT_TEXT
    ]


def _suffixed(item: dict[str, Any], prefix: str) -> list[tuple[str, bool]]:
    return [
        (value, "html" in key)
        for key, value in item.items()
        if key.startswith(prefix) and isinstance(value, str)
    ]


def _is_html(kind: Any, value: str) -> bool:
    if isinstance(kind, str):
        return "html" in kind.lower()
    return has_markup(value)


def _best(texts: list[tuple[str, bool]]) -> str:
    """Return the fullest text; a plain one where it is no shorter, since nothing is made of it."""
    plain = [text.strip() for text, marked in texts if not marked]
    marked = [html_to_text(text) for text, is_marked in texts if is_marked]
    best, other = max(plain, key=len, default=""), max(marked, key=len, default="")
    return other if len(other) > _HARDLY_MORE * len(best) else best


def _addresses(item: dict[str, Any]) -> list[str]:
    """Return the addresses among the other identifiers: a list with roles, or names and values."""
    others = item.get("altids")
    if isinstance(others, dict):
        pairs = list(others.items())
    else:
        pairs = [(each.get("role"), each.get("value")) for each in _listed(others)]
    return [
        value.strip()
        for role, value in pairs
        if str(role).lower() in _PAGES and isinstance(value, str) and is_web_address(value)
    ]


def _persons(item: dict[str, Any]) -> str | None:
    """Return who is said to have made the item."""
    return names(
        *(_text(each.get("name")) for each in _listed(item.get("people")) if _is_maker(each))
    )


def _is_maker(person: dict[str, Any]) -> bool:
    return person.get("rel") in {"creator", "author", "byline"}


def _publisher(item: dict[str, Any]) -> str | None:
    """Return the one organisation that provides the item, as it is named."""
    named = _listed(item.get("infosources")) or _listed(item.get("infosource"))
    found = {name for each in named if (name := _text(each.get("name")))}
    return found.pop() if len(found) == 1 else None
