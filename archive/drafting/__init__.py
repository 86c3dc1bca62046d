"""Drafts from a bare text: what it quotes, names and dates, proposed for people to decide on.

`propose(revision)` reads and writes nothing; `store(revision, proposals)` keeps them as drafts.
"""

from __future__ import annotations

from archive.drafting.proposals import (
    DateProposal,
    MentionProposal,
    Proposal,
    SpeakerProposal,
    StatementProposal,
    Words,
    as_json,
)
from archive.drafting.propose import propose, read_text
from archive.drafting.store import Stored, store

__all__ = [
    "DateProposal",
    "MentionProposal",
    "Proposal",
    "SpeakerProposal",
    "StatementProposal",
    "Stored",
    "Words",
    "as_json",
    "propose",
    "read_text",
    "store",
]
