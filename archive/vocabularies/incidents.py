"""Vocabularies of incidents: kind, modality and links."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

INCIDENT_KIND = Vocabulary(
    "incident_kind",
    "Incident kind",
    "Whether a record tells of one event, a count of events, or a continuing situation.",
    (
        Term(
            "single",
            "Single",
            "One event that can be told apart from others, even when its day or place is not "
            "known.",
        ),
        Term(
            "aggregate",
            "Aggregate",
            "Several events that the text counts or sums up together without describing each one.",
        ),
        Term(
            "ongoing",
            "Ongoing",
            "A situation that continues over time, such as a siege, a campaign or a war, and can "
            "hold single events.",
        ),
    ),
    source="This archive; aggregate corresponds to event_clarity 2 of UCDP GED.",
)

MODALITY = Vocabulary(
    "modality",
    "Modality",
    "In what sense the text says that the incident took place.",
    (
        Term(
            "actual",
            "Actual",
            "The text treats it as something that has happened or is happening.",
        ),
        Term(
            "suspected",
            "Suspected",
            "The text says that something happened and is not sure that it was this, as in “a "
            "suspected rocket attack”.",
        ),
        Term(
            "alleged",
            "Alleged",
            "That it happened at all rests only on the word of somebody with whom the text does "
            "not side.",
        ),
        Term(
            "planned",
            "Planned",
            "Those who would carry it out have announced, scheduled or prepared it, and it has "
            "not happened yet.",
        ),
        Term(
            "anticipated",
            "Anticipated",
            "Others expect or fear it, and the text reports no announcement by those who would "
            "carry it out.",
        ),
        Term(
            "hypothetical",
            "Hypothetical",
            "It is only considered as a condition or a possibility, as in “if you harm an "
            "American”.",
        ),
        Term("negated", "Negated", "The text says that it did not happen."),
    ),
    source="This archive; compare the auxiliary contexts of PLOVER and occurStatus of NewsML-G2.",
)

INCIDENT_LINK_KIND = Vocabulary(
    "incident_link_kind",
    "Incident link kind",
    "How the first incident of a link is related to the second.",
    (
        Term(
            "part_of",
            "Part of",
            "The first is one of the events that make up the second, which is an aggregate or "
            "ongoing.",
        ),
        Term(
            "precedes",
            "Precedes",
            "The first came before the second, which says nothing about a cause.",
        ),
        Term(
            "response_to",
            "Response to",
            "The first was done, or is expected, because of the second.",
        ),
        Term(
            "occurred_amid",
            "Occurred amid",
            "The first took place while the second was under way or awaited, and is no part of it.",
        ),
        Term(
            "slowed_after",
            "Slowed after",
            "The first, a series of events, became rarer or stopped after the second.",
        ),
        Term(
            "discusses",
            "Discusses",
            "The second was a subject of the first, which is a call, a meeting or another "
            "exchange of words.",
        ),
        Term(
            "same_place_as",
            "Same place as",
            "Both took place at the same site, which says nothing about who was behind them.",
        ),
        Term(
            "possible_same_as",
            "Possibly the same as",
            "Both may be one event told twice, and stay separate until somebody has decided.",
        ),
        Term(
            "contradicts",
            "Contradicts",
            "The two cannot both have happened as they are recorded.",
        ),
    ),
    source="This archive.",
    open=True,
)
