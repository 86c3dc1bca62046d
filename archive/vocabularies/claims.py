"""The vocabulary of claims: how far the text stands behind what it says."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

CLAIM_STATUS = Vocabulary(
    "claim_status",
    "Claim status",
    "",
    (
        Term("stated", "Stated", ""),
        Term("claimed", "Claimed", ""),
        Term("alleged", "Alleged", ""),
        Term("suspected", "Suspected", ""),
        Term("denied", "Denied", ""),
        Term("disputed", "Disputed", ""),
        Term("anticipated", "Anticipated", ""),
    ),
    source="",
)
