"""Load the stories that come with the archive, unless they are there already."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """`manage.py load_seeds`: takes in each fixture of the seeds that has no record here yet.

    A story of which anything is there is left alone: people may have corrected it since.
    """

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.FIXTURE_DIRS:
            for path in sorted(Path(folder).glob("*.json")):
                rows = json.loads(path.read_text(encoding="utf-8"))
                if _is_here(rows):
                    self.stdout.write(f"{path.name}: was there already, nothing changed.")
                else:
                    call_command("loaddata", path, verbosity=0)
                    self.stdout.write(f"{path.name}: loaded, {len(rows)} rows.")


def _is_here(rows: list[dict[str, Any]]) -> bool:
    """Whether the archive holds any record of a fixture."""
    uids = defaultdict(list)
    for row in rows:
        if "uid" in row["fields"]:
            uids[row["model"]].append(row["fields"]["uid"])
    return any(
        apps.get_model(model)._default_manager.filter(uid__in=some).exists()
        for model, some in uids.items()
    )
