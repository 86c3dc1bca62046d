"""Vocabularies of places and of how exactly one is known."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

PLACE_KIND = Vocabulary(
    "place_kind",
    "Place kind",
    "What sort of place it is.",
    (
        Term(
            "facility",
            "Facility",
            "One site with a purpose, such as a base, an airport, a hospital, a camp or a border "
            "crossing.",
        ),
        Term(
            "address",
            "Address",
            "A building or plot given by street and number, or an exact spot without a name of "
            "its own.",
        ),
        Term("neighbourhood", "Neighbourhood", "A quarter or district inside a city or town."),
        Term("city", "City", "A city, town or village."),
        Term(
            "admin2",
            "Second-level division",
            "A division of a first-level one, such as a district, a county or a municipality.",
        ),
        Term(
            "admin1",
            "First-level division",
            "A division directly below the country, such as a province, a governorate or a state "
            "of a federation.",
        ),
        Term("country", "Country", "A country or territory with a code of its own in ISO 3166-1."),
        Term(
            "region",
            "Region",
            "An area with a name and no administration of its own, within or across countries, "
            "such as “Middle East”.",
        ),
        Term("water", "Water", "A sea, strait, gulf, lake or river."),
        Term(
            "landform",
            "Landform",
            "A mountain, valley, island, desert or other feature of the land.",
        ),
        Term(
            "other",
            "Other",
            "A place that is none of the others, such as a road, a pipeline or a ceasefire line.",
        ),
    ),
    source="This archive; compare the feature classes of GeoNames.",
    open=True,
)

COORDINATE_BASIS = Vocabulary(
    "coordinate_basis",
    "Coordinate basis",
    "Where the coordinates of a place come from.",
    (
        Term(
            "source",
            "Source",
            "The article, or a document that it quotes, gives the coordinates.",
        ),
        Term(
            "gazetteer",
            "Gazetteer",
            "They are those of the place in a gazetteer or catalogue, given as an external "
            "identifier.",
        ),
        Term(
            "geolocated",
            "Geolocated",
            "Somebody found the spot by comparing images or footage with maps or satellite "
            "pictures.",
        ),
        Term(
            "estimated",
            "Estimated",
            "A coder placed them by description, such as a distance and direction from a town.",
        ),
        Term(
            "imported",
            "Imported",
            "They came with a row of another data set, under the rules of that data set.",
        ),
    ),
    source="This archive.",
    open=True,
)

GEO_PRECISION = Vocabulary(
    "geo_precision",
    "Geographic precision",
    "How exactly the text lets one place an incident.",
    (
        Term(
            "exact_site",
            "Exact site",
            "The text names the very site, such as a base, a building or a village.",
            mappings={"ucdp": "1"},
        ),
        Term(
            "near_point_25km",
            "Near a known point",
            "It lies within about 25 km of a named point, or somewhere in or around a named city.",
            mappings={"ucdp": "2"},
        ),
        Term(
            "admin2",
            "Second-level division",
            "Nothing narrower than a district or county is known.",
            mappings={"ucdp": "3"},
        ),
        Term(
            "admin1",
            "First-level division",
            "Nothing narrower than a province or governorate is known.",
            mappings={"ucdp": "4"},
        ),
        Term(
            "linear_or_fuzzy_area",
            "Linear or fuzzy area",
            "Only a line such as a road or border, or an area without fixed limits such as “the "
            "north”, is known.",
            mappings={"ucdp": "5"},
        ),
        Term(
            "country",
            "Country",
            "Nothing narrower than the country is known.",
            mappings={"ucdp": "6"},
        ),
        Term(
            "international",
            "International waters or airspace",
            "It happened at sea or in the air beyond the territory of any state.",
            mappings={"ucdp": "7"},
        ),
        Term(
            "unknown",
            "Unknown",
            "The text does not tell where it happened, or the imported row has no code.",
            mappings={"ucdp": "0"},
        ),
    ),
    source=(
        "where_prec of the UCDP Georeferenced Event Dataset, Uppsala University, "
        "https://ucdp.uu.se/, CC BY 4.0: its steps, our words."
    ),
)
