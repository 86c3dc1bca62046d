"""Load files into the archive, all of them or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.loaders import FORMATS, load


class Command(BaseCommand):
    """`manage.py load FORMAT PATH… [--dry-run]`: says of each file what it added."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        known = "; ".join(f"{kind.name}: {kind.summary}" for kind in FORMATS.values())
        parser.add_argument("format", choices=list(FORMATS), help=known)
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="Say it and do nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reports = load(FORMATS[options["format"]], options["paths"], dry_run=options["dry_run"])
        except ExceptionGroup as group:
            problems = "\n".join(map(str, group.exceptions))
            raise CommandError(f"{group.message}:\n{problems}") from group
        for report in reports:
            for record in report.added:
                self.stdout.write(f"{report.path}: added {record.uid} {record}")
            for record in report.present:
                self.stdout.write(f"{report.path}: was there already, {record.uid} {record}")
        if options["dry_run"]:
            self.stdout.write("A dry run: nothing was written.")
