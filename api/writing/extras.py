"""What is written otherwise than it is shown: dates of publication, texts, places in a text."""

from __future__ import annotations

from typing import Any

from api.writing.shapes import Group, Ignored, Member, Reference, Shape
from api.writing.values import MAX_TEXT, Day, Instant, Term, Text, Whole
from archive.models import Article, Passage, Statement
from archive.models.base import Record
from archive.vocabularies import ORIGIN, REVIEW_STATUS

_PUBLICATION = Shape(
    "PublicationWrite",
    {
        "raw": Member(
            Text(200, min_length=1),
            "published_raw",
            nullable=True,
            description="The date line exactly as it was found.",
        ),
        "day": Member(
            Day(),
            "published_at",
            nullable=True,
            description="The day as the date line has it; not looked at where `at` is given.",
        ),
        "at": Member(
            Instant(),
            "published_at",
            nullable=True,
            description="The instant, where the date line tells its time zone.",
        ),
        "timezone_known": Ignored(Text(), "published_tz_known"),
    },
    "When an article was published, as far as its date line tells.",
)

_IN_TEXT = {
    "article": Member(
        Reference(Article),
        "revision",
        description="The article that the words stand in; of a statement's own passages, that of "
        "the statement where it is left out.",
    ),
    "revision": Member(
        Whole(1, 2**31 - 1),
        "revision",
        description="The number of its text; the newest where it is left out.",
    ),
}

# (model, name in the answer) → how it is written.
OVERRIDES: dict[tuple[Any, str], Member] = {
    (Article, "published"): Group(_PUBLICATION, "published"),
    (Article, "text"): Member(
        Text(MAX_TEXT),
        "text",
        nullable=True,
        description="The text, not normalised. One that differs from the newest becomes a new "
        "revision; no text is ever changed or taken away.",
    ),
    (Passage, "article"): _IN_TEXT["article"],
    (Passage, "revision"): _IN_TEXT["revision"],
    (Passage, "start"): Member(
        Whole(0, 2**31 - 1), "start", description="First code point, from 0; found where left out."
    ),
    (Passage, "end"): Member(
        Whole(0, 2**31 - 1), "end", description="Code point after the last; goes with `start`."
    ),
    (Passage, "exact"): Member(
        Text(MAX_TEXT, min_length=1),
        "exact",
        required=True,
        description="The words. Without offsets they are looked for: other blanks, quotation marks "
        "and dashes than printed are found too. Where they stand several times, say which by "
        "`prefix`, `suffix` or `ordinal`; otherwise the answer is 400 with the candidates.",
    ),
    (Statement, "article"): Member(
        Reference(Article),
        "revision",
        required=True,
        description="The article that it stands in.",
    ),
    (Statement, "revision"): _IN_TEXT["revision"],
}

# What is written and not shown.
EXTRAS: dict[Any, dict[str, Member]] = {
    Article: {
        "captured_at": Member(
            Instant(), "captured_at", description="When the new text was taken; else now."
        ),
        "change_note": Member(
            Text(20_000, min_length=1),
            "change_note",
            nullable=True,
            description="What the outlet says has changed in the new text, in its words.",
        ),
    },
    Passage: {
        "prefix": Member(
            Text(1000), "prefix", nullable=True, description="What stands right before the words."
        ),
        "suffix": Member(
            Text(1000), "suffix", nullable=True, description="What stands right after the words."
        ),
        "ordinal": Member(
            Whole(1, 2**31 - 1),
            "ordinal",
            nullable=True,
            description="Which of the places where they stand, from 1.",
        ),
    },
}

for _model in Record.__subclasses__():
    OVERRIDES[_model, "review_status"] = Member(
        Term(REVIEW_STATUS),
        "review_status",
        description="Of a new record: `draft` unless said otherwise, `published` only by whose "
        "role may publish. Afterwards it changes by actions alone: what it is may be sent back.",
    )
    OVERRIDES[_model, "origin"] = Member(
        Term(ORIGIN),
        "origin",
        description="Of a new record: `human` unless said otherwise. Afterwards it stays.",
    )
