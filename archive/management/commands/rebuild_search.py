"""Write the full-text index anew from the records."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from archive.search import DOCUMENTS, KINDS, index


class Command(BaseCommand):
    """`manage.py rebuild_search [--kind KIND …] [--from-scratch]`: batch by batch, with progress.

    The index stays whole and in use meanwhile. From scratch it is dropped first, for one that is
    broken: in one transaction, during which nobody else can write.
    """

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--kind",
            action="append",
            choices=KINDS,
            help="What to rebuild the index of; may be given again. All of them without.",
        )
        parser.add_argument(
            "--from-scratch", action="store_true", help="Drop the index first; writers wait."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        index.install()
        make = index.rebuild_from_scratch if options["from_scratch"] else index.rebuild
        for kind in options["kind"] or KINDS:
            done = 0
            for done in make(DOCUMENTS[kind]):
                if self.stdout.isatty():
                    self.stdout.write(f"\r{kind}: {done:,} documents", ending="")
                    self.stdout.flush()
            start = "\r" if self.stdout.isatty() else ""
            self.stdout.write(f"{start}{kind}: {done:,} documents")
