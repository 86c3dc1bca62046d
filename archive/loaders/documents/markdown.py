"""Markdown with YAML front matter, as static sites and note takers keep their texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from archive.errors import LoadError
from archive.loaders.base import Head, Options
from archive.loaders.documents.base import MOST_BYTES, DocumentFormat, Found
from archive.loaders.documents.decoding import decode
from archive.loaders.documents.identity import identifiers, is_web_address, names, one_line
from archive.loaders.documents.received import DOCUMENT
from archive.loaders.files import TextFile
from archive.services.documents import SourceDocument

_FENCE = re.compile(r"---[ \t]*\r?\n")
_END = re.compile(r"^(---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_MOST_FRONT = 64 * 1024
_KEYS = {
    "title": ("title", "headline"),
    "published_raw": ("published", "date", "datepublished", "pubdate", "publishedat"),
    "byline": ("byline", "author", "authors", "creator", "by"),
    "language": ("language", "lang", "inlanguage"),
    "url": ("url", "canonical", "canonicalurl", "link", "permalink", "sourceurl", "originalurl"),
    "publisher": ("publisher", "outlet", "source", "sitename"),
    "identifier": ("guid", "id", "uri"),
    "change_note": ("correction", "correctionnote", "changenote", "changes"),
}


class Markdown(DocumentFormat):
    """A text with what is known of it in front; the text is taken as it stands."""

    name = "markdown"
    summary = "a story in Markdown, with YAML front matter or a heading"

    def sniff(self, head: Head) -> bool:
        start = head.start.removeprefix(b"\xef\xbb\xbf")
        fenced = re.match(rb"---[ \t]*\r?\n[\s\S]*?^(---|\.\.\.)[ \t]*\r?$", start, re.MULTILINE)
        named = head.name.lower().endswith((".md", ".markdown"))
        return bool(fenced or named) and not DOCUMENT.sniff(head)

    def read(self, file: TextFile, options: Options) -> Iterator[Found]:
        path = str(file.path)
        text = decode(file.whole(MOST_BYTES), path=path, declared=options.encoding)
        front, rest, line = _split(text, path)
        found = _map(front)
        body = rest.strip("\r\n")
        heading = _HEADING.search(body)
        title = found.pop("title", None) or (one_line(heading[1]) if heading else None)
        if title is None:
            raise LoadError("no title: neither “title:” in front nor a heading “# …”", path=path)
        if not body.strip():
            raise LoadError("the text is empty", path=path, line=line)
        yield SourceDocument(title=title, body=body, path=path, sha256=file.sha256, line=1, **found)


def _split(text: str, path: str) -> tuple[dict[str, Any], str, int]:
    """Return front matter, what follows it, and its first line."""
    fence = _FENCE.match(text)
    if fence is None:
        return {}, text, 1
    end = _END.search(text, fence.end())
    if end is None:
        raise LoadError("the front matter has no end: expected “---”", path=path, line=1)
    front = text[fence.end() : end.start()]
    if len(front) > _MOST_FRONT:
        raise LoadError(f"the front matter is longer than {_MOST_FRONT:,} characters", path=path)
    return _parse(front, path), text[end.end() :], text.count("\n", 0, end.end()) + 2


def _parse(front: str, path: str) -> dict[str, Any]:
    """Return front matter with every value as it is written: “no” and dates stay text."""
    try:
        values = yaml.load(front, Loader=_Plain)  # noqa: S506 -- it makes texts, lists and dicts
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = f"the front matter is not YAML: {error.problem or error.context}"
        line = mark.line + 2 if mark else 1
        raise LoadError(reason, path=path, line=line) from error
    except yaml.YAMLError as error:
        raise LoadError(f"the front matter is not YAML: {error}", path=path, line=1) from error
    except RecursionError as error:
        raise LoadError("the front matter is nested too deeply", path=path, line=1) from error
    if values is None or values == "":
        return {}
    if not isinstance(values, dict):
        raise LoadError("the front matter is no list of names and values", path=path, line=2)
    return values


class _Plain(yaml.BaseLoader):
    """Reads YAML without aliases, by which a few lines become gigabytes, and names only once."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # -- PyYAML types it not
            raise yaml.composer.ComposerError(None, None, "aliases are refused", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                problem = f"“{key.value}” is there twice"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            if isinstance(key.value, str):
                seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def _map(front: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a document, by name; what has no field is a notice."""
    by_key = {re.sub(r"[\s_-]", "", str(key)).lower(): key for key in front}
    found: dict[str, Any] = {}
    taken = set()
    for field, keys in _KEYS.items():
        for key in keys:
            value = _text(front.get(by_key.get(key, "")))
            if value is None:
                continue
            # “source:” is an outlet to some and an address to others.
            target = "url" if field == "publisher" and is_web_address(value) else field
            if target not in found:
                found[target] = value
                taken.add(by_key[key])
    left = [str(key) for key in front if key not in taken]
    if left:
        found["notices"] = (f"front matter not taken: {', '.join(left)}",)
    found["identifiers"] = identifiers(found.pop("identifier", None))
    return found


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return names(*(each for each in map(_text, value) if each))
    if isinstance(value, dict):
        return _text(value.get("name"))
    return one_line(value) if isinstance(value, str) else None
