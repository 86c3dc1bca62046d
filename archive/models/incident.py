"""What happened, or is said to have happened, or is expected to."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from archive.models.base import Record
from archive.models.dated import Dated, by_date
from archive.models.fields import VocabularyField, VocabularyListField
from archive.querysets import IncidentManager
from archive.vocabularies import (
    ACLED_EVENT_TYPE,
    ACLED_SUB_EVENT_TYPE,
    CONTEXT,
    EVENT_MODE,
    EVENT_TYPE,
    INCIDENT_KIND,
    MODALITY,
    UCDP_VIOLENCE_TYPE,
)


class Incident(Record, Dated):
    """An event of one type, with who took part, where, and what was counted."""

    uid_prefix = "inc"
    brief_fields = ("title", "kind")

    title = models.CharField(max_length=500)
    summary = models.TextField(null=True, blank=True)
    kind = VocabularyField(INCIDENT_KIND, default="single")
    event_type = VocabularyField(EVENT_TYPE)
    event_mode = VocabularyField(EVENT_MODE, null=True)
    contexts = VocabularyListField(CONTEXT)
    modality = VocabularyField(MODALITY, default="actual")
    cameo_code = models.CharField(
        max_length=4, null=True, blank=True, help_text="CAMEO code, digits as text: 0831."
    )
    acled_event_type = VocabularyField(ACLED_EVENT_TYPE, null=True)
    acled_sub_event_type = VocabularyField(ACLED_SUB_EVENT_TYPE, null=True)
    ucdp_violence_type = VocabularyField(UCDP_VIOLENCE_TYPE, null=True)

    objects: ClassVar[Any] = IncidentManager()

    class Meta(Record.Meta):
        abstract = False
        ordering = ["-sort_date", "-id"]
        indexes = [
            *Record.Meta.indexes,
            *by_date("incident", "event_type", "event_mode", "kind", asked=("modality",)),
            models.Index(
                fields=["modality", "is_public", "sort_date", "id"], name="incident_by_modality"
            ),
            # Codes of other schemes: most incidents have none, and the indexes hold only the rest.
            *(
                models.Index(
                    fields=[code, "is_public", "sort_date", "id", "modality"],
                    name=f"incident_by_{code}"[:30],
                    condition=models.Q(**{f"{code}__isnull": False}),
                )
                for code in (
                    "cameo_code",
                    "acled_event_type",
                    "acled_sub_event_type",
                    "ucdp_violence_type",
                )
            ),
        ]
        constraints = [
            *Record.Meta.constraints,
            *Dated.Meta.constraints,
        ]

    def __str__(self) -> str:
        return self.title

    def article_day(self) -> date | None:
        if self.pk is None:
            return None
        passage = self.passages.select_related("revision__article").order_by("id").first()
        return None if passage is None else passage.revision.article.day

    def clean(self) -> None:
        super().clean()
        _require_parent_term(self, "event_mode", "event_type")
        _require_parent_term(self, "acled_sub_event_type", "acled_event_type")


def _require_parent_term(incident: Incident, child: str, parent: str) -> None:
    """Refuse a term that does not belong to the term above it, and say which ones do."""
    code, above = getattr(incident, child), getattr(incident, parent)
    vocabulary = Incident._meta.get_field(child).vocabulary  # type: ignore[union-attr]  # -- a field of ours, with its vocabulary
    if code is None or code not in vocabulary.codes or above in vocabulary[code].parents:
        return
    allowed = [term.code for term in vocabulary.terms if above in term.parents]
    raise ValidationError(
        {
            child: f"“{code}” does not belong to {parent} “{above}”; "
            f"allowed: {', '.join(allowed) or 'none'}."
        }
    )
