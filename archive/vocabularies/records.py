"""Vocabularies that every record shares: review, origin, log and identifiers elsewhere."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

REVIEW_STATUS = Vocabulary(
    "review_status",
    "Review status",
    "",
    (
        Term("draft", "Draft", ""),
        Term("in_review", "In review", ""),
        Term("published", "Published", ""),
        Term("retracted", "Retracted", ""),
    ),
    source="",
)

ORIGIN = Vocabulary(
    "origin",
    "Origin",
    "",
    (
        Term("human", "Human", ""),
        Term("machine", "Machine", ""),
        Term("external", "External data set", ""),
    ),
    source="",
)

CHANGE_OP = Vocabulary(
    "change_op",
    "Change operation",
    "",
    (
        Term("create", "Created", ""),
        Term("update", "Updated", ""),
        Term("publish", "Published", ""),
        Term("merge", "Merged", ""),
        Term("retract", "Retracted", ""),
        Term("delete", "Deleted", ""),
    ),
    source="",
)

EXTERNAL_SCHEME = Vocabulary(
    "external_scheme",
    "External scheme",
    "",
    (
        Term("wikidata", "Wikidata", ""),
        Term("geonames", "GeoNames", ""),
        Term("osm", "OpenStreetMap", ""),
        Term("cameo", "CAMEO", ""),
        Term("gdelt", "GDELT", ""),
        Term("icews", "ICEWS", ""),
        Term("plover", "PLOVER", ""),
        Term("polecat", "POLECAT", ""),
        Term("ucdp", "UCDP", ""),
        Term("acled", "ACLED", ""),
        Term("gtd", "Global Terrorism Database", ""),
        Term("gleditsch_ward", "Gleditsch–Ward states", ""),
        Term("doi", "DOI", ""),
    ),
    source="",
    open=True,
)
