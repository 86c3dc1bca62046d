"""Make a synthetic archive of realistic shape, to measure size and speed."""

from __future__ import annotations

import resource
import sys
import time
from argparse import ArgumentParser
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from archive.errors import ArchiveError
from archive.synthetic.load import load, refuse_unless_empty
from archive.synthetic.sizes import MINIMUM, Sizes

_WIDTH = 40  # of the bar, in characters


class Command(BaseCommand):
    """`manage.py make_archive --incidents 1000000 --seed 1`: the same archive for the same seed."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--incidents",
            type=int,
            default=10_000,
            help=f"How many incidents (at least {MINIMUM}); everything else follows.",
        )
        parser.add_argument("--seed", type=int, default=1, help="Another seed, another archive.")
        parser.add_argument("--yes", action="store_true", help="Do not ask before writing.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sizes = Sizes.of(options["incidents"])
            refuse_unless_empty()
        except (ValueError, ArchiveError) as error:
            raise CommandError(str(error)) from error
        where = connection.settings_dict["NAME"]
        if not options["yes"] and sys.stdin.isatty():
            asked = f"Write {sizes.incidents:,} invented incidents into {where}? [y/N] "
            if input(asked).strip().lower() not in {"y", "yes"}:
                raise CommandError("Nothing was written.")
        began = time.monotonic()
        written = load(sizes, options["seed"], Bar(sys.stderr))
        for table, number in sorted(written.items()):
            self.stdout.write(f"{number:>12,}  {table}")
        self.stdout.write(
            f"{written.total():,} rows in {time.monotonic() - began:.0f} s; "
            f"peak memory {_peak_memory():.0f} MB."
        )


class Bar:
    """Shows on a terminal how far each step is; elsewhere only when a step begins."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._step = ""

    def __call__(self, step: str, share: float) -> None:
        if not self._stream.isatty():
            if step != self._step:
                self._stream.write(f"{step} ...\n")
        else:
            if step != self._step and self._step:
                self._stream.write("\n")
            bar = "#" * int(share * _WIDTH)
            self._stream.write(f"\r{step:<24} [{bar:<{_WIDTH}}] {share:4.0%}")
            if share == 1:
                self._stream.write("\n")
        self._step = "" if share == 1 else step
        self._stream.flush()


def _peak_memory() -> float:
    """Return the most memory that this process has held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform != "darwin" else peak / 1024**2
