"""What a few lines can do: everything between marks, the nearest capitals, the longest name."""

from __future__ import annotations

import re

from archive.drafting.mentions import Named

_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]|``(.+?)''")
_CAPITALS = re.compile(r"[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*")

Quotes = dict[tuple[int, int], str | None]


def quotes(body: str) -> Quotes:
    """Return what stands between double quotation marks of one paragraph, with its speaker.

    The speaker is the nearest run of two or more capitalised words outside the marks, in the same
    paragraph; where there is none, the nearest capitalised word.
    """
    found: Quotes = {}
    start = 0
    for paragraph in body.split("\n\n"):
        matches = list(_QUOTED.finditer(paragraph))
        outside = [
            run
            for run in _CAPITALS.finditer(paragraph)
            if not any(m.start() < run.end() and run.start() < m.end() for m in matches)
        ]
        for match in matches:
            group = 1 if match.group(1) is not None else 2
            span = start + match.start(group), start + match.end(group)
            found[span] = _nearest(match, outside)
        start += len(paragraph) + 2
    return found


def _nearest(match: re.Match[str], runs: list[re.Match[str]]) -> str | None:
    names = [run for run in runs if " " in run.group()] or runs
    if not names:
        return None
    nearest = min(names, key=lambda run: max(match.start() - run.end(), run.start() - match.end()))
    return nearest.group().rstrip(".,")


def mentions(body: str, names: list[Named]) -> list[tuple[int, int, str]]:
    """Return where a name stands in the text, letter by letter, the longest name first."""
    texts = sorted({named.text for named in names}, key=len, reverse=True)
    if not texts:
        return []
    whose = {named.text: named.uid or "" for named in names}
    anywhere = re.compile("|".join(map(re.escape, texts)))
    return [(m.start(), m.end(), whose[m.group()]) for m in anywhere.finditer(body)]
