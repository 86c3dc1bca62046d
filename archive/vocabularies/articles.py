"""Vocabularies of sources, articles and the passages in them."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

SOURCE_KIND = Vocabulary(
    "source_kind",
    "Source kind",
    "",
    (
        Term("newspaper", "Newspaper", ""),
        Term("magazine", "Magazine", ""),
        Term("agency", "News agency", ""),
        Term("broadcaster", "Broadcaster", ""),
        Term("online", "Online outlet", ""),
        Term("government", "Government", ""),
        Term("igo", "Intergovernmental organisation", ""),
        Term("ngo", "Non-governmental organisation", ""),
        Term("academic", "Academic publisher", ""),
        Term("blog_or_social", "Blog or social media", ""),
        Term("dataset", "Data set", ""),
        Term("unknown", "Unknown", ""),
    ),
    source="",
    open=True,
)

SOURCE_SCALE = Vocabulary(
    "source_scale",
    "Source scale",
    "",
    (
        Term("subnational", "Subnational", ""),
        Term("national", "National", ""),
        Term("regional", "Regional", ""),
        Term("international", "International", ""),
        Term("unknown", "Unknown", ""),
    ),
    source="",
)

SOURCE_RELIABILITY = Vocabulary(
    "source_reliability",
    "Source reliability",
    "",
    (
        Term("A", "A: Completely reliable", ""),
        Term("B", "B: Usually reliable", ""),
        Term("C", "C: Fairly reliable", ""),
        Term("D", "D: Not usually reliable", ""),
        Term("E", "E: Unreliable", ""),
        Term("F", "F: Cannot be judged", ""),
    ),
    source="",
)

PASSAGE_ROLE = Vocabulary(
    "passage_role",
    "Passage role",
    "",
    (
        Term("evidence", "Evidence", ""),
        Term("content", "Content", ""),
        Term("cue", "Cue", ""),
        Term("mention", "Mention", ""),
    ),
    source="",
)
