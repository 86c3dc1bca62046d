"""Django's loaddata, which also holds what it loaded to the rules of the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.db.models.signals import post_save

from archive.integrity import rule_faults
from archive.models.base import ArchiveModel


class Command(loaddata.Command):
    """A fixture is taken whole or not at all: one broken rule rolls back everything it loaded.

    Django writes a fixture's rows without validating them, and a rule may need rows that come
    later in the file; so the rules are checked at the end, within the same transaction.
    """

    def loaddata(self, fixture_labels: Sequence[str]) -> None:
        loaded: dict[tuple[type[ArchiveModel], Any], None] = {}

        def remember(instance: Any, raw: bool, **_: Any) -> None:
            if raw and isinstance(instance, ArchiveModel):
                loaded[type(instance), instance.pk] = None

        post_save.connect(remember, weak=False, dispatch_uid="archive_loaddata")
        try:
            super().loaddata(fixture_labels)
        finally:
            post_save.disconnect(dispatch_uid="archive_loaddata")
        rows = (model._default_manager.using(self.using).get(pk=pk) for model, pk in loaded)
        faults = [str(fault) for fault in rule_faults(rows)]
        if faults:
            raise CommandError("Nothing was loaded:\n" + "\n".join(faults))
