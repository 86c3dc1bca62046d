"""What every row shares: it is validated before it is written, and records have an address."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q

from archive.models.fields import UidField, VersionField, VocabularyField
from archive.querysets import ArchiveManager, RecordManager
from archive.recording import recording
from archive.vocabularies import ORIGIN, REVIEW_STATUS


def waiting() -> Q:
    """Return the condition that a record waits to be reviewed: sent there, or a machine's draft.

    It says what a record is not, so that SQLite walks the index of just these in their order, and
    does not gather all of a state from another index to sort them.
    """
    out = ~Q(review_status="published") & ~Q(review_status="retracted")
    return out & (~Q(review_status="draft") | Q(origin="machine")) & Q(merged_into__isnull=True)


class ArchiveModel(models.Model):
    """A row that is written only when its rules hold: `full_clean` runs on every save.

    This is the one validation path of shell, admin and API; a fixture, which Django writes
    without `save`, is checked by our `loaddata` before its transaction ends.
    """

    objects: ClassVar[Any] = ArchiveManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.full_clean()
        with recording():
            super().save(*args, **kwargs)
        for field in self._meta.concrete_fields:
            if field.generated:  # what the database derives is read again when it is next asked for
                self.__dict__.pop(field.attname, None)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with recording():
            return super().delete(*args, **kwargs)

    def full_clean(
        self, exclude: Any = None, validate_unique: bool = True, validate_constraints: bool = True
    ) -> None:
        """Check in stages, each before the next: rules across fields may rely on sound fields."""
        exclude = set(exclude or ())
        self.clean_fields(exclude=exclude)
        self.clean()
        if validate_unique:
            self.validate_unique(exclude=exclude)
        if validate_constraints:
            self.validate_constraints(exclude=exclude)

    def clean_fields(self, exclude: Any = None) -> None:
        """Store what is not known as null, never as an empty text, then check every field."""
        for field in self._meta.concrete_fields:
            if field.null and getattr(self, field.attname) == "":
                setattr(self, field.attname, None)
        super().clean_fields(exclude=exclude)


class Identified(ArchiveModel):
    """A row with a permanent public identifier, which is its natural key as well."""

    uid_prefix: ClassVar[str]

    uid = UidField()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str]:
        return (self.uid,)


class Record(Identified):
    """What has a permanent address: sources, articles, incidents, statements, actors, places.

    `brief_fields` are the columns that other records show of it, beside its address.
    """

    brief_fields: ClassVar[tuple[str, ...]]

    version = VersionField()
    review_status = VocabularyField(REVIEW_STATUS, default="draft")
    origin = VocabularyField(ORIGIN, default="human")
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="merged_records",
        help_text="The record that this one was merged into; its address answers with a redirect.",
    )
    retraction_reason = models.TextField(
        null=True,
        blank=True,
        help_text="Why the record was retracted; its address answers with this reason.",
    )
    imported_row = models.ForeignKey(
        "archive.ImportedRow",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="%(class)ss",
        help_text="The row of another data set that this record was made from.",
    )
    is_public = models.GeneratedField(
        expression=Q(review_status="published", merged_into__isnull=True),  # type: ignore[arg-type]  # -- a condition is an expression
        output_field=models.BooleanField(),
        db_persist=True,
        serialize=False,
        help_text="Derived: published and not merged into another, so that anybody may read it.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    merged_into_id: int | None  # the type checker does not see it on an abstract model

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        abstract = True
        indexes = [
            # What waits to be reviewed, the oldest first, among however many imported drafts.
            models.Index(
                fields=["created_at", "id"], name="%(class)s_waiting", condition=waiting()
            ),
            models.Index(fields=["is_public", "updated_at", "id"], name="%(class)s_by_update"),
            models.Index(fields=["is_public", "created_at", "id"], name="%(class)s_by_creation"),
            # Few records are merged or imported; the index holds only those.
            models.Index(
                fields=["merged_into"],
                name="%(class)s_by_survivor",
                condition=Q(merged_into__isnull=False),
            ),
            models.Index(
                fields=["imported_row"],
                name="%(class)s_by_import",
                condition=Q(imported_row__isnull=False),
            ),
        ]
        constraints = [
            CheckConstraint(
                name="%(class)s_retracted_has_reason",
                condition=~Q(review_status="retracted") | Q(retraction_reason__isnull=False),
                violation_error_message="A retracted record needs a retraction reason.",
            ),
            CheckConstraint(
                name="%(class)s_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                violation_error_message="A record cannot be merged into itself.",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.review_status == "retracted" and not self.retraction_reason:
            raise ValidationError(
                {"retraction_reason": "Say why: a retracted record needs a reason."}
            )
        if self.merged_into is not None:
            if self.pk is not None and self.merged_into_id == self.pk:
                raise ValidationError({"merged_into": "A record cannot be merged into itself."})
            if self.merged_into.merged_into_id is not None:
                raise ValidationError(
                    {"merged_into": "That record was itself merged; name its survivor."}
                )
            merged_here = type(self)._default_manager.filter(merged_into=self.pk)
            if self.pk is not None and merged_here.exists():
                raise ValidationError(
                    {
                        "merged_into": "Others were merged into this record; merge them into its "
                        "survivor first."
                    }
                )

    def survivor(self) -> Record:
        """Return the record that stands for this one: itself unless it was merged."""
        return self if self.merged_into is None else self.merged_into


def exactly_one_of(*fields: str) -> Q:
    """Return the condition that just one of these nullable columns is set."""
    condition = Q()
    for chosen in fields:
        arm = Q(**{f"{name}__isnull": name != chosen for name in fields})
        condition |= arm
    return condition


def require_exactly_one(instance: models.Model, fields: tuple[str, ...], what: str) -> None:
    """Refuse an instance that sets none or several of `fields`; `what` names it in the message."""
    chosen = [name for name in fields if getattr(instance, f"{name}_id") is not None]
    if len(chosen) == 1:
        return
    given = f"it names {' and '.join(chosen)}" if chosen else "it names none"
    message = f"{what} exactly one of {', '.join(fields)}; {given}."
    raise ValidationError(dict.fromkeys(chosen or fields[:1], message))
