"""Taking in a source document: it becomes a draft article with its first text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from archive.models import Article, Revision, Source


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A story as it was received.

    `title`, `published_raw` and `body` are as found, not normalised. `sha256` is of the file's
    bytes, `body_sha256` of the body in UTF-8, both hexadecimal. `path` is where it was read.
    """

    title: str
    published_raw: str
    body: str
    sha256: str
    body_sha256: str
    path: str


def find_document(document: SourceDocument) -> Article | None:
    """Return the article that has this very text, under whatever title, or None."""
    revisions = Revision.objects.filter(sha256=document.body_sha256).select_related(
        "article__merged_into"
    )
    revision = revisions.order_by("article_id", "number").first()
    return None if revision is None else revision.article.survivor()


@transaction.atomic
def add_document(
    document: SourceDocument, *, source: Source | None = None, language: str | None = None
) -> Article:
    """Return the article that has this text; where there is none, a new draft with it as text 1.

    What a document does not tell (outlet, URL, byline) stays null. Raises ValidationError where
    the document breaks a rule of articles, such as the length of a title.
    """
    known = find_document(document)
    if known is not None:
        return known
    published_at, tz_known = read_stamp(document.published_raw)
    article = Article(
        title=document.title,
        source=source,
        language=language,
        published_raw=document.published_raw,
        published_at=published_at,
        published_tz_known=tz_known,
    )
    article.save()
    Revision(article=article, body=document.body).save()
    return article


def read_stamp(raw: str) -> tuple[datetime | None, bool]:
    """Return the time of an ISO 8601 stamp, and whether its time zone is known.

    Without an offset the clock reading counts as UTC, only to have a day to reckon from; what is
    no such stamp has no time.

    >>> read_stamp("2024-08-06 09:16:30")
    (datetime.datetime(2024, 8, 6, 9, 16, 30, tzinfo=datetime.timezone.utc), False)
    >>> read_stamp("last Tuesday")
    (None, False)
    """
    try:
        stamp = datetime.fromisoformat(raw.strip())
        if stamp.tzinfo is None:
            return stamp.replace(tzinfo=UTC), False
        return stamp.astimezone(UTC), True
    except (ValueError, OverflowError):
        return None, False
