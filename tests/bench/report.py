"""The table that the benchmark prints, and the same as JSON."""

from __future__ import annotations

import json
import platform
import sqlite3
from collections.abc import Sequence
from importlib.metadata import version

from tests.bench.measure import Result

_SERVERS = ("limit", "datasette", "ours")


def table(results: Sequence[Result]) -> str:
    """Return the results as Markdown: p50 in milliseconds and ratios."""
    lines = [
        "| request (p50 in ms, one client) | limit | Datasette | ours | ours / limit | goal "
        "| Datasette / ours | goal | met | processor: ours / limit |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    notes = []
    for result in results:
        workload = result.workload
        over, against = result.ratio("limit"), result.ratio("datasette")
        cells = [
            workload.title,
            *(_number(result.milliseconds.get(name)) for name in _SERVERS),
            _number(over),
            _number(workload.goal),
            _number(1 / against if against else None),
            _number(workload.beats),
            result.verdict(),
            _number(result.ratio("limit", processor=True)),
        ]
        lines.append(f"| {' | '.join(cells)} |")
        notes += [f"- {workload.title}: {note}" for note in result.notes]
        for server, why in result.skipped.items():
            if why != "not asked":
                notes.append(f"- {workload.title}, {server}: skipped, {why}")
    return "\n".join([*lines, "", *notes])


def as_json(results: Sequence[Result], incidents: int) -> str:
    """Return the results as JSON."""
    return json.dumps(
        {
            "incidents": incidents,
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "django": version("django"),
            "granian": version("granian"),
            "results": [
                {
                    "name": result.workload.name,
                    "title": result.workload.title,
                    "milliseconds": result.milliseconds,
                    "processor": result.processor,
                    "goal": result.workload.goal,
                    "beats": result.workload.beats,
                    "met": result.verdict(),
                    "notes": result.notes,
                    "skipped": result.skipped,
                }
                for result in results
            ],
        },
        indent=2,
    )


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if value < 100 else f"{value:.0f}"
