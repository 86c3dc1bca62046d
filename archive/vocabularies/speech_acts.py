"""What a speaker does in saying something."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

SPEECH_ACT = Vocabulary(
    "speech_act",
    "Speech act",
    "",
    (
        Term("assert", "Assert", ""),
        Term("confirm", "Confirm", ""),
        Term("deny", "Deny", ""),
        Term("assess", "Assess", ""),
        Term("announce", "Announce", ""),
        Term("claim_responsibility", "Claim responsibility", ""),
        Term("deny_responsibility", "Deny responsibility", ""),
        Term("decline_comment", "Decline to comment", ""),
        Term("no_comment_reported", "No comment reported", ""),
        Term("accuse", "Accuse", ""),
        Term("condemn", "Condemn", ""),
        Term("threaten", "Threaten", ""),
        Term("vow", "Vow", ""),
        Term("warn", "Warn", ""),
        Term("demand", "Demand", ""),
        Term("request", "Request", ""),
        Term("appeal", "Appeal", ""),
        Term("offer", "Offer", ""),
        Term("agree", "Agree", ""),
        Term("reject", "Reject", ""),
        Term("support", "Support", ""),
        Term("reassure", "Reassure", ""),
        Term("empathise", "Empathise", ""),
        Term("order", "Order", ""),
    ),
    source="",
    open=True,
)
