"""Vocabularies of dates: what a range means and where it comes from."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

DATE_SEMANTICS = Vocabulary(
    "date_semantics",
    "Date semantics",
    "",
    (
        Term("exact_day", "Exact day", ""),
        Term("one_day_within", "One day within", ""),
        Term("interval", "Interval", ""),
        Term("open", "Open", ""),
        Term("unknown", "Unknown", ""),
    ),
    source="",
)

DATE_BASIS = Vocabulary(
    "date_basis",
    "Date basis",
    "",
    (
        Term("explicit", "Explicit", ""),
        Term("relative", "Relative", ""),
        Term("inferred", "Inferred", ""),
        Term("external", "External", ""),
        Term("imported", "Imported", ""),
    ),
    source="",
)
