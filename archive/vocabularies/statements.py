"""Vocabularies of statements: form, anonymity, medium, hedge, parts and links."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

STATEMENT_FORM = Vocabulary(
    "statement_form",
    "Statement form",
    "How the words of a statement reach the reader.",
    (
        Term("direct", "Direct", "The words stand between quotation marks as the speaker's own."),
        Term("indirect", "Indirect", "The article retells what was said in its own words."),
        Term(
            "mixed",
            "Mixed",
            "The article retells what was said and keeps some of the words in quotation marks.",
        ),
        Term(
            "relayed",
            "Relayed",
            "The words are those of somebody else who tells what the speaker said, such as the "
            "readout of a call.",
        ),
        Term("absence", "Absence", "The article reports that somebody said nothing."),
    ),
    source=(
        "This archive; compare direct, indirect and mixed quotation in the PARC and PolNeAR "
        "corpora."
    ),
)

ANONYMITY = Vocabulary(
    "anonymity",
    "Anonymity",
    "How far the text names those who speak.",
    (
        Term(
            "named",
            "Named",
            "Each speaker is a person named in the text, even if somebody else relays the words.",
        ),
        Term(
            "institution",
            "Institution",
            "A body such as a ministry, an armed group or a state speaks and no person is given.",
        ),
        Term(
            "unnamed_individual",
            "Unnamed individual",
            "One person speaks whom the text describes without a name, such as “a US defense "
            "official”.",
        ),
        Term(
            "unnamed_collective",
            "Unnamed collective",
            "Several people speak whom the text describes without names, such as “US officials”.",
        ),
        Term("unknown", "Unknown", "The text does not say who speaks."),
    ),
    source="This archive.",
)

STATEMENT_MEDIUM = Vocabulary(
    "statement_medium",
    "Statement medium",
    "Where or by what means the statement was made, as far as the text tells.",
    (
        Term(
            "interview",
            "Interview",
            "The speaker answered the questions of a journalist, alone.",
        ),
        Term("briefing", "Briefing", "The speaker addressed or answered journalists as a group."),
        Term("readout", "Readout", "An office published its summary of a call or a meeting."),
        Term(
            "press_release",
            "Press release",
            "An office or organisation published a written text of its own.",
        ),
        Term(
            "speech",
            "Speech",
            "The speaker addressed an audience, in a hall, a parliament or on the air.",
        ),
        Term("post", "Post", "The speaker published on social media or a messaging channel."),
        Term(
            "report",
            "Report",
            "The statement stands in a study, a court paper, an official report or other document.",
        ),
        Term("unknown", "Unknown", "The text does not tell by what means it was said."),
    ),
    source="This archive.",
    open=True,
)

HEDGE = Vocabulary(
    "hedge",
    "Hedge",
    "How sure the speaker is, in the speaker's own words.",
    (
        Term("none", "None", "The speaker puts no limit on what is said."),
        Term(
            "preliminary",
            "Preliminary",
            "The speaker says that it is an early account which may change, as in “initial "
            "indications are”.",
        ),
        Term(
            "likely",
            "Likely",
            "The speaker holds it to be probable and not certain, as in “most likely”.",
        ),
        Term("possible", "Possible", "The speaker says only that it may be so."),
        Term(
            "unlikely",
            "Unlikely",
            "The speaker holds it to be improbable and does not rule it out.",
        ),
        Term("unclear", "Unclear", "The speaker says that it is not known."),
    ),
    source="This archive.",
    open=True,
)

STATEMENT_PARTICIPANT_ROLE = Vocabulary(
    "statement_participant_role",
    "Statement participant role",
    "What part an actor has in a statement.",
    (
        Term(
            "speaker",
            "Speaker",
            "The statement is given as this actor's; several speakers of one statement said it "
            "jointly.",
        ),
        Term("addressee", "Addressee", "The statement was directed to this actor."),
        Term("accused", "Accused", "The statement says that this actor did a particular wrong."),
        Term(
            "criticized",
            "Criticized",
            "The statement speaks ill of this actor without charging it with a particular deed.",
        ),
        Term(
            "target",
            "Target",
            "What the statement threatens, vows or orders is to be done to this actor.",
        ),
    ),
    source="This archive.",
)

STATEMENT_LINK_KIND = Vocabulary(
    "statement_link_kind",
    "Statement link kind",
    "How the first statement of a link is related to the second.",
    (
        Term(
            "restates",
            "Restates",
            "The first says again, or in other words, what the same speaker said in the second.",
        ),
        Term(
            "responds_to",
            "Responds to",
            "The first answers or takes up the second, by another speaker.",
        ),
        Term("contradicts", "Contradicts", "What the two say cannot both be true."),
        Term(
            "possible_same_source",
            "Possibly the same source",
            "Both may go back to one speaker or one document, so that they are not two "
            "confirmations.",
        ),
        Term(
            "possible_same_utterance",
            "Possibly the same utterance",
            "Both may report one and the same act of speaking, told or dated differently.",
        ),
    ),
    source="This archive.",
    open=True,
)
