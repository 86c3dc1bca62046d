"""Django's loaddata, which also holds what it loads to the rules of the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.db import IntegrityError
from django.db.models.signals import post_save, pre_save

from archive.integrity import Fault, rule_faults
from archive.models.base import ArchiveModel
from archive.models.claim import NEEDS_ASSERTION, Claim
from archive.recording import recording


class Command(loaddata.Command):
    """A fixture is taken whole or not at all: one broken rule rolls back everything it loaded.

    Django writes a fixture's rows without validating them. Here each row derives what it derives
    on saving (folded names, days to order by), so that a fixture need not give it. Its rules are
    checked at the end, within the same transaction, since they may need rows that come later.
    """

    def loaddata(self, fixture_labels: Sequence[str]) -> None:
        with recording(reason=f"loaddata {' '.join(fixture_labels)}"):
            self._load(fixture_labels)

    def _load(self, fixture_labels: Sequence[str]) -> None:
        loaded: dict[tuple[type[ArchiveModel], Any], None] = {}
        doubts: list[Fault] = []  # of rows before the one that is being written
        current: list[Fault] = []  # of that one

        def derive(instance: Any, raw: bool, **_: Any) -> None:
            if raw and isinstance(instance, ArchiveModel):
                doubts.extend(current)
                current[:] = rule_faults([instance])
                # Who asserts a claim is written after the claim itself.
                if isinstance(instance, Claim) and instance.status in NEEDS_ASSERTION:
                    current[:] = [fault for fault in current if fault.field != "status"]

        def remember(instance: Any, raw: bool, **_: Any) -> None:
            if raw and isinstance(instance, ArchiveModel):
                loaded[type(instance), instance.pk] = None

        pre_save.connect(derive, weak=False, dispatch_uid="archive_loaddata_derive")
        post_save.connect(remember, weak=False, dispatch_uid="archive_loaddata_remember")
        try:
            super().loaddata(fixture_labels)
        except IntegrityError as error:
            # The database names a constraint; the row's own rules name the field.
            reasons: list[object] = [*doubts, *current]
            if not current:
                reasons.append(error)
            raise _refusal(reasons) from error
        finally:
            pre_save.disconnect(dispatch_uid="archive_loaddata_derive")
            post_save.disconnect(dispatch_uid="archive_loaddata_remember")
        faults = [fault for model, pk in loaded for fault in self._settle(model, pk)]
        if faults:
            raise _refusal(faults)

    def _settle(self, model: type[ArchiveModel], pk: Any) -> list[Fault]:
        """Return what a row breaks now that all are there; store what it derives from others."""
        row = model._default_manager.using(self.using).get(pk=pk)
        fields = [field.attname for field in model._meta.concrete_fields if not field.generated]
        before = {name: getattr(row, name) for name in fields}
        faults = list(rule_faults([row]))
        derived = {
            name: getattr(row, name) for name in fields if getattr(row, name) != before[name]
        }
        if derived and not faults:
            model._default_manager.using(self.using).filter(pk=pk).update(**derived)
        return faults


def _refusal(reasons: Iterable[object]) -> CommandError:
    return CommandError("\n".join(["Nothing was loaded:", *map(str, reasons)]))
