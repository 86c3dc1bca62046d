"""What happened: the sixteen event types of PLOVER."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

EVENT_TYPE = Vocabulary(
    "event_type",
    "Event type",
    "",
    (
        Term("AGREE", "Agree", ""),
        Term("CONSULT", "Consult", ""),
        Term("SUPPORT", "Support", ""),
        Term("CONCEDE", "Concede", ""),
        Term("COOPERATE", "Cooperate", ""),
        Term("AID", "Aid", ""),
        Term("RETREAT", "Retreat", ""),
        Term("REQUEST", "Request", ""),
        Term("ACCUSE", "Accuse", ""),
        Term("REJECT", "Reject", ""),
        Term("THREATEN", "Threaten", ""),
        Term("PROTEST", "Protest", ""),
        Term("SANCTION", "Sanction", ""),
        Term("MOBILIZE", "Mobilize", ""),
        Term("COERCE", "Coerce", ""),
        Term("ASSAULT", "Assault", ""),
    ),
    source="",
    open=True,
)
