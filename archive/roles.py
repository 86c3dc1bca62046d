"""The roles that people have in the archive; `archive.rights` says what each may do."""

from __future__ import annotations

CODER = "coder"
REVIEWER = "reviewer"
ADMIN = "admin"

# From the weakest to the strongest: each may do what those before it may.
ROLES = (CODER, REVIEWER, ADMIN)


def weaker(role: str | None, cap: str | None) -> str | None:
    """Return the weaker of a role and what it is capped by; no cap takes nothing away."""
    if role is None or cap is None:
        return role
    return min(role, cap, key=ROLES.index)
