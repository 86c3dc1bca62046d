"""Look over the archive for what wants mending, and keep what is found for the admin's page."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.health import CHECKS, look


class Command(BaseCommand):
    """`manage.py check_health`: runs every check, or those named; prints what each found."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "checks", nargs="*", metavar="check", help="the checks to run; all where none is named"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        named = options["checks"]
        known = [check.code for check in CHECKS]
        if unknown := [code for code in named if code not in known]:
            raise CommandError(
                f"There is no check {', '.join(unknown)}. There are: {', '.join(known)}."
            )
        for check in CHECKS:
            if named and check.code not in named:
                continue
            start = time.monotonic()
            checkup = look(check)
            number = f"{checkup.found:,}{'+' if checkup.is_cut else ''}"
            self.stdout.write(
                f"{number:>8}  {check.title}: {check.kind} "
                f"({check.code}, {time.monotonic() - start:.1f} s)"
            )
