"""Vocabularies of dates: what two bounds say together, and where they come from."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

DATE_SEMANTICS = Vocabulary(
    "date_semantics",
    "Date semantics",
    "What the earliest and the latest day of a date say together.",
    (
        Term(
            "exact_day",
            "Exact day",
            "It happened on one known day, and both bounds are that day.",
        ),
        Term(
            "one_day_within",
            "One day within",
            "It happened on a single day between the bounds, and the text does not tell which one.",
        ),
        Term(
            "interval",
            "Interval",
            "It lasted, or happened again and again, from the first bound through to the last.",
        ),
        Term(
            "open",
            "Open",
            "It lasted over a span of which the text gives at most one end, as in “has long said” "
            "or “since May”.",
        ),
        Term(
            "unknown",
            "Unknown",
            "The text does not date it; a bound that is set says only what it must have followed "
            "or preceded.",
        ),
    ),
    source=(
        "After the precise and imprecise ranges of Security Force Monitor, "
        "https://github.com/security-force-monitor/research-handbook; written out as EDTF (ISO "
        "8601-2)."
    ),
)

DATE_BASIS = Vocabulary(
    "date_basis",
    "Date basis",
    "Where a date was taken from.",
    (
        Term("explicit", "Explicit", "The text states the calendar date in full, with its year."),
        Term(
            "relative",
            "Relative",
            "The text counts from its own day or from another event, as in “Monday” or “last "
            "week”.",
        ),
        Term(
            "inferred",
            "Inferred",
            "A coder worked it out from the text, for example by adding the year or from the "
            "order of events.",
        ),
        Term(
            "external",
            "External",
            "It comes from outside the article, from a source that the note names.",
        ),
        Term(
            "imported",
            "Imported",
            "It came with a row of another data set, under the rules of that data set.",
        ),
    ),
    source="This archive.",
)
