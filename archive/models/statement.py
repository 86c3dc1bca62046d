"""What somebody said, wrote or pointedly did not say, in the words of an article."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.text import Truncator

from archive.models.actor import Actor
from archive.models.article import Revision
from archive.models.base import Record
from archive.models.dated import Dated, by_date
from archive.models.fields import VocabularyField, VocabularyListField
from archive.models.incident import Incident
from archive.models.part import FollowingPart, Part, in_owner_order
from archive.querysets import StatementManager
from archive.vocabularies import (
    ANONYMITY,
    HEDGE,
    SPEECH_ACT,
    STATEMENT_FORM,
    STATEMENT_LINK_KIND,
    STATEMENT_MEDIUM,
    STATEMENT_PARTICIPANT_ROLE,
)


class Statement(Record, Dated):
    """An utterance as one revision of one article reports it."""

    uid_prefix = "stm"
    brief_fields = ("text", "form")

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="statements")
    text = models.TextField(
        blank=True,
        help_text="What was said, in the words of the article. Empty where it was imported from a "
        "data set that does not give the words.",
    )
    form = VocabularyField(STATEMENT_FORM)
    speech_acts = VocabularyListField(SPEECH_ACT)
    anonymity = VocabularyField(ANONYMITY, default="unknown")
    medium = VocabularyField(STATEMENT_MEDIUM, default="unknown")
    relayed_by = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_relayed",
        help_text="Who passes the words on, where the article has them second hand.",
    )
    verbatim = models.BooleanField(
        default=False, help_text="Whether these are the speaker's own words."
    )
    joint = models.BooleanField(
        default=False, help_text="Whether the speakers are said to have spoken as one."
    )
    conditional = models.BooleanField(
        default=False, help_text="Whether it holds only if something else happens."
    )
    hedge = VocabularyField(HEDGE, default="none")
    addressee_text = models.CharField(
        max_length=300, null=True, blank=True, help_text="Whom it addresses, where no actor is."
    )
    about = models.ManyToManyField(Incident, blank=True, related_name="statements")
    occasion = models.ForeignKey(
        Incident,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="occasioned_statements",
        help_text="The meeting, call or event at which it was said.",
    )

    objects: ClassVar[Any] = StatementManager()

    class Meta(Record.Meta):
        abstract = False
        ordering = ["-sort_date", "-id"]
        indexes = [
            *Record.Meta.indexes,
            *by_date("statement", "form", "medium"),
        ]
        constraints = [
            *Record.Meta.constraints,
            *Dated.Meta.constraints,
            CheckConstraint(
                name="statement_relayed_is_not_verbatim",
                condition=~Q(form__in=["relayed", "absence"]) | Q(verbatim=False),
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(80) or "(words not known)"

    def article_day(self) -> date | None:
        return self.revision.article.day if self.revision_id else None

    def clean(self) -> None:
        super().clean()
        if self.pk is not None and self.passages.exclude(revision=self.revision_id).exists():
            raise ValidationError(
                {
                    "revision": "The passages of this statement stand in the text that it was "
                    "coded from; delete them before you choose another text."
                }
            )
        if not self.text and self.imported_row_id is None:
            raise ValidationError({"text": "Only an imported statement may be without its words."})
        if self.verbatim and self.form in {"relayed", "absence"}:
            raise ValidationError(
                {"verbatim": "Relayed words are not the speaker's own, and silence has none."}
            )


class StatementParticipant(FollowingPart):
    """An actor's part in a statement: who speaks, to whom, whom it accuses."""

    owner_field = "statement"

    statement = models.ForeignKey(
        Statement, on_delete=models.CASCADE, related_name="participants", db_index=False
    )
    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="statement_participations",
        db_index=False,
    )
    role = VocabularyField(STATEMENT_PARTICIPANT_ROLE)

    class Meta:
        ordering = ["statement", "position"]
        constraints = [
            in_owner_order("statement"),
            models.UniqueConstraint(
                fields=["statement", "actor", "role"], name="statementparticipant_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["actor", "role", "is_public", "sort_date", "statement"],
                name="statementparticipant_by_actor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.get_role_display()}"


class StatementLink(Part):
    """How one statement stands to another."""

    owner_field = "from_statement"
    also_shown_at: ClassVar[dict[str, str]] = {"to_statement": "linked_from"}

    from_statement = models.ForeignKey(
        Statement, on_delete=models.CASCADE, related_name="links", db_index=False
    )
    to_statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="links_from_others"
    )
    kind = VocabularyField(STATEMENT_LINK_KIND)

    class Meta:
        ordering = ["from_statement", "position"]
        constraints = [
            in_owner_order("from_statement"),
            CheckConstraint(
                name="statementlink_not_to_itself", condition=~Q(from_statement=F("to_statement"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_statement} {self.get_kind_display().lower()} {self.to_statement}"

    def clean(self) -> None:
        super().clean()
        if self.from_statement_id is not None and self.from_statement_id == self.to_statement_id:
            raise ValidationError({"to_statement": "A statement is not linked to itself."})
