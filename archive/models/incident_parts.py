"""What an incident owns: who took part, where it was, what was counted, how it hangs together."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Coalesce

from archive.models.actor import Actor
from archive.models.claim import Claim
from archive.models.fields import VocabularyField
from archive.models.incident import Incident
from archive.models.part import FollowingPart, in_order_of_day, in_owner_order
from archive.vocabularies import (
    GEO_PRECISION,
    INCIDENT_LINK_KIND,
    INCIDENT_PLACE_ROLE,
    MEASURE_KIND,
    PARTICIPANT_ROLE,
    PARTICIPANT_SIDE,
)


class IncidentParticipant(Claim, FollowingPart):
    """That an actor took part in an incident in some role: a claim."""

    owner_field = "incident"

    incident = models.ForeignKey(
        Incident, on_delete=models.CASCADE, related_name="participants", db_index=False
    )
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="participations", db_index=False
    )
    role = VocabularyField(PARTICIPANT_ROLE)
    side = VocabularyField(PARTICIPANT_SIDE, default="none")

    class Meta:
        ordering = ["incident", "position"]
        constraints = [in_owner_order("incident")]
        indexes = in_order_of_day("participant", "incident", "actor", "role", "status", "side")

    def __str__(self) -> str:
        return f"{self.actor}: {self.get_role_display()} ({self.get_status_display()})"


class IncidentPlace(FollowingPart):
    """Where an incident was: a place, or only the words for it, and how precise that is."""

    owner_field = "incident"

    incident = models.ForeignKey(
        Incident, on_delete=models.CASCADE, related_name="places", db_index=False
    )
    place = models.ForeignKey(
        "archive.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="incident_places",
        db_index=False,
    )
    country = models.CharField(
        max_length=2, null=True, editable=False, serialize=False, help_text="That of the place."
    )
    text = models.CharField(
        max_length=300, null=True, blank=True, help_text="The words of the text: “a small outpost”."
    )
    role = VocabularyField(INCIDENT_PLACE_ROLE, default="occurred")
    geo_precision = VocabularyField(GEO_PRECISION, default="unknown")

    class Meta:
        ordering = ["incident", "position"]
        constraints = [
            in_owner_order("incident"),
            CheckConstraint(
                name="incidentplace_place_or_text",
                condition=Q(place__isnull=False) | Q(text__isnull=False),
            ),
        ]
        indexes = in_order_of_day(
            "incidentplace", "incident", "place", "country", "geo_precision", "role"
        )

    def __str__(self) -> str:
        return f"{self.place or self.text}: {self.get_role_display()}"

    def clean(self) -> None:
        super().clean()
        if self.place_id is None and not self.text:
            raise ValidationError({"place": "Name a place, or give the words of the text."})


class Measure(Claim, FollowingPart):
    """A count as it is reported: minimum, best and maximum, each null where not known.

    Several rows of one kind are conflicting reports kept side by side. `null` is never 0, and
    “more than 150” is a minimum of 151 without a maximum.
    """

    owner_field = "incident"

    incident = models.ForeignKey(
        Incident, on_delete=models.CASCADE, related_name="measures", db_index=False
    )
    measure = VocabularyField(MEASURE_KIND)
    item = models.CharField(
        max_length=300, null=True, blank=True, help_text="What is counted: “fighter squadron”."
    )
    group_actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="measures"
    )
    group_text = models.CharField(
        max_length=300, null=True, blank=True, help_text="Who is counted, in the text's words."
    )
    minimum = models.PositiveIntegerField(null=True, blank=True)
    best = models.PositiveIntegerField(null=True, blank=True)
    maximum = models.PositiveIntegerField(null=True, blank=True)
    qualifier = models.CharField(
        max_length=200, null=True, blank=True, help_text="The words: “several”, “more than 150”."
    )
    preliminary = models.BooleanField(default=False, help_text="Called preliminary by the text.")

    class Meta:
        ordering = ["incident", "position"]
        constraints = [
            in_owner_order("incident"),
            *(
                CheckConstraint(
                    name=f"measure_{low}_lte_{high}",
                    condition=Q(**{f"{low}__isnull": True})
                    | Q(**{f"{high}__isnull": True})
                    | Q(**{f"{low}__lte": F(high)}),
                )
                for low, high in (("minimum", "best"), ("best", "maximum"), ("minimum", "maximum"))
            ),
        ]
        indexes = [
            *in_order_of_day("measure", "incident", "measure", "status"),
            models.Index("measure", Coalesce("minimum", "best"), name="measure_by_least"),
            models.Index("measure", Coalesce("maximum", "best"), name="measure_by_most"),
        ]

    def __str__(self) -> str:
        counted = self.item or self.group_text or self.group_actor or ""
        return f"{self.get_measure_display()} {counted}: {self.in_words()}".replace(" :", ":")

    def in_words(self) -> str:
        """Return the count as people write it: “at least 151”, “3 to 5”, “not counted”."""
        if self.best is not None:
            return str(self.best)
        if self.minimum is not None and self.maximum is not None:
            return f"{self.minimum} to {self.maximum}"
        if self.minimum is not None:
            return f"at least {self.minimum}"
        if self.maximum is not None:
            return f"at most {self.maximum}"
        return self.qualifier or "not counted"

    def clean(self) -> None:
        super().clean()
        known = [
            (name, value)
            for name in ("minimum", "best", "maximum")
            if isinstance(value := getattr(self, name), int)
        ]
        for (low, smaller), (high, larger) in pairwise(known):
            if smaller > larger:
                raise ValidationError({high: f"The {high} lies below the {low}."})


class IncidentLink(Claim):
    """How one incident stands to another: a claim from the first about the second."""

    owner_field = "from_incident"
    also_shown_at: ClassVar[dict[str, str]] = {"to_incident": "linked_from"}

    from_incident = models.ForeignKey(
        Incident, on_delete=models.CASCADE, related_name="links", db_index=False
    )
    to_incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, related_name="links_from_others"
    )
    kind = VocabularyField(INCIDENT_LINK_KIND)

    class Meta:
        ordering = ["from_incident", "position"]
        indexes = [models.Index(fields=["kind", "from_incident"], name="incidentlink_by_kind")]
        constraints = [
            in_owner_order("from_incident"),
            CheckConstraint(
                name="incidentlink_not_to_itself", condition=~Q(from_incident=F("to_incident"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_incident} {self.get_kind_display().lower()} {self.to_incident}"

    def clean(self) -> None:
        super().clean()
        if self.from_incident_id is None or self.to_incident_id is None:
            return
        if self.from_incident_id == self.to_incident_id:
            raise ValidationError({"to_incident": "An incident is not linked to itself."})
        if self.kind == "part_of" and self._closes_a_cycle():
            raise ValidationError(
                {"to_incident": "This would make the incident a part of itself (part_of cycle)."}
            )

    def _closes_a_cycle(self) -> bool:
        """Whether the whole already is, through any number of steps, a part of this incident."""
        seen: set[int] = set()
        frontier = {self.to_incident_id}
        while frontier:
            if self.from_incident_id in frontier:
                return True
            seen |= frontier
            wholes = IncidentLink.objects.filter(kind="part_of", from_incident__in=frontier)
            if self.pk is not None:
                wholes = wholes.exclude(pk=self.pk)
            frontier = set(wholes.values_list("to_incident_id", flat=True)) - seen
        return False
