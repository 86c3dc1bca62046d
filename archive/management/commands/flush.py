"""Django's flush, which empties the log of changes as well: with it goes all that it tells of."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush
from django.db import transaction

from archive import triggers


class Command(flush.Command):
    """The log of changes is only ever added to, and this is the one command that ends it."""

    def handle(self, **options: Any) -> None:
        with transaction.atomic(using=options["database"]), triggers.suspended(options["database"]):
            super().handle(**options)
