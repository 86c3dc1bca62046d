"""Articles and the texts they had: a revision is frozen, a new text is a new revision."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils import timezone

from archive.models.base import ArchiveModel, Record
from archive.models.lookups import TitleHead
from archive.querysets import ArticleManager, RevisionManager


class Article(Record):
    """A story as it was published; what is not known about it stays null."""

    uid_prefix = "art"
    brief_fields = ("title",)

    source = models.ForeignKey(
        "archive.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        db_index=False,
    )
    title = models.CharField(max_length=1000)
    url = models.URLField(max_length=2000, null=True, blank=True)
    byline = models.CharField(max_length=500, null=True, blank=True)
    language = models.CharField(
        max_length=35, null=True, blank=True, help_text="BCP 47 tag of the text: en, pt-BR."
    )
    published_raw = models.CharField(
        max_length=200,
        null=True,
        blank=True,
        help_text="The date line exactly as it was found.",
    )
    published_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When it was published. Where the time zone is not known, the clock reading "
        "of the date line as if it were UTC; it is then never shown as an instant.",
    )
    published_tz_known = models.BooleanField(
        default=False, help_text="Whether the time zone of the date line is known."
    )
    sort_at = models.DateTimeField(
        editable=False,
        help_text="Derived, only to order and page by: published_at, else the time of coding.",
    )

    objects: ClassVar[Any] = ArticleManager()

    class Meta(Record.Meta):
        abstract = False
        ordering = ["-sort_at", "-id"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["is_public", "sort_at", "id"], name="article_by_date"),
            models.Index(fields=["source", "is_public", "sort_at", "id"], name="article_by_source"),
            models.Index(
                fields=["language", "is_public", "sort_at", "id"], name="article_by_language"
            ),
            models.Index(fields=["url"], name="article_by_url"),
            # To recognise a story by its title; stubs of data sets are met by their address.
            models.Index(
                TitleHead("title"),
                name="article_by_title",
                condition=Q(imported_row__isnull=True),
            ),
        ]
        constraints = [
            *Record.Meta.constraints,
            CheckConstraint(
                name="article_tz_known_needs_time",
                condition=Q(published_tz_known=False) | Q(published_at__isnull=False),
                violation_error_message="A known time zone needs a time of publication.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def published_on(self) -> date | None:
        """The day of publication as the date line has it, or None."""
        return self.published_at.date() if self.published_at else None

    @property
    def published_instant(self) -> datetime | None:
        """When it was published, or None where the time zone, and so the instant, is unknown."""
        return self.published_at if self.published_tz_known else None

    @property
    def day(self) -> date:
        """The day to read relative dates from: of publication, else of coding."""
        return self.sort_at.date()

    def latest_revision(self) -> Revision | None:
        """Return the newest text, or None where none was captured yet."""
        return self.revisions.order_by("-number").first()

    def clean_fields(self, exclude: Any = None) -> None:
        super().clean_fields(exclude={*(exclude or ()), "sort_at"})
        self.sort_at = self.published_at or self.created_at or self.sort_at or timezone.now()

    def clean(self) -> None:
        super().clean()
        if self.published_tz_known and self.published_at is None:
            raise ValidationError(
                {"published_tz_known": "A known time zone needs a time of publication."}
            )


class Revision(ArchiveModel):
    """The text of an article as it stood, code point by code point. It never changes.

    Offsets of passages count code points of `body`, half-open. The text is not normalised:
    no-break spaces, curly quotes and line ends are those of the document.
    """

    owner_fields = ("article",)

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    number = models.PositiveIntegerField(
        blank=True, help_text="1 for the first text; given by itself."
    )
    body = models.TextField(
        blank=True,
        help_text="The text, not normalised. Of an imported stub: what the data set gives of it, "
        "which may be nothing.",
    )
    sha256 = models.CharField(
        max_length=64, editable=False, help_text="Of the body in UTF-8, hexadecimal."
    )
    captured_at = models.DateTimeField(default=timezone.now, help_text="When the text was taken.")
    change_note = models.TextField(
        null=True,
        blank=True,
        help_text="What has changed: the outlet's words, else what was found by comparing the "
        "texts, which then is said.",
    )

    objects: ClassVar[Any] = RevisionManager()

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number"),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="revision_by_text"),
        ]

    def __str__(self) -> str:
        return f"{self.article} (text {self.number})"

    def natural_key(self) -> tuple[str, int]:
        return (self.article.uid, self.number)

    natural_key.dependencies = ["archive.article"]  # type: ignore[attr-defined]  # -- Django asks for it on the function

    def clean_fields(self, exclude: Any = None) -> None:
        if self.number is None:
            last = Revision.objects.filter(article=self.article_id).order_by("-number").first()
            self.number = last.number + 1 if last else 1
        if isinstance(self.body, str):
            digest = text_sha256(self.body)
            if self._state.adding and self.sha256 not in {"", digest}:
                raise ValidationError({"sha256": "The body is not the text of this SHA-256."})
            self.sha256 = digest
        # A body is not stripped or otherwise touched by forms: every character counts.
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        super().clean()
        if not is_storable(self.body):
            raise ValidationError(
                {"body": "A text cannot hold NUL characters or half surrogate pairs."}
            )
        if self.pk is None:
            return
        stored = Revision.objects.filter(pk=self.pk).first()
        if stored is None:
            return
        if (stored.body, stored.article_id) != (self.body, self.article_id):
            raise ValidationError(
                {"body": "The text of a revision never changes; add a new revision instead."}
            )
        if stored.sha256 != self.sha256:
            raise ValidationError({"sha256": "The body is not the text of this SHA-256."})


def is_storable(text: str) -> bool:
    """Whether both databases can keep every character: UTF-8 can write it, and none is NUL."""
    try:
        return b"\x00" not in text.encode()
    except UnicodeEncodeError:
        return False


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8 as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
