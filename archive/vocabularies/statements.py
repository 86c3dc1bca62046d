"""Vocabularies of statements: form, speaker's anonymity, medium, hedge, roles and links."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

STATEMENT_FORM = Vocabulary(
    "statement_form",
    "Statement form",
    "",
    (
        Term("direct", "Direct", ""),
        Term("indirect", "Indirect", ""),
        Term("mixed", "Mixed", ""),
        Term("relayed", "Relayed", ""),
        Term("absence", "Absence", ""),
    ),
    source="",
)

ANONYMITY = Vocabulary(
    "anonymity",
    "Anonymity",
    "",
    (
        Term("named", "Named", ""),
        Term("institution", "Institution", ""),
        Term("unnamed_individual", "Unnamed individual", ""),
        Term("unnamed_collective", "Unnamed collective", ""),
        Term("unknown", "Unknown", ""),
    ),
    source="",
)

STATEMENT_MEDIUM = Vocabulary(
    "statement_medium",
    "Statement medium",
    "",
    (
        Term("interview", "Interview", ""),
        Term("briefing", "Briefing", ""),
        Term("readout", "Readout", ""),
        Term("press_release", "Press release", ""),
        Term("speech", "Speech", ""),
        Term("post", "Post", ""),
        Term("report", "Report", ""),
        Term("unknown", "Unknown", ""),
    ),
    source="",
    open=True,
)

HEDGE = Vocabulary(
    "hedge",
    "Hedge",
    "",
    (
        Term("none", "None", ""),
        Term("preliminary", "Preliminary", ""),
        Term("likely", "Likely", ""),
        Term("possible", "Possible", ""),
        Term("unlikely", "Unlikely", ""),
        Term("unclear", "Unclear", ""),
    ),
    source="",
    open=True,
)

STATEMENT_PARTICIPANT_ROLE = Vocabulary(
    "statement_participant_role",
    "Statement participant role",
    "",
    (
        Term("speaker", "Speaker", ""),
        Term("addressee", "Addressee", ""),
        Term("accused", "Accused", ""),
        Term("criticized", "Criticized", ""),
        Term("target", "Target", ""),
    ),
    source="",
)

STATEMENT_LINK_KIND = Vocabulary(
    "statement_link_kind",
    "Statement link kind",
    "",
    (
        Term("restates", "Restates", ""),
        Term("responds_to", "Responds to", ""),
        Term("contradicts", "Contradicts", ""),
        Term("possible_same_source", "Possibly the same source", ""),
        Term("possible_same_utterance", "Possibly the same utterance", ""),
    ),
    source="",
    open=True,
)
