"""What a record owns: parts have no address, only a place in the list of their owner."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Max

from archive.models.base import ArchiveModel
from archive.querysets import FollowingPartManager, PartManager


class Part(ArchiveModel):
    """Abstract: a row in an ordered list that a record owns.

    The natural key is the owner's uid and the position, so that a fixture can name a part.
    Subclasses name the foreign key to the owner in `owner_field` and add `in_owner_order()`.
    """

    owner_field: ClassVar[str]
    owner_fields: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if hasattr(cls, "owner_field"):
            cls.owner_fields = (cls.owner_field,)

    position = models.PositiveSmallIntegerField(
        blank=True, help_text="Place in the list of the owner, from 1; given by itself."
    )

    objects: ClassVar[Any] = PartManager()

    class Meta:
        abstract = True

    @property
    def owner(self) -> Any:
        """The record that this part belongs to."""
        return getattr(self, self.owner_field)

    def natural_key(self) -> tuple[str, int]:
        return (self.owner.uid, self.position)

    def clean_fields(self, exclude: Any = None) -> None:
        if self.position is None:
            self.position = self._next_position()
        super().clean_fields(exclude=exclude)

    def _next_position(self) -> int:
        owner_id = getattr(self, f"{self.owner_field}_id")
        siblings = type(self)._default_manager.filter(**{self.owner_field: owner_id})
        return (siblings.aggregate(last=Max("position"))["last"] or 0) + 1


class FollowingPart(Part):
    """Abstract: a part that repeats the day of its record, and says whether everybody may read it.

    It may be read where its record may, and what it names besides: see archive.triggers. The
    database writes these columns itself. They are in no form and in no fixture.
    """

    sort_date = models.DateField(null=True, editable=False, serialize=False)
    is_public = models.BooleanField(null=True, editable=False, serialize=False)

    objects: ClassVar[Any] = FollowingPartManager()

    class Meta:
        abstract = True


def in_owner_order(owner_field: str) -> models.UniqueConstraint:
    """Return the constraint (and the index) that gives each part its own place in the list."""
    return models.UniqueConstraint(
        fields=[owner_field, "position"],
        name="%(class)s_position",
        violation_error_message="Another part of the same record stands at this position.",
    )


def in_order_of_day(part: str, owner: str, *columns: str) -> list[models.Index]:
    """Return the indexes that list the records of parts with one value in a column by their day."""
    return [
        models.Index(
            fields=[column, "is_public", "sort_date", owner], name=f"{part}_by_{column}"[:30]
        )
        for column in columns
    ]
