"""The exact words that a fact rests on: a span of a frozen text, supporting one thing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q

from archive.models.article import Revision
from archive.models.base import Identified, exactly_one_of, require_exactly_one
from archive.models.fields import VocabularyField
from archive.querysets import PassageManager
from archive.vocabularies import PASSAGE_ROLE

# What a passage can support: the name of the foreign key, the model.
SUPPORTABLE = {
    "incident": "archive.Incident",
    "participant": "archive.IncidentParticipant",
    "incident_place": "archive.IncidentPlace",
    "measure": "archive.Measure",
    "incident_link": "archive.IncidentLink",
    "statement": "archive.Statement",
    "actor": "archive.Actor",
    "alias": "archive.Alias",
    "affiliation": "archive.Affiliation",
    "place": "archive.Place",
}


def _supports(name: str) -> models.ForeignKey[Any, Any]:
    # The index is partial (see Meta): one passage fills one of these columns.
    return models.ForeignKey(
        SUPPORTABLE[name],
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="passages",
        db_index=False,
    )


class Passage(Identified):
    """Code points `start` to `end` (half-open) of a revision; `exact` are those very words."""

    uid_prefix = "psg"
    owner_fields = tuple(SUPPORTABLE)

    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="passages", db_index=False
    )
    start = models.PositiveIntegerField(help_text="First code point, from 0.")
    end = models.PositiveIntegerField(help_text="Code point after the last.")
    exact = models.TextField(help_text="The words between the offsets, character by character.")
    role = VocabularyField(PASSAGE_ROLE, default="evidence")
    quoted = models.BooleanField(
        default=False, help_text="Whether the text puts these words in quotation marks."
    )
    proposed = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Whether a machine proposes it and nobody has accepted it yet: only the staff "
        "sees it.",
    )
    incident = _supports("incident")
    participant = _supports("participant")
    incident_place = _supports("incident_place")
    measure = _supports("measure")
    incident_link = _supports("incident_link")
    statement = _supports("statement")
    actor = _supports("actor")
    alias = _supports("alias")
    affiliation = _supports("affiliation")
    place = _supports("place")

    objects: ClassVar[Any] = PassageManager()

    class Meta:
        ordering = ["revision", "start", "id"]
        indexes = [
            models.Index(fields=["revision", "start"], name="passage_by_text"),
            *(
                models.Index(
                    fields=[name],
                    name=f"passage_of_{name}",
                    condition=Q(**{f"{name}__isnull": False}),
                )
                for name in SUPPORTABLE
            ),
        ]
        constraints = [
            CheckConstraint(name="passage_start_lt_end", condition=Q(start__lt=F("end"))),
            CheckConstraint(name="passage_supports_one", condition=exactly_one_of(*SUPPORTABLE)),
        ]

    def __str__(self) -> str:
        return f"“{self.exact}”"

    @property
    def supports(self) -> Any:
        """The record or part that these words support."""
        return next(
            getattr(self, name) for name in SUPPORTABLE if getattr(self, f"{name}_id") is not None
        )

    def clean(self) -> None:
        super().clean()
        require_exactly_one(self, tuple(SUPPORTABLE), "A passage supports")
        if self.revision_id is None or self.start is None or self.end is None:
            return
        problems = span_problems(self.revision.body, self.start, self.end, self.exact)
        if problems:
            raise ValidationError(problems)
        if self.statement is not None and self.statement.revision_id != self.revision_id:
            raise ValidationError({"revision": "The statement stands in another text."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        # An undated incident is ordered by the day of its article, which is known only now.
        if self.incident is not None and self.incident.date_semantics == "unknown":
            day = self.incident.derive_sort_date()
            if not (self.incident.date_earliest or self.incident.date_latest):
                day = self.incident.article_day() or day
            if day != self.incident.sort_date:
                self.incident.sort_date = day
                type(self.incident).objects.filter(pk=self.incident_id).update(sort_date=day)


def span_problems(body: str, start: int, end: int, exact: str) -> dict[str, str]:
    """Return what is wrong with a span as {field: message}; empty where it is these words."""
    if start < 0:
        return {"start": f"The start ({start}) lies before the text."}
    if start >= end:
        return {"end": f"The end ({end}) must lie after the start ({start})."}
    if end > len(body):
        return {"end": f"The end ({end}) lies outside the text of {len(body)} characters."}
    if body[start:end] != exact:
        return {"exact": f"The text reads “{body[start:end]}” between {start} and {end}."}
    return {}
