"""Articles and their texts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from archive.models import Article, Revision
from tests.factories.source import SourceFactory

FIRST_PUBLISHED = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)

# What the texts of the factories share: tests may point at any words of it.
STORY = (
    "Twelve people were injured in the shelling of Market Street on Monday, the hospital said.\n\n"
    "“We condemn this attack and will rebuild,” Mayor Ana Ruiz told reporters. "
    "Police said the Northern Front was behind it; the group has not commented.\n\n"
)


class ArticleFactory(DjangoModelFactory[Article]):
    """An article of a known outlet, published at a known instant, an hour after the one before."""

    class Meta:
        model = Article

    source = factory.SubFactory(SourceFactory)
    title = factory.Sequence(lambda n: f"Twelve injured in shelling of Market Street, report {n}")
    url = factory.Sequence(lambda n: f"https://courier.example/2024/03/report-{n}")
    byline = "By Ida Holm"
    language = "en"
    published_at = factory.Sequence(lambda n: FIRST_PUBLISHED + timedelta(hours=n))
    published_raw = factory.LazyAttribute(
        lambda article: article.published_at and article.published_at.isoformat(sep=" ")
    )
    published_tz_known = factory.LazyAttribute(lambda article: article.published_at is not None)
    review_status = "published"

    class Params:
        undated = factory.Trait(published_at=None)


class RevisionFactory(DjangoModelFactory[Revision]):
    """The text of an article: `STORY` and a last sentence of its own."""

    class Meta:
        model = Revision

    article = factory.SubFactory(ArticleFactory)
    body = factory.Sequence(lambda n: f"{STORY}This is report number {n}.\n")
    captured_at = FIRST_PUBLISHED
