"""Taking in a source document: a new draft article, a new text of a known one, or nothing new."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

from django.db import transaction

from archive.models import Article, ExternalId, Revision, Source
from archive.rights import require
from archive.services.addresses import clean_address, host_of
from archive.services.same_story import find_story
from archive.services.source_document import SourceDocument
from archive.services.stamps import read_stamp
from archive.services.what_changed import what_changed

__all__ = ["SourceDocument", "Taken", "read_stamp", "take"]

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# A feed's teaser is no newer text of the story that it leads to.
_TEASER_SHARE = 0.5
_SEEN = ("published", "retracted")


class Taken(NamedTuple):
    """What came of a document.

    `what` is “created” (a new article), “changed” (a known one has a new text) or “same”. `uid` and
    `title` are the article's, `uid` None where a dry run left none; `number` is that of its text,
    None where the document has none; `line` is where the document begins in its file. `notices` say
    what was odd.
    """

    what: Literal["created", "changed", "same"]
    uid: str | None
    title: str
    number: int | None
    line: int | None
    notices: tuple[str, ...] = ()


@transaction.atomic
def take(
    document: SourceDocument,
    *,
    source: Source | None = None,
    language: str | None = None,
    review_status: str = "draft",
    by: Any = None,
) -> Taken:
    """Take in a document, and say what came of it.

    A story that the archive knows (see `find_story`) keeps its article: with the same text nothing
    changes, a new text becomes a new revision, and what was not known of the article is filled in.
    `source`, `language` are those of a document that names none; `review_status` is that of a new
    article; `by` is the user who brings it, None where nobody's rights are asked. Raises
    ValidationError where the document breaks a rule of articles, ForbiddenError where the user may
    not change the article that it is a new text of.
    """
    known = find_story(document)
    if known is None:
        status = "draft" if document.held_back else review_status
        article = Article(title=document.title, review_status=status)
        return _write("created", article, document, source, language, document.change_note)
    article, same = known
    # Nobody else changes it until its new text stands: what they said would be written over.
    article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    latest = article.latest_revision()
    if same is not None or not document.body:
        return _same(article, document, same)
    if latest and document.is_summary and len(document.body) < _TEASER_SHARE * len(latest.body):
        return _same(article, document, latest, "only a summary of the text that is there")
    if document.held_back and article.review_status == "published":
        return _same(article, document, latest, f"{document.held_back}; no text of what is public")
    if by is not None:
        require(by, "change", article)
    before = latest.body if latest else ""
    note = document.change_note or what_changed(
        before, document.body, article.title, document.title
    )
    return _write("changed", article, document, source, language, note)


def _same(
    article: Article, document: SourceDocument, text: Revision | None, *notices: str
) -> Taken:
    number = text.number if text else None
    return Taken(
        "same", article.uid, article.title, number, document.line, (*notices, *document.notices)
    )


def _write(
    what: Literal["created", "changed"],
    article: Article,
    document: SourceDocument,
    source: Source | None,
    language: str | None,
    note: str | None,
) -> Taken:
    notices = _describe(article, document, source, language)
    if what == "changed" and article.review_status in _SEEN:
        notices += (f"the article is {article.review_status}, and its new text with it",)
    article.save()
    for scheme, value in document.identifiers:
        if not article.external_ids.filter(scheme=scheme, value=value).exists():
            ExternalId(article=article, scheme=scheme, value=value).save()
    number = None
    if document.body:
        revision = Revision(article=article, body=document.body, change_note=note)
        revision.save()
        number = revision.number
    return Taken(what, article.uid, article.title, number, document.line, notices)


def _describe(
    article: Article, document: SourceDocument, source: Source | None, language: str | None
) -> tuple[str, ...]:
    """Fill in what is not known of an article yet; return what was odd."""
    notices = list(document.notices)
    if document.held_back:
        notices.append(document.held_back)
    url = clean_address(document.url)
    if document.url and url is None:
        notices.append(f"“{document.url}” is no address of a page: left out")
    tag = document.language
    if tag and not _LANGUAGE_TAG.fullmatch(tag):
        notices.append(f"“{tag}” is no language tag: left out")
        tag = None
    if article.title == article.url:  # a stub of which no more was known
        article.title = document.title
    article.url = article.url or url
    article.byline = article.byline or _fitting(document.byline, 500, "byline", notices)
    article.language = article.language or tag or language
    if article.source_id is None:
        article.source = _outlet(document, url) or source
    if document.published_raw and not article.published_raw and article.published_at is None:
        article.published_raw = _fitting(document.published_raw, 200, "date line", notices)
        article.published_at, article.published_tz_known = read_stamp(document.published_raw)
    return tuple(notices)


def _outlet(document: SourceDocument, url: str | None) -> Source | None:
    """Return the outlet that the document names, or that publishes at its address, or None.

    An outlet that the archive does not know is made as a draft, but only where it is named.
    """
    for column, value in (
        ("domain", document.domain or host_of(url)),
        ("name", document.publisher),
    ):
        found = list(Source.objects.filter(**{column: value}).order_by("id")[:2]) if value else []
        survivors = {each.survivor().pk: each.survivor() for each in found}
        if len(survivors) == 1:
            outlet: Source = survivors.popitem()[1]
            return outlet
    if not document.publisher:
        return None
    made = Source(name=document.publisher[:300], domain=document.domain)
    made.save()
    return made


def _fitting(text: str | None, longest: int, what: str, notices: list[str]) -> str | None:
    if text is None or len(text) <= longest:
        return text
    notices.append(f"the {what} is longer than {longest} characters: cut")
    return f"{text[: longest - 1]}…"
