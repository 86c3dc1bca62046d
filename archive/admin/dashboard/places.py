"""Where incidents were: what is known exactly as a point, what is known roughly as an area."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.urls import reverse

from archive.admin.dashboard.period import Period
from archive.models import IncidentPlace, Place
from archive.querysets.incident import NOT_HAPPENED
from archive.vocabularies import COUNTRY, GEO_PRECISION

# How far from the point that stands for it an incident may have been, in kilometres: UCDP's 25 for
# “near”; a common size of districts and provinces for the others.
REACH = {
    "exact_site": 0,
    "near_point_25km": 25,
    "admin2": 50,
    "linear_or_fuzzy_area": 100,
    "admin1": 150,
}
# The newest so many are looked at, the most frequent so many drawn.
LOOKED_AT = 5_000
DRAWN = 200

# What the base map calls a country: its number, or its name where it has none (Kosovo).
_SHAPES = {term.code: term.mappings.get("iso3166_numeric", term.label) for term in COUNTRY.terms}


def where(shown: Period) -> dict[str, Any]:
    """Return the places of the period, the most frequent first, and whether all were looked at."""
    rows = list(
        IncidentPlace.objects.filter(
            role="occurred", is_public__in=(True,), sort_date__range=(shown.first, shown.last)
        )
        .exclude(incident__modality__in=NOT_HAPPENED)
        .order_by("-sort_date", "-incident_id")
        .values_list("place_id", "country", "geo_precision")[: LOOKED_AT + 1]
    )
    counts = Counter(rows[:LOOKED_AT])
    places = Place.objects.in_bulk({place for place, _, _ in counts if place is not None})
    areas: Counter[tuple[str, ...]] = Counter()
    unplaced = 0
    for (pk, country, precision), number in counts.items():
        place = places.get(pk)
        if place is not None and place.lat is not None and precision in REACH:
            areas[("point", str(pk), precision)] += number
        elif country is not None:
            areas[("country", country, "country")] += number
        else:
            unplaced += number
    drawn = [_row(area, number, places) for area, number in areas.most_common(DRAWN)]
    return {
        "rows": drawn,
        "unplaced": unplaced,
        "is_cut": len(rows) > LOOKED_AT or len(areas) > DRAWN,
        "looked_at": LOOKED_AT,
    }


def _row(area: tuple[str, ...], number: int, places: dict[int, Place]) -> dict[str, Any]:
    kind, key, precision = area
    row: dict[str, Any] = {"number": number, "precision": GEO_PRECISION[precision].label}
    if kind == "country":
        return row | {"name": COUNTRY[key].label, "country": _SHAPES[key]}
    place = places[int(key)]
    return row | {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "reach": REACH[precision],
        "url": f"{reverse('admin:archive_incident_changelist')}?place={place.pk}",
    }
