"""What waits: the records of each kind that are in review, or drafts."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from archive.models import Actor, Article, Incident, Place, Source, Statement

KINDS = (Article, Incident, Statement, Actor, Place, Source)
STATES = ("in_review", "draft")
# Counted no further: nobody works through more in one go.
BOUND = 1_000


def waiting(user: Any) -> list[dict[str, Any]]:
    """Return each kind that the user may see with what waits of it, as “12” or “1,000+”."""
    rows = []
    for model in KINDS:
        name = model._meta.model_name
        if not user.has_perm(f"archive.view_{name}"):
            continue
        page = reverse(f"admin:archive_{name}_changelist")
        rows.append(
            {
                "kind": model._meta.verbose_name_plural,
                "states": [
                    {
                        "number": _number(model, state),
                        "url": f"{page}?review_status={state}",
                        "label": model._meta.get_field("review_status").vocabulary[state].label,
                    }
                    for state in STATES
                ],
            }
        )
    return rows


def _number(model: Any, state: str) -> str:
    # What is not published is never public, and an index knows which are.
    rows = model.objects.filter(is_public__in=(False,), review_status=state).order_by()
    counted = rows[: BOUND + 1].count()
    return f"{BOUND:,}+" if counted > BOUND else f"{counted:,}"
