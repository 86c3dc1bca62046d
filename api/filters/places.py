"""Filters by where: a place with all that lies in it, a box on the map."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from api.filters.base import Filter
from api.filters.relations import UidFilter
from api.kinds import Kind, RefusedError, Uid, short
from archive.models import Place


class PlaceFilter(UidFilter):
    """A place stands for itself and for all places within it."""

    def __init__(self, help_text: str, *, example: str, column: str, **options: Any) -> None:
        super().__init__(Uid(Place), help_text, example=example, column=column, **options)

    def prepare(self, values: tuple[str, ...], user: Any) -> Any:
        keys = super().prepare(values, user)
        return Place.objects.within(keys).order_by().values("pk")


@dataclass(frozen=True, slots=True)
class Box:
    """A box in degrees. Where `west` is greater than `east` it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


class BoxKind(Kind):
    """`west,south,east,north` in degrees, as GeoJSON orders them (RFC 7946)."""

    _NUMBER = r"-?[0-9]{1,3}(\.[0-9]{1,15})?"
    schema = {"type": "string", "pattern": f"^{_NUMBER}(,{_NUMBER}){{3}}$"}

    def split(self, text: str) -> list[str]:
        return [text]

    def parse(self, text: str) -> Box:
        if not re.fullmatch(self.schema["pattern"].strip("^$"), text):
            raise RefusedError(
                "not_a_box",
                f"“{short(text)}” is not a box of four numbers in degrees: west,south,east,north.",
            )
        west, south, east, north = map(float, text.split(","))
        if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:  # noqa: PLR2004 -- degrees
            raise RefusedError(
                "out_of_range",
                "Longitudes go from -180 to 180, latitudes from -90 to 90.",
                only_meaning=True,
            )
        if south > north:
            raise RefusedError(
                "contradicts", f"South, {south}, lies north of north, {north}.", only_meaning=True
            )
        return Box(west, south, east, north)


class BoxFilter(Filter):
    """Places whose coordinates are known and lie within a box, its edges included.

    `of`: the column of a row whose place is one of these, which are listed once for the query; a
    join would look at a place for each row.
    """

    blind = True

    def __init__(self, help_text: str, *, of: str | None = None, **options: Any) -> None:
        super().__init__(BoxKind(), help_text, example="42.0,33.0,43.0,34.5", **options)
        self.of = of

    def prepare(self, values: tuple[Box], user: Any) -> tuple[bool, float, float, float, float]:
        """Return whether the box crosses the antimeridian, and its sides."""
        (box,) = values
        return box.west > box.east, box.south, box.north, box.west, box.east

    def condition(self, prepared: tuple[bool, float, float, float, float]) -> Q:
        crosses, south, north, west, east = prepared
        high, low = Q(lon__gte=west), Q(lon__lte=east)
        inside = Q(lat__gte=south, lat__lte=north) & ((high | low) if crosses else (high & low))
        if self.of is None:
            return inside
        places = Place.objects.filter(inside).order_by().values("pk")
        return Q(**{f"{self.of}__in": places})
