"""What happened: the sixteen event types of PLOVER."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

EVENT_TYPE = Vocabulary(
    "event_type",
    "Event type",
    "What sort of action an incident consists of.",
    (
        Term(
            "AGREE",
            "Agree",
            "An actor promises cooperation or says that it is willing, before any of it is done; "
            "signing counts as SUPPORT.",
            mappings={"cameo": "03"},
        ),
        Term(
            "CONSULT",
            "Consult",
            "Actors meet, visit, call or negotiate with one another, whatever comes of it.",
            mappings={"cameo": "04"},
        ),
        Term(
            "SUPPORT",
            "Support",
            "An actor stands by another without giving anything material: praises, recognises, "
            "opens relations or signs a treaty.",
            mappings={"cameo": "05"},
        ),
        Term(
            "CONCEDE",
            "Concede",
            "An actor gives way in words or by decree, as by a pardon, an apology, an eased "
            "restriction or an announced truce; carrying a withdrawal, release or truce out is "
            "RETREAT.",
        ),
        Term(
            "COOPERATE",
            "Cooperate",
            "Actors do or exchange something material from which both gain, such as trade, joint "
            "exercises or shared intelligence.",
            mappings={"cameo": "06"},
        ),
        Term(
            "AID",
            "Aid",
            "An actor gives money, goods, arms, protection or asylum, mainly to the benefit of "
            "the one who receives it.",
            mappings={"cameo": "07"},
        ),
        Term(
            "RETREAT",
            "Retreat",
            "An actor gives something up in deed: leaves ground, disarms, frees captives, keeps a "
            "truce, lets outsiders in or resigns.",
        ),
        Term(
            "REQUEST",
            "Request",
            "An actor asks or demands in words that another do something; with a penalty attached "
            "it is THREATEN, in the street it is PROTEST.",
        ),
        Term(
            "ACCUSE",
            "Accuse",
            "An actor criticises, blames, sues or investigates another; taking somebody into "
            "custody is COERCE and a verdict is SANCTION.",
        ),
        Term(
            "REJECT",
            "Reject",
            "An actor refuses what it was asked, offered or obliged to do; ending help or ties "
            "that already exist is SANCTION.",
            mappings={"cameo": "12"},
        ),
        Term(
            "THREATEN",
            "Threaten",
            "An actor announces harm to another, on a condition or without one; forces that are "
            "moved to back it up are MOBILIZE.",
            mappings={"cameo": "13"},
        ),
        Term(
            "PROTEST",
            "Protest",
            "Civilians show opposition together in public, be it by a march, a strike, a boycott, "
            "a blockade or a riot.",
            mappings={"cameo": "14"},
        ),
        Term(
            "SANCTION",
            "Sanction",
            "An actor cuts back relations, help or membership that existed, or a court finds "
            "somebody guilty or liable.",
        ),
        Term(
            "MOBILIZE",
            "Mobilize",
            "An actor raises, moves or readies forces, police or weapons and does not use them "
            "yet; exercises held jointly are COOPERATE.",
            mappings={"cameo": "15"},
        ),
        Term(
            "COERCE",
            "Coerce",
            "An actor uses power over others to curb their liberty, rights, property or supplies, "
            "short of attacking them bodily.",
        ),
        Term(
            "ASSAULT",
            "Assault",
            "An actor uses force that hurts people or could do so gravely, or that destroys "
            "property; announcing it is THREATEN.",
        ),
    ),
    source=(
        "PLOVER 2021, Open Event Data Alliance, https://github.com/openeventdata/PLOVER, CC BY-SA "
        "4.0: its terms, our definitions."
    ),
    open=True,
)
