"""Check that the log of changes tells of every record, entry by entry."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.integrity import log_faults
from archive.models import Change


class Command(BaseCommand):
    """`manage.py verify_log`: lists what the log does not tell and exits non-zero if anything."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for fault in log_faults():
            faults += 1
            self.stdout.write(str(fault))
        if faults:
            raise CommandError(f"The log does not agree with {faults} records.")
        self.stdout.write(f"{Change.objects.count()} entries agree with the records.")
