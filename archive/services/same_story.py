"""Recognising a story that the archive has: by identifier, address, text, or title and text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from django.db.models import QuerySet

from archive.models import Article, ExternalId, Revision
from archive.models.lookups import TitleHead
from archive.services.addresses import clean_address, host_of, same_address, spellings
from archive.services.source_document import SourceDocument

# Of two texts cut into runs of so many words, this share must be in both (docs/loaders.md).
RUN = 4
NEARLY_SAME = 0.5
_CANDIDATES = 20
# Chinese and Japanese set no blanks between words: each character counts as one.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)


class Known(NamedTuple):
    """The article of a story, never one that was merged; `same` is its revision of this text."""

    article: Article
    same: Revision | None


def find_story(document: SourceDocument) -> Known | None:
    """Return what the archive has of a document, or None.

    First by identifier, then by address, then by the very text, then by the same title over nearly
    the same text. Texts say nothing where the outlets are known to be two: one printed the other's
    or an agency's words, and both are articles.
    """
    article = _by_identifier(document) or _by_address(document)
    if article is None:
        article = _by_text(document) or _by_title(document)
    if article is None:
        return None
    texts = Revision.objects.filter(sha256=document.body_sha256)
    # A text of an article that was merged into this one is a text of this one.
    own = texts.filter(article=article) | texts.filter(article__merged_into=article)
    return Known(article, own.order_by("id").first() if document.body else None)


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are: the share of their runs of words that is in both, 0 to 1."""
    first, second = _runs(one), _runs(other)
    both = len(first & second)
    return both / (len(first) + len(second) - both) if first and second else 0.0


def titled(title: str) -> QuerySet[Article]:
    """Return the articles with this very title, but for the stubs of data sets.

    Those have addresses to be met by, and no text to compare.
    """
    articles = Article.objects.alias(head=TitleHead("title"))
    found: QuerySet[Article] = articles.filter(
        head=title[: TitleHead.LENGTH], title=title, imported_row=None
    )
    return found


def _by_identifier(document: SourceDocument) -> Article | None:
    for scheme, value in document.identifiers:
        found = ExternalId.objects.filter(scheme=scheme, value=value, article__isnull=False)
        first = found.select_related("article__merged_into").order_by("id").first()
        if first is not None and first.article is not None:
            return _survivor(first.article)
    return None


def _by_address(document: SourceDocument) -> Article | None:
    written = [url for url in (document.url, *document.addresses) if url]
    cleaned = [url for url in map(clean_address, written) if url]
    wanted = {*written, *chain.from_iterable(map(spellings, cleaned))}
    if not wanted:
        return None
    found = Article.objects.filter(url__in=wanted).select_related("merged_into")
    first = found.order_by("id").first()
    return None if first is None else _survivor(first)


def _by_text(document: SourceDocument) -> Article | None:
    if not document.body:
        return None
    texts = Revision.objects.filter(sha256=document.body_sha256)
    texts = texts.select_related("article__merged_into", "article__source").order_by("id")
    for revision in texts[:_CANDIDATES]:
        article = revision.article
        same_title = article.title == document.title
        # “Comments” is the summary of many entries of a feed.
        if (same_title or not document.is_summary) and _may_be(article, document, same_title):
            return _survivor(article)
    return None


def _by_title(document: SourceDocument) -> Article | None:
    newest = titled(document.title).select_related("merged_into", "source").order_by("-id")
    for article in newest[:_CANDIDATES]:
        survivor = _survivor(article)
        if _may_be(article, document, True) and _is_nearly(survivor, document):
            return survivor
    return None


def _is_nearly(article: Article, document: SourceDocument) -> bool:
    """Whether a text is nearly that of an article; where neither is known, the title is all."""
    latest = article.latest_revision()
    if latest is None or not document.body:
        if latest is not None or document.body or article.url or document.url:
            return False
        return not document.identifiers and not article.external_ids.exists()
    return likeness(latest.body, document.body) >= NEARLY_SAME


def _may_be(article: Article, document: SourceDocument, same_title: bool) -> bool:
    """Whether nothing that is known of the two tells them apart.

    At two addresses of one outlet, the same title is asked for as well: a page may be moved, but
    “No comment.” is a text of many.
    """
    if article.url is None or document.url is None:
        named = article.source.name if article.source is not None else None
        return None in (named, document.publisher) or named == document.publisher
    if same_address(article.url, document.url):
        return True
    return same_title and host_of(article.url) == host_of(document.url)


def _survivor(article: Article) -> Article:
    survivor: Article = article.survivor()  # type: ignore[assignment]  # -- an article survives as an article
    return survivor


def _runs(text: str) -> set[tuple[str, ...]]:
    words: Iterable[str] = _WORD.findall(text.casefold())
    listed = list(words)
    if len(listed) < RUN:
        return {tuple(listed)} if listed else set()
    return set(zip(*(listed[at:] for at in range(RUN)), strict=False))
