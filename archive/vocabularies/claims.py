"""The vocabulary of claims: how far the text stands behind what somebody asserts."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

CLAIM_STATUS = Vocabulary(
    "claim_status",
    "Claim status",
    "How far the text stands behind a claim.",
    (
        Term(
            "stated",
            "Stated",
            "The text says it as a plain fact, in its own voice or in a statement that it leaves "
            "unquestioned.",
        ),
        Term("claimed", "Claimed", "An actor says it of itself, as in a claim of responsibility."),
        Term(
            "alleged",
            "Alleged",
            "Somebody says it of somebody else, and the text leaves it standing as that party's "
            "word.",
        ),
        Term(
            "suspected",
            "Suspected",
            "The text presents it as likely or presumed and names nobody who says so.",
        ),
        Term(
            "denied",
            "Denied",
            "The actor whom it concerns, or somebody speaking for that actor, says that it is not "
            "so.",
        ),
        Term(
            "disputed",
            "Disputed",
            "Statements in the text contradict one another on it, and the text does not decide "
            "between them.",
        ),
        Term(
            "anticipated",
            "Anticipated",
            "It is expected to come true, and nothing in the text says that it has.",
        ),
    ),
    source="This archive; compare attribution and doubt in the Global Terrorism Database.",
)
