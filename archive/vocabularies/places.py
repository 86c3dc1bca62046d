"""Vocabularies of places and of how exactly one is known."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

PLACE_KIND = Vocabulary(
    "place_kind",
    "Place kind",
    "",
    (
        Term("facility", "Facility", ""),
        Term("address", "Address", ""),
        Term("neighbourhood", "Neighbourhood", ""),
        Term("city", "City, town or village", ""),
        Term("admin2", "Second-order administrative area", ""),
        Term("admin1", "First-order administrative area", ""),
        Term("country", "Country", ""),
        Term("region", "Region", ""),
        Term("water", "Water", ""),
        Term("landform", "Landform", ""),
        Term("other", "Other", ""),
    ),
    source="",
    open=True,
)

COORDINATE_BASIS = Vocabulary(
    "coordinate_basis",
    "Coordinate basis",
    "",
    (
        Term("source", "Source text", ""),
        Term("gazetteer", "Gazetteer", ""),
        Term("geolocated", "Geolocated", ""),
        Term("estimated", "Estimated", ""),
        Term("imported", "Imported", ""),
    ),
    source="",
    open=True,
)

GEO_PRECISION = Vocabulary(
    "geo_precision",
    "Geographic precision",
    "",
    (
        Term("exact_site", "Exact site", ""),
        Term("near_point_25km", "Near a known point", ""),
        Term("admin2", "Second-order administrative area", ""),
        Term("admin1", "First-order administrative area", ""),
        Term("linear_or_fuzzy_area", "Linear or fuzzy area", ""),
        Term("country", "Country", ""),
        Term("international", "International waters or airspace", ""),
        Term("unknown", "Unknown", ""),
    ),
    source="",
)
