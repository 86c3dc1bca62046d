"""Vocabularies that every record shares: its review, its origin and its changes."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

REVIEW_STATUS = Vocabulary(
    "review_status",
    "Review status",
    "How far a record has come on its way to publication.",
    (
        Term(
            "draft",
            "Draft",
            "Being written, or coded by a machine and not yet looked at; only those who work on "
            "it see it.",
        ),
        Term(
            "in_review",
            "In review",
            "Complete in the eyes of its author and waiting for somebody else to check it against "
            "its sources.",
        ),
        Term(
            "published",
            "Published",
            "Checked and released, so that lists, exports and statistics hold it unless a query "
            "says otherwise.",
        ),
        Term(
            "retracted",
            "Retracted",
            "Released once and withdrawn since; its address still answers, with the reason "
            "instead of the content.",
        ),
    ),
    source="This archive.",
)

ORIGIN = Vocabulary(
    "origin",
    "Origin",
    "Who or what first made a record.",
    (
        Term(
            "human",
            "Human",
            "A person coded the record from its source, with or without suggestions from software.",
        ),
        Term(
            "machine",
            "Machine",
            "Software coded the record; whether a person has confirmed it since is told by its "
            "review status.",
        ),
        Term(
            "external",
            "External data set",
            "The record was taken over from another data set, whose own row is kept beside it "
            "unchanged.",
        ),
    ),
    source="This archive.",
)

CHANGE_OP = Vocabulary(
    "change_op",
    "Change operation",
    "What one entry of the change log did to a record.",
    (
        Term("create", "Created", "The record was made and given its identifier."),
        Term(
            "update",
            "Updated",
            "Content of the record changed while its public standing stayed as it was.",
        ),
        Term(
            "publish",
            "Published",
            "The record became visible to the public, for the first time or again.",
        ),
        Term(
            "merge",
            "Merged",
            "The record was found to be the same as another one and leads to that survivor from "
            "then on.",
        ),
        Term(
            "retract",
            "Retracted",
            "The published record was withdrawn, with a reason, and kept its address.",
        ),
        Term(
            "delete",
            "Deleted",
            "The record was removed with all its content; only its identifier stays in the log.",
        ),
    ),
    source=(
        "This archive; deletions are kept for good, as in OAI-PMH 2.0 with persistent deleted "
        "records."
    ),
)
