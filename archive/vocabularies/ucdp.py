"""The types of violence of UCDP, kept beside our own event types."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

UCDP_VIOLENCE_TYPE = Vocabulary(
    "ucdp_violence_type",
    "UCDP type of violence",
    "The type of organised violence that UCDP gives, or would give, to a lethal incident.",
    (
        Term(
            "1",
            "State-based conflict",
            "Two organised sides use armed force, and the government of a state is at least one "
            "of them.",
        ),
        Term(
            "2",
            "Non-state conflict",
            "Two organised groups use armed force against each other, and neither is a government.",
        ),
        Term(
            "3",
            "One-sided violence",
            "A government or an organised group kills civilians on purpose.",
        ),
    ),
    source=(
        "UCDP Georeferenced Event Dataset, Uppsala University, https://ucdp.uu.se/, CC BY 4.0: its "
        "numbers, our definitions."
    ),
)
