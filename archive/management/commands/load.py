"""Load files into the archive: stories from documents and feeds, and rows of other data sets."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import planning
from archive.errors import ArchiveError
from archive.loaders import FORMATS, Outcome, load
from archive.loaders.base import Options, Report
from archive.management.progress import Progress
from archive.models import Source
from archive.services.outlets import source_named

_SHOWN = 20  # documents and refused rows on the screen; the report as JSON has them all
_WHAT = {
    "created": "added {uid} {title}",
    "changed": "new text, number {text}, of {uid} {title}",
    "same": "was there already, {uid} {title}",
}
_WOULD = {
    "created": "would be added: {title}",
    "changed": "would be a new text, number {text}, of {uid} {title}",
    "same": "is there already, {uid} {title}",
}


class Command(BaseCommand):
    """`manage.py load [FORMAT] PATH…`: takes in each file whole or not at all, and says what came.

    Without a format each file is what it looks like. Exits non-zero where a file was not loaded.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        known = "; ".join(f"{kind.name}: {kind.summary}" for kind in FORMATS.values())
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="[FORMAT] PATH",
            help=f"{known}; auto, or none: whatever it looks like.",
        )
        parser.add_argument("--format", choices=[*FORMATS, "auto"], help="The same, by name.")
        parser.add_argument("--dry-run", action="store_true", help="Say it and do nothing.")
        parser.add_argument(
            "--source", help="The outlet of what names none: its uid, domain or exact name."
        )
        parser.add_argument(
            "--language", help="The language of texts whose document names none, BCP 47: “pt-BR”."
        )
        parser.add_argument(
            "--encoding", help="What documents are written in, whatever they declare: “latin-1”."
        )
        parser.add_argument("--dataset-version", help="The version of the data set: “23.1”.")
        parser.add_argument(
            "--on-error",
            choices=["stop", "skip"],
            default="stop",
            help="stop refuses a file with its first bad row; skip leaves bad rows out.",
        )
        parser.add_argument(
            "--review-status",
            choices=["draft", "in_review", "published"],
            default="draft",
            help="Of what is made; what is published is in everybody's lists.",
        )
        parser.add_argument("--report", type=Path, help="Write what came of each file as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        how = Options(
            source=_source(options["source"]),
            language=options["language"],
            encoding=options["encoding"],
            version=options["dataset_version"],
            review_status=options["review_status"],
            on_error=options["on_error"],
            progress=Progress(self.stderr) if sys.stderr.isatty() else None,
        )
        named, paths = _format_and_paths(options["format"], options["paths"])
        outcome = load(FORMATS.get(named), paths, how, dry_run=options["dry_run"])
        if outcome.reports and not options["dry_run"]:
            planning.renew()
        for report in outcome.reports:
            self._say(report, _WOULD if options["dry_run"] else _WHAT)
        if options["report"]:
            text = json.dumps(_as_json(outcome), ensure_ascii=False, indent=1)
            options["report"].write_text(f"{text}\n", encoding="utf-8")
        if outcome.problems:
            problems = "\n".join(map(str, outcome.problems))
            loaded = "Not loaded" if outcome.reports else "Nothing was loaded"
            raise CommandError(f"{loaded}:\n{problems}")
        if options["dry_run"]:
            self.stdout.write("A dry run: nothing was written.")

    def _say(self, report: Report, words: dict[str, str]) -> None:
        path, say = report.path, self.stdout.write
        if report.documents:
            self._say_documents(report, words)
        else:
            say(
                f"{path}: {report.format}, {report.rows:,} rows in {report.seconds:.1f} s "
                f"({report.rows / report.seconds:,.0f} a second)"
            )
            say(f"  created: {_counts(report.created)}")
            say(
                f"  rows: {report.unchanged:,} unchanged, {report.changed:,} changed, "
                f"{report.kept:,} kept without a record, {len(report.refused):,} refused"
            )
        for refusal in report.refused[:_SHOWN]:
            say(f"  refused: {refusal}")
        if len(report.refused) > _SHOWN:
            say(f"  … and {len(report.refused) - _SHOWN:,} more; --report FILE lists them all")
        for notice, number in report.notices.most_common():
            say(f"  {number:,} × {notice}")

    def _say_documents(self, report: Report, words: dict[str, str]) -> None:
        path, say = report.path, self.stdout.write
        for taken in report.documents[:_SHOWN]:
            where = path if report.rows == 1 else f"{path}:{taken.line}"
            uid = taken.uid or "what is new in these files:"
            what = words[taken.what].format(text=taken.number, uid=uid, title=taken.title)
            say(f"{where}: {what}")
        if len(report.documents) > _SHOWN:
            say(f"  … and {len(report.documents) - _SHOWN:,} more; --report FILE lists them all")
        if report.rows > 1:
            say(
                f"{path}: {report.format}, {report.rows:,} documents: "
                f"{report.created['articles']:,} added, {report.changed:,} with a new text, "
                f"{report.unchanged:,} unchanged, {len(report.refused):,} refused"
            )


def _counts(created: Counter[str]) -> str:
    listed = ", ".join(f"{number:,} {name}" for name, number in sorted(created.items()))
    return listed or "nothing"


def _format_and_paths(named: str | None, words: list[str]) -> tuple[str, list[Path]]:
    """Return the format, which may stand before the paths, and the paths.

    Raises CommandError where the first word is neither a format nor a file.
    """
    if named is None and words[0] in (*FORMATS, "auto"):
        named, *words = words
    elif named is None and not Path(words[0]).exists():
        known = ", ".join(f"'{name}'" for name in (*FORMATS, "auto"))
        raise CommandError(
            f"Error: argument FORMAT: invalid choice: '{words[0]}' (choose from {known}), "
            "nor is there such a file"
        )
    if not words:
        raise CommandError("Error: name the files to load")
    return named or "auto", [Path(word) for word in words]


def _source(named: str | None) -> Source | None:
    """Return the source that is meant, if any. Raises CommandError where none or several are."""
    try:
        return None if named is None else source_named(named)
    except ArchiveError as error:
        raise CommandError(f"--source: {error.message}") from error


def _as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "files": [report.as_json() for report in outcome.reports],
        "not_loaded": [
            {"path": error.path, "line": error.line, "reason": error.reason}
            for error in outcome.problems
        ],
    }
