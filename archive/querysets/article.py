"""What can be asked of articles and their texts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.apps import apps
from django.db import connections, models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from archive.querysets.base import ArchiveQuerySet, RecordManager, RecordQuerySet

# The ways from a passage to an actor whom it names or of whom it says something.
_ACTOR_OF_PASSAGE = (
    "actor",
    "alias__actor",
    "participant__actor",
    "measure__group_actor",
    "affiliation__actor",
    "affiliation__organisation",
)

_LANGUAGES = """
WITH RECURSIVE found(tag) AS (
    SELECT min(language) FROM archive_article
    UNION ALL
    SELECT (SELECT min(language) FROM archive_article WHERE language > found.tag)
    FROM found WHERE found.tag IS NOT NULL
)
SELECT tag FROM found WHERE tag IS NOT NULL"""


class ArticleQuerySet(RecordQuerySet):
    """Articles, by who may see them and by whom they mention."""

    def in_order(self) -> Self:
        return self.order_by("sort_at", "pk")

    def languages(self) -> list[str]:
        """Return the tags of language that articles have, each found at one step of an index."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(_LANGUAGES)
            return [tag for (tag,) in cursor.fetchall()]

    def mentioning(self, actors: Collection[int], user: Any) -> Self:
        """Return the articles with words about these actors, or with a statement they have part in.

        Statements that `user` may not read do not count.
        """
        mentions = Q()
        passages = apps.get_model("archive", "Passage").objects
        for path in _ACTOR_OF_PASSAGE:
            found = passages.filter(**{f"{path}__in": actors}, proposed=False)
            mentions |= Q(pk__in=found.order_by().values("revision__article_id"))
        said = apps.get_model("archive", "Statement").objects.visible_to(user)
        said = said.filter(participants__actor__in=actors)
        return self.filter(mentions | Q(pk__in=said.order_by().values("revision__article_id")))


class ArticleManager(RecordManager.from_queryset(ArticleQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of articles."""


class RevisionQuerySet(ArchiveQuerySet):
    """The texts of articles."""

    def in_order(self) -> Self:
        return self.order_by("number")


class RevisionManager(models.Manager.from_queryset(RevisionQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of revisions, found by their article and their number."""

    def get_by_natural_key(self, article_uid: str, number: int) -> Any:
        return self.get(article__uid=article_uid, number=number)


def newest_revisions(keys: Collection[int] | RawSQL, _reader: Any) -> QuerySet[Any, Any]:
    """Return the pairs (article, revision) of the newest texts of these articles."""
    texts = apps.get_model("archive", "Revision").objects
    newest = texts.filter(article=OuterRef("article")).order_by("-number").values("number")[:1]
    pairs = texts.filter(article__in=keys, number=Subquery(newest)).order_by()
    found: QuerySet[Any, Any] = pairs.values_list("article_id", "pk")
    return found
