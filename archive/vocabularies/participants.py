"""Vocabularies of who and where: the parts that actors and places have in an incident."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

PARTICIPANT_ROLE = Vocabulary(
    "participant_role",
    "Participant role",
    "What part an actor is said to have had in an incident.",
    (
        Term(
            "initiator",
            "Initiator",
            "Took the action openly and as its own, such as an order, a call, an offer or an "
            "avowed strike.",
        ),
        Term(
            "perpetrator",
            "Perpetrator",
            "Carried out an attack or abuse, according to those who say so; always a claim that "
            "somebody may contest.",
        ),
        Term(
            "target",
            "Target",
            "Was what the action was aimed at, whether or not harm came of it.",
        ),
        Term(
            "victim",
            "Victim",
            "Was killed, hurt, abducted or otherwise harmed in person, whether or not it was the "
            "aim.",
        ),
        Term(
            "participant",
            "Participant",
            "Took part on equal terms or in a manner that the text does not tell, as in a call, a "
            "meeting or a clash.",
        ),
        Term(
            "host",
            "Host",
            "Received the others on its ground or called the meeting without mediating in it.",
        ),
        Term(
            "mediator",
            "Mediator",
            "Stood between the sides in order to bring them to an agreement.",
        ),
    ),
    source="This archive; PLOVER's actor and recipient, split by what they did or suffered.",
)

PARTICIPANT_SIDE = Vocabulary(
    "participant_side",
    "Participant side",
    "Which actors stood together against which others; the letters rank nobody.",
    (
        Term(
            "a",
            "Side A",
            "Stood with the others on side A, which an import keeps as its data set had it.",
        ),
        Term("b", "Side B", "Stood with the others on side B, facing side A."),
        Term("none", "No side", "Stood on no side, or the incident has no two sides."),
    ),
    source="After side A and side B of UCDP and the two actor columns of ACLED.",
)

INCIDENT_PLACE_ROLE = Vocabulary(
    "incident_place_role",
    "Incident place role",
    "How a place is tied to an incident.",
    (
        Term("occurred", "Occurred", "The incident happened there, in whole or in part."),
        Term(
            "actor",
            "Actor's location",
            "Those who acted were there or are based there, while the incident happened elsewhere.",
        ),
        Term(
            "recipient",
            "Recipient's location",
            "Those whom the action was meant for were there, while the incident happened "
            "elsewhere.",
        ),
        Term("origin", "Origin", "The attack, the journey or the movement started there."),
    ),
    source="This archive; compare the three geographies of an event in GDELT.",
)
