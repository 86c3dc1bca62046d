"""A fact that somebody asserts: its standing and the statements that assert it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.fields.related_descriptors import ManyToManyDescriptor
from django.utils.functional import cached_property

from archive.models.fields import VocabularyField
from archive.models.part import Part
from archive.vocabularies import CLAIM_STATUS

if TYPE_CHECKING:
    from archive.models.statement import Statement

# Claims of this standing are somebody's; without a statement they would be the archive's own.
NEEDS_ASSERTION = frozenset({"claimed", "alleged", "denied"})


class _AssertionsDescriptor(ManyToManyDescriptor[Any, Any]):
    """Exchanges assertions without a moment in which there is none."""

    @cached_property
    def related_manager_cls(self) -> Any:
        manager_class: Any = super().related_manager_cls

        class AssertionsManager(manager_class):  # type: ignore[misc]  # -- the base is made by a call
            def set(self, objs: Iterable[Any], **kwargs: Any) -> None:
                # Django's own removes before it adds, which an allegation refuses.
                wanted = tuple(objs)
                with transaction.atomic(using=self._db):
                    self.add(*wanted)
                    super().set(wanted, **(kwargs | {"clear": False}))

            set.alters_data = True  # type: ignore[attr-defined]  # noqa: A003 -- Django reads it there

        return AssertionsManager


class AssertionsField(models.ManyToManyField[Any, Any]):
    """The statements that assert a claim."""

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False, **kwargs: Any
    ) -> None:
        super().contribute_to_class(cls, name, private_only=private_only, **kwargs)
        setattr(cls, self.name, _AssertionsDescriptor(self.remote_field, reverse=False))

    def deconstruct(self) -> Any:
        # Its table is that of any ManyToManyField, which is all that migrations need to know.
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ManyToManyField", args, kwargs


class Claim(Part):
    """Abstract: a part that is asserted, not simply true.

    `asserted_by` may be given to the constructor or to `create()` like a field, because an
    allegation is refused without it and must not exist for a moment either.
    """

    status = VocabularyField(CLAIM_STATUS, default="stated")
    asserted_by = AssertionsField(
        "archive.Statement",
        blank=True,
        related_name="asserts_%(class)ss",
        help_text="The statements that assert this; none where the narrator says it himself.",
    )
    imported_row = models.ForeignKey(
        "archive.ImportedRow",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The row of another data set that asserts this.",
    )
    note = models.TextField(null=True, blank=True, help_text="How the coder arrived at this.")

    class Meta:
        abstract = True

    def __init__(
        self, *args: Any, asserted_by: Iterable[Statement] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._assertions = None if asserted_by is None else list(asserted_by)

    def set_assertions(self, statements: Iterable[Statement]) -> None:
        """Say which statements assert this; checked and written by the next `save()`."""
        self._assertions = list(statements)

    def is_asserted(self) -> bool:
        """Whether a statement asserts this, or a row of another data set does."""
        if self.imported_row_id is not None:
            return True
        if self._assertions is not None:
            return bool(self._assertions)
        return self.pk is not None and self.asserted_by.exists()

    def clean(self) -> None:
        super().clean()
        if self.status in NEEDS_ASSERTION and not self.is_asserted():
            raise ValidationError(
                {
                    "status": f"“{self.get_status_display()}” needs the statement that asserts it "
                    "(asserted_by), or the imported row that does."
                }
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self._assertions is not None:
                self.asserted_by.set(self._assertions)
                self._assertions = None
