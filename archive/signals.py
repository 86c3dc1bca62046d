"""Rules that no single row can check on saving: what may not be taken from a claim afterwards."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import m2m_changed

from archive.models.claim import NEEDS_ASSERTION, Claim


def keep_allegations_asserted(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any
) -> None:
    """Refuse to take the last asserting statement from a claim that needs one."""
    if action not in {"pre_remove", "pre_clear"}:
        return
    if not reverse:
        claims = [instance]
    else:
        model = next(m for m in Claim.__subclasses__() if m.asserted_by.through is sender)
        claims = list(model._default_manager.filter(asserted_by=instance))
        pk_set = {instance.pk}
    for claim in claims:
        if claim.status not in NEEDS_ASSERTION or claim.imported_row_id is not None:
            continue
        left = claim.asserted_by.all()
        if action == "pre_clear" and not reverse:
            left = left.none()
        elif pk_set:
            left = left.exclude(pk__in=pk_set)
        if not left.exists():
            raise ValidationError(
                {
                    "asserted_by": f"“{claim}” would be {claim.status} by nobody; "
                    "change its status first."
                }
            )


def connect() -> None:
    """Watch the assertions of every kind of claim."""
    for model in Claim.__subclasses__():
        m2m_changed.connect(
            keep_allegations_asserted,
            sender=model.asserted_by.through,
            dispatch_uid=f"keep_allegations_asserted_{model.__name__}",
        )
