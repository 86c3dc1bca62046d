"""The vocabulary of passages: what a span of text does for a record."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

PASSAGE_ROLE = Vocabulary(
    "passage_role",
    "Passage role",
    "What a passage does for the record that it supports.",
    (
        Term("evidence", "Evidence", "The words from which a coded fact was read."),
        Term(
            "content",
            "Content",
            "The words in which a statement itself stands, quoted or retold, without those that "
            "introduce it.",
        ),
        Term(
            "cue",
            "Cue",
            "The words that tie a statement to its speaker, such as “a US defense official said”.",
        ),
        Term(
            "mention",
            "Mention",
            "Words that name or refer to a record and support no fact about it.",
        ),
    ),
    source=(
        "Content and cue after the source-cue-content scheme of the PARC and PolNeAR attribution "
        "corpora."
    ),
)
