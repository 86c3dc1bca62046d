"""Check every passage of the archive against the text that it was taken from."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.integrity import passage_faults
from archive.models import Passage


class Command(BaseCommand):
    """`manage.py verify_passages`: lists what does not hold and exits non-zero if anything."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for fault in passage_faults():
            faults += 1
            self.stdout.write(str(fault))
        if faults:
            raise CommandError(f"{faults} of what is stored does not hold.")
        self.stdout.write(f"{Passage.objects.count()} passages hold, every text is as captured.")
