"""Who acts, suffers and speaks: actors, the names they are given, and what they belong to."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q

from archive.folding import fold_padded
from archive.models.base import Record
from archive.models.claim import Claim
from archive.models.dated import Dated
from archive.models.fields import VocabularyField
from archive.models.part import Part, in_owner_order
from archive.querysets import ActorManager
from archive.vocabularies import (
    ACTOR_IDENTITY,
    ACTOR_KIND,
    ACTOR_SCOPE,
    AFFILIATION_KIND,
    ALIAS_KIND,
    ALIAS_VOICE,
    COUNTRY,
    SECTOR,
)


class Actor(Record):
    """A person, a body or a group. Who is not named lives in one article only."""

    uid_prefix = "act"
    brief_fields = ("name", "kind", "sector", "country", "identity", "scope")

    name = models.CharField(max_length=300)
    name_folded = models.CharField(max_length=400, editable=False, default="")
    kind = VocabularyField(ACTOR_KIND, default="unknown")
    sector = VocabularyField(SECTOR, null=True)
    country = VocabularyField(COUNTRY, null=True)
    identity = VocabularyField(ACTOR_IDENTITY, default="named")
    scope = VocabularyField(ACTOR_SCOPE, default="global")
    article = models.ForeignKey(
        "archive.Article",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="scoped_actors",
        help_text="The article that an article-scoped actor lives in.",
    )

    objects: ClassVar[Any] = ActorManager()

    class Meta(Record.Meta):
        abstract = False
        ordering = ["name_folded", "id"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["name_folded", "id"], name="actor_by_name"),
            models.Index(fields=["is_public", "name_folded", "id"], name="actor_listed"),
            models.Index(fields=["country", "name_folded", "id"], name="actor_by_country"),
            models.Index(fields=["kind", "name_folded", "id"], name="actor_by_kind"),
        ]
        constraints = [
            *Record.Meta.constraints,
            CheckConstraint(
                name="actor_unnamed_is_not_global",
                condition=~Q(identity="unnamed") | Q(scope="article"),
            ),
            CheckConstraint(
                name="actor_scope_names_its_article",
                condition=Q(scope="article", article__isnull=False)
                | Q(scope="global", article__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean_fields(self, exclude: Any = None) -> None:
        self.name_folded = fold_padded(self.name or "")[:400]
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        super().clean()
        if self.identity == "unnamed" and self.scope == "global":
            raise ValidationError(
                {"scope": "An unnamed actor is known from one article only: scope “article”."}
            )
        if self.scope == "article" and self.article_id is None:
            raise ValidationError({"article": "Name the article that this actor lives in."})
        if self.scope == "global" and self.article_id is not None:
            raise ValidationError({"article": "A global actor belongs to no single article."})


class Alias(Part):
    """A name as it was printed, with whose word it is: the narrator's unless `used_by` says."""

    owner_field = "actor"

    actor = models.ForeignKey(
        Actor, on_delete=models.CASCADE, related_name="aliases", db_index=False
    )
    text = models.CharField(max_length=300, help_text="As printed.")
    text_folded = models.CharField(max_length=400, editable=False, default="")
    kind = VocabularyField(ALIAS_KIND, default="name")
    used_by = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="aliases_used",
        help_text="Whose word it is; nobody means the narrator.",
    )
    voice = VocabularyField(ALIAS_VOICE, default="narrator")

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["actor", "position"]
        indexes = [models.Index(fields=["text_folded", "actor"], name="alias_by_text")]
        constraints = [
            in_owner_order("actor"),
            CheckConstraint(
                name="alias_narrator_is_nobody",
                condition=~Q(voice="narrator") | Q(used_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean_fields(self, exclude: Any = None) -> None:
        self.text_folded = fold_padded(self.text or "")[:400]
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        super().clean()
        if self.voice == "narrator" and self.used_by_id is not None:
            raise ValidationError({"voice": "The narrator's own word is used by nobody else."})


class Affiliation(Claim, Dated):
    """That an actor belongs to an organisation, holds its office or is backed by it: a claim."""

    owner_field = "actor"
    also_shown_at: ClassVar[dict[str, str]] = {"organisation": "affiliates"}

    actor = models.ForeignKey(
        Actor, on_delete=models.CASCADE, related_name="affiliations", db_index=False
    )
    organisation = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="affiliates")
    kind = VocabularyField(AFFILIATION_KIND)
    role_title = models.CharField(max_length=300, null=True, blank=True, help_text="As printed.")

    class Meta:
        ordering = ["actor", "position"]
        constraints = [
            *Dated.Meta.constraints,
            in_owner_order("actor"),
            CheckConstraint(
                name="affiliation_not_to_itself", condition=~Q(actor=F("organisation"))
            ),
        ]

    def coded_at(self) -> datetime | None:
        # As its actor, whose part it is: of its own it has no such time.
        return self.actor.created_at if self.actor_id is not None else None

    def __str__(self) -> str:
        return f"{self.actor}: {self.role_title or self.get_kind_display()}, {self.organisation}"

    def clean(self) -> None:
        super().clean()
        if self.actor_id is not None and self.actor_id == self.organisation_id:
            raise ValidationError({"organisation": "An actor is not affiliated with itself."})
