"""Where things happen: named places, with coordinates only where they are known."""

from __future__ import annotations

from math import isnan
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q

from archive.folding import fold_padded
from archive.models.base import Record
from archive.models.fields import VocabularyField
from archive.querysets import PlaceManager
from archive.vocabularies import COORDINATE_BASIS, COUNTRY, PLACE_KIND


class Place(Record):
    """A named place. Coordinates are WGS 84 degrees, both or neither, with where they come from."""

    uid_prefix = "plc"
    brief_fields = ("name", "kind", "country", "lat", "lon", "coordinate_basis")

    name = models.CharField(max_length=300)
    name_folded = models.CharField(max_length=400, editable=False, default="")
    kind = VocabularyField(PLACE_KIND, default="other")
    country = VocabularyField(COUNTRY, null=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The place that this one lies in.",
    )
    lat = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="Degrees north.",
    )
    lon = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="Degrees east.",
    )
    coordinate_basis = VocabularyField(COORDINATE_BASIS, null=True)

    objects: ClassVar[Any] = PlaceManager()

    class Meta(Record.Meta):
        abstract = False
        ordering = ["name_folded", "id"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["name_folded", "id"], name="place_by_name"),
            models.Index(fields=["is_public", "name_folded", "id"], name="place_listed"),
            models.Index(fields=["country", "name_folded", "id"], name="place_by_country"),
            models.Index(fields=["lat", "lon"], name="place_by_spot"),
        ]
        constraints = [
            *Record.Meta.constraints,
            CheckConstraint(
                name="place_lat_and_lon",
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(
                    lat__isnull=False,
                    lon__isnull=False,
                    lat__range=(-90, 90),
                    lon__range=(-180, 180),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean_fields(self, exclude: Any = None) -> None:
        self.name_folded = fold_padded(self.name or "")[:400]
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        super().clean()
        for name in ("lat", "lon"):
            value = getattr(self, name)
            if value is not None and isnan(value):
                raise ValidationError({name: "A coordinate is a number of degrees."})
        if (self.lat is None) != (self.lon is None):
            missing = "lat" if self.lat is None else "lon"
            raise ValidationError({missing: "Give both coordinates or neither."})
        if self.lat is not None and self.coordinate_basis is None:
            raise ValidationError({"coordinate_basis": "Say where the coordinates come from."})
        seen = {self.pk}
        ancestor = self.parent
        while ancestor is not None and ancestor.pk is not None:
            if ancestor.pk in seen:
                raise ValidationError({"parent": "A place cannot lie within itself."})
            seen.add(ancestor.pk)
            ancestor = ancestor.parent
