"""Load files into the archive: stories as they were received, and the rows of other data sets."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.loaders import FORMATS, Outcome, load
from archive.loaders.base import Options, Report
from archive.management.progress import Progress
from archive.models import Source

_SHOWN = 20  # refused rows on the screen; the report as JSON has them all


class Command(BaseCommand):
    """`manage.py load FORMAT PATH…`: takes in each file whole or not at all, and says what came.

    Exits non-zero where a file was not loaded.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        known = "; ".join(f"{kind.name}: {kind.summary}" for kind in FORMATS.values())
        parser.add_argument(
            "format", choices=[*FORMATS, "auto"], help=f"{known}; auto: whatever it looks like"
        )
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="Say it and do nothing.")
        parser.add_argument(
            "--source", help="The outlet of what names none: its uid, domain or exact name."
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
            source=None if options["source"] is None else _source(options["source"]),
            version=options["dataset_version"],
            review_status=options["review_status"],
            on_error=options["on_error"],
            progress=Progress(self.stderr) if sys.stderr.isatty() else None,
        )
        kind = FORMATS.get(options["format"])
        outcome = load(kind, options["paths"], how, dry_run=options["dry_run"])
        for report in outcome.reports:
            self._say(report)
        if options["report"]:
            text = json.dumps(_as_json(outcome), ensure_ascii=False, indent=1)
            options["report"].write_text(f"{text}\n", encoding="utf-8")
        if outcome.problems:
            problems = "\n".join(map(str, outcome.problems))
            loaded = "Not loaded" if outcome.reports else "Nothing was loaded"
            raise CommandError(f"{loaded}:\n{problems}")
        if options["dry_run"]:
            self.stdout.write("A dry run: nothing was written.")

    def _say(self, report: Report) -> None:
        path, say = report.path, self.stdout.write
        for record in report.added:
            say(f"{path}: added {record.uid} {record}")
        for record in report.present:
            say(f"{path}: was there already, {record.uid} {record}")
        if not report.rows:
            return
        say(
            f"{path}: {report.format}, {report.rows:,} rows in {report.seconds:.1f} s "
            f"({report.rows / report.seconds:,.0f} a second)"
        )
        made = ", ".join(f"{number:,} {name}" for name, number in sorted(report.created.items()))
        say(f"  created: {made or 'nothing'}")
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


def _source(named: str) -> Source:
    """Return the source that is meant. Raises CommandError where none or several are."""
    fields = ["uid"] if named.startswith("src_") else ["domain", "name"]
    for field in fields:
        found: list[Source] = list(Source.objects.filter(**{field: named}, merged_into=None)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise CommandError(f"--source: several sources have the {field} “{named}”; give a uid.")
    raise CommandError(
        f"--source: the archive has no source “{named}”; make it in the admin first."
    )


def _as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "files": [report.as_json() for report in outcome.reports],
        "not_loaded": [
            {"path": error.path, "line": error.line, "reason": error.reason}
            for error in outcome.problems
        ],
    }
