"""Write an imported file again as it was, or the archive's own records in the form of another."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.dumps import ftm, ninjs, plover
from archive.dumps.base import Addresses, Line
from archive.dumps.imported import file_text, find_file, missing_rows
from archive.errors import ArchiveError
from archive.loaders import FORMATS
from archive.loaders.dataset import Dataset

OWN: dict[str, Callable[[Addresses], Iterator[Line]]] = {
    "plover": plover.lines,
    "ninjs": ninjs.lines,
    "ftm": ftm.lines,
}


class Command(BaseCommand):
    """`manage.py dump FORMAT`: plover, ninjs and ftm write what the archive has published.

    Any other format, or one with --file, writes an imported file, byte for byte.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        imported = [name for name, kind in FORMATS.items() if isinstance(kind, Dataset)]
        parser.add_argument(
            "format",
            choices=list(dict.fromkeys([*OWN, *imported])),
            help="plover, ninjs, ftm: the archive's published records, one JSON object a line; "
            "else a file that was imported.",
        )
        parser.add_argument("--file", help="The name or the SHA-256 of an imported file.")
        parser.add_argument("--output", type=Path, help="The file to write; else standard output.")
        parser.add_argument(
            "--base-url",
            default=f"{settings.SITE_URL}/api/v1",
            help="What the addresses of records begin with.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kind, named = options["format"], options["file"]
        if kind in OWN and named is None:
            addresses = Addresses(options["base_url"].rstrip("/"))
            lines = OWN[kind](addresses)
            pieces: Iterator[str] = (f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
            lost = 0
        else:
            try:
                file = find_file(kind, named)
            except ArchiveError as error:
                raise CommandError(error.message) from error
            pieces, lost = file_text(file), missing_rows(file)
        target = options["output"]
        # Bytes, so that no platform turns a line end into another.
        with nullcontext(sys.stdout.buffer) if target is None else target.open("wb") as stream:
            try:
                for piece in pieces:
                    stream.write(piece.encode())
                stream.flush()
            except BrokenPipeError:  # whoever reads has enough: `| head`
                # What is left is written when Python ends, and must not fail then either.
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
                return
        if lost:
            self.stderr.write(f"{lost} rows were refused when the file was loaded: not in it.")
