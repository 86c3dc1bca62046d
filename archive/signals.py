"""Rules that no single row can check on saving: what may not be taken from a claim afterwards."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, ProtectedError
from django.db.models.signals import m2m_changed, post_delete, pre_delete

from archive.models import Statement
from archive.models.claim import NEEDS_ASSERTION, Claim


def keep_allegations_asserted(
    sender: type[Model],
    instance: Any,
    action: str,
    reverse: bool,
    pk_set: set[int] | None,
    **_: Any,
) -> None:
    """Refuse to take the last asserting statement from a claim that needs one.

    `pk_set` is what is taken, None for all: statements from the claim `instance`, or, where
    `reverse`, claims from the statement `instance`.
    """
    if action not in {"pre_remove", "pre_clear"}:
        return
    if reverse:
        model = next(m for m in Claim.__subclasses__() if m.asserted_by.through is sender)
        claims = model._default_manager.filter(asserted_by=instance)
        if pk_set is not None:
            claims = claims.filter(pk__in=pk_set)
        taken: set[int] | None = {instance.pk}
    else:
        claims = [instance]
        taken = pk_set
    for claim in claims:
        if claim.status not in NEEDS_ASSERTION or claim.imported_row_id is not None:
            continue
        if taken is None or not claim.asserted_by.exclude(pk__in=taken).exists():
            raise ValidationError(
                {
                    "asserted_by": f"“{claim}” would be {claim.status} by nobody; "
                    "change its status first."
                }
            )


def note_what_it_asserts(instance: Statement, **_: Any) -> None:
    """Remember which claims a statement asserts: once it is gone, nothing tells."""
    instance._asserted = {  # type: ignore[attr-defined]  # -- kept on the row from one signal to the next
        model: list(
            model._default_manager.filter(
                asserted_by=instance, status__in=NEEDS_ASSERTION, imported_row=None
            ).values_list("pk", flat=True)
        )
        for model in Claim.__subclasses__()
    }


def keep_what_alone_asserts(instance: Statement, **_: Any) -> None:
    """Refuse to delete a statement where a claim that needs one has none left.

    Looks after the deletion, because several statements may be deleted at once.
    """
    asserted: dict[type[Claim], list[int]] = instance._asserted  # type: ignore[attr-defined]  # -- kept on the row from one signal to the next
    for model, pks in asserted.items():
        orphans = set(model._default_manager.filter(pk__in=pks, asserted_by=None))
        if orphans:
            named = ", ".join(sorted(f"“{claim}”" for claim in orphans))
            raise ProtectedError(
                f"Nothing else asserts {named}; change the status there first.", orphans
            )


def connect() -> None:
    """Watch the assertions of every kind of claim, and the statements that make them."""
    for model in Claim.__subclasses__():
        m2m_changed.connect(
            keep_allegations_asserted,
            sender=model.asserted_by.through,
            dispatch_uid=f"keep_allegations_asserted_{model.__name__}",
        )
    pre_delete.connect(note_what_it_asserts, sender=Statement, dispatch_uid="note_what_it_asserts")
    post_delete.connect(
        keep_what_alone_asserts, sender=Statement, dispatch_uid="keep_what_alone_asserts"
    )
