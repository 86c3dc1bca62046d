"""What a page says of itself to machines: the article in its JSON-LD, as schema.org has it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from archive.loaders.documents.identity import is_web_address, names, one_line
from archive.services.addresses import same_address

_ARTICLES = frozenset(
    (  # noqa: SIM905 -- words read best as words
        "Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle "
        "OpinionNewsArticle ReportageNewsArticle ReviewNewsArticle BlogPosting "
        "LiveBlogPosting SocialMediaPosting Report AdvertiserContentArticle SatiricalArticle "
        "TechArticle ScholarlyArticle"
    ).split()
)
# Comments and the marks of CDATA, which JSON does not have and pages do.
_AROUND = re.compile(r"^\s*(<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_BEHIND = re.compile(r"(-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$")
# A string, kept; or a comment, dropped.
_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\r\n]*|/\*.*?\*/', re.DOTALL)
_DEEPEST = 20


def article_of(
    scripts: list[str], addresses: Sequence[str] = (), titles: Sequence[str] = ()
) -> tuple[dict[str, Any], list[str]]:
    """Return what the article says of itself, by our names, and what could not be read.

    Of several it is the one at an address of the page, or with a title of it; none where neither
    tells, since what is related has articles too.
    """
    notices = []
    articles: list[dict[str, Any]] = []
    for script in scripts:
        try:
            values = _load(script)
        except (ValueError, RecursionError) as error:
            notices.append(f"JSON-LD that cannot be read: {error}"[:200])
            continue
        articles += [_fields(each) for each in _objects(values, 0) if _types(each) & _ARTICLES]
    stories = {(each.get("url"), each.get("title")) for each in articles}
    if len(stories) <= 1:
        return (articles[0] if articles else {}), notices
    for each in articles:
        if any(same_address(each.get("url", ""), address) for address in addresses):
            return each, notices
    for each in articles:
        if each.get("title") in titles:
            return each, notices
    notices.append(f"JSON-LD of {len(stories)} articles, and none is told to be the page: left out")
    return {}, notices


def _load(script: str) -> Any:
    text = _BEHIND.sub("", _AROUND.sub("", script)).strip()
    try:
        return json.loads(text, strict=False)  # control characters in texts are common
    except ValueError:
        bare = _COMMENT.sub(lambda found: found[1] or " ", text)
        return json.loads(bare, strict=False)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects at the top of JSON-LD, in its lists and graphs, and main entities."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity"):
            yield from _objects(value.get(key), depth + 1)


def _types(value: dict[str, Any]) -> set[str]:
    found = value.get("@type")
    listed = found if isinstance(found, list) else [found]
    return {each.rpartition("/")[2].rpartition(":")[2] for each in listed if isinstance(each, str)}


def _fields(article: dict[str, Any]) -> dict[str, Any]:
    correction = article.get("correction")
    body = article.get("articleBody")
    found = {
        "title": _text(article.get("headline")) or _text(article.get("name")),
        "published_raw": _text(article.get("datePublished")),
        "byline": _names(article.get("author")) or _names(article.get("creator")),
        "language": _text(article.get("inLanguage"), "alternateName"),
        "publisher": _names(article.get("publisher")),
        "change_note": _text(correction, "text") or _text(correction, "articleBody"),
        "url": _address(article),
        "body": body if isinstance(body, str) and body.strip() else None,
    }
    return {name: value for name, value in found.items() if value}


def _text(value: Any, key: str = "name") -> str | None:
    """Return a text, that of an object, or the first of a list."""
    if isinstance(value, list):
        return next((text for text in (_text(each, key) for each in value[:20]) if text), None)
    if isinstance(value, dict):
        value = value.get(key) or value.get("@value")
    return one_line(value) if isinstance(value, str) else None


def _names(value: Any) -> str | None:
    """Return the names of persons or organisations; an address is none."""
    listed = value if isinstance(value, list) else [value]
    found = [_text(each) for each in listed]
    return names(*(name for name in found if not is_web_address(name)))


def _address(article: dict[str, Any]) -> str | None:
    page = article.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    for value in (article.get("url"), page, article.get("@id")):
        if isinstance(value, str) and is_web_address(value):
            return value.strip()
    return None
