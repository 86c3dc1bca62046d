"""The vocabulary of affiliations: how an actor is tied to another."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

AFFILIATION_KIND = Vocabulary(
    "affiliation_kind",
    "Affiliation kind",
    "How an actor is tied to an organisation or a state.",
    (
        Term(
            "holds_office",
            "Holds office",
            "Is elected or appointed to an office of a state or organisation, such as minister or "
            "president.",
        ),
        Term(
            "works_for",
            "Works for",
            "Is employed by or serves an organisation, in a post that is not told more exactly.",
        ),
        Term("spokesperson", "Spokesperson", "Speaks for an organisation by appointment."),
        Term(
            "leads",
            "Leads",
            "Is the head, or one of the heads, of a group or organisation that is not a public "
            "office.",
        ),
        Term(
            "serves_in",
            "Serves in",
            "Belongs to an armed force or armed group as a fighter, soldier or commander below "
            "its head.",
        ),
        Term(
            "member",
            "Member",
            "Belongs to an organisation as a member, without more being told.",
        ),
        Term("part_of", "Part of", "Is a unit or branch of a larger organisation or state."),
        Term(
            "aligned_with",
            "Aligned with",
            "Is said to share the aims or side of another, without being part of it.",
        ),
        Term(
            "backed_by",
            "Backed by",
            "Is said to get arms, money, training or orders from another.",
        ),
    ),
    source="This archive; compare membership, directorship and occupancy in FollowTheMoney.",
    open=True,
)
