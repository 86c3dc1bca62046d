"""What a record is called elsewhere: its identifier in another scheme."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from archive.models.base import ArchiveModel, exactly_one_of, require_exactly_one
from archive.models.fields import VocabularyField
from archive.querysets import ArchiveQuerySet
from archive.vocabularies import EXTERNAL_SCHEME

# What can be identified elsewhere: the name of the foreign key, the model.
IDENTIFIABLE = {
    "source": "archive.Source",
    "article": "archive.Article",
    "incident": "archive.Incident",
    "statement": "archive.Statement",
    "actor": "archive.Actor",
    "place": "archive.Place",
}


def _identifies(name: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        IDENTIFIABLE[name],
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="external_ids",
        db_index=False,
    )


class ExternalIdManager(models.Manager.from_queryset(ArchiveQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """External ids are found by their scheme, their value and the record that they identify."""

    def get_by_natural_key(self, scheme: str, value: str, kind: str, uid: str) -> ExternalId:
        found: ExternalId = self.get(scheme=scheme, value=value, **{f"{kind}__uid": uid})
        return found


class ExternalId(ArchiveModel):
    """One identifier of one record in one scheme. Two records may share it: a likely duplicate."""

    owner_fields = tuple(IDENTIFIABLE)

    scheme = VocabularyField(EXTERNAL_SCHEME)
    value = models.CharField(max_length=300)
    source = _identifies("source")
    article = _identifies("article")
    incident = _identifies("incident")
    statement = _identifies("statement")
    actor = _identifies("actor")
    place = _identifies("place")

    objects: ClassVar[Any] = ExternalIdManager()

    class Meta:
        ordering = ["scheme", "value", "id"]
        indexes = [
            models.Index(fields=["value", "scheme"], name="externalid_by_value"),
        ]
        constraints = [
            models.CheckConstraint(
                name="externalid_identifies_one", condition=exactly_one_of(*IDENTIFIABLE)
            ),
            *(
                models.UniqueConstraint(
                    fields=[name, "scheme", "value"],
                    name=f"externalid_once_per_{name}",
                    condition=Q(**{f"{name}__isnull": False}),
                )
                for name in IDENTIFIABLE
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    @property
    def kind(self) -> str:
        """The kind of record that it identifies: incident, actor, …"""
        return next(name for name in IDENTIFIABLE if getattr(self, f"{name}_id") is not None)

    def natural_key(self) -> tuple[str, str, str, str]:
        return (self.scheme, self.value, self.kind, getattr(self, self.kind).uid)

    def clean(self) -> None:
        super().clean()
        require_exactly_one(self, tuple(IDENTIFIABLE), "An external id identifies")
