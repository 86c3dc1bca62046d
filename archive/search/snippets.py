"""Why a record matched: a piece of its text around the words that were looked for.

It is cut by us and not by the engine, so that both show the same piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections

from archive.search.documents import DOCUMENTS
from archive.search.folding import BETWEEN
from archive.search.marking import spans_of
from archive.search.query import Node, wanted

WIDTH = 240  # code points of a snippet, about two printed lines


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a snippet; `match` says whether it is what was looked for."""

    text: str
    match: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a field of a record, part by part; … stands where text was left out."""

    field: str
    parts: tuple[Part, ...]


def snippets(
    kind: str, node: Node, ids: Sequence[int], using: str = "default"
) -> dict[int, Snippet]:
    """Return a snippet of each of these records, by id. One query, whatever their number."""
    documents = DOCUMENTS[kind]
    if not ids:
        return {}
    marks = ", ".join(["%s"] * len(ids))
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({documents.source(connections[using].vendor)}) d "
            f"WHERE d.id IN ({marks})",
            list(ids),
        )
        rows = cursor.fetchall()
    names = documents.fields
    return {
        row[0]: snippet(node, {name: row[1 + names.index(name)] for name in documents.excerpt})
        for row in rows
    }


def snippet(node: Node, texts: dict[str, str]) -> Snippet:
    """Return a piece of the first of these texts (by field) that holds what was looked for."""
    first = ""
    for field, printed in texts.items():
        text = printed.replace(f" {BETWEEN} ", "; ")
        first = first or (field if text else "")
        spans = spans_of([t for t in wanted(node) if t.field in {None, field}], text)
        if spans:
            return Snippet(field, _cut(text, spans))
    field = first or next(iter(texts))
    return Snippet(field, _cut(texts[field].replace(f" {BETWEEN} ", "; "), []))


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    """Return the window of the text that holds the most spans, cut at words."""
    start = 0
    if len(text) > WIDTH and spans:
        best = max(spans, key=lambda span: _within(spans, span[0], span[0] + WIDTH * 3 // 4))
        start = max(0, min(best[0] - WIDTH // 4, len(text) - WIDTH))
        start = _word_start(text, start) if start else 0
        start = min(start, best[0])
    end = min(len(text), start + WIDTH)
    if end < len(text):
        shorter = text.rfind(" ", start + WIDTH // 2, end)
        covered = max((b for a, b in spans if a < end), default=0)
        end = max(shorter if shorter > 0 else end, min(covered, start + 2 * WIDTH))
    parts: list[Part] = []
    at = start
    for first, last in spans:
        if first < at or first >= end:
            continue
        parts += [Part(text[at:first], match=False), Part(text[first : min(last, end)], match=True)]
        at = min(last, end)
    parts.append(Part(text[at:end], match=False))
    if start:
        parts[0] = Part(f"…{parts[0].text}", match=False)
    if end < len(text):
        parts[-1] = Part(f"{parts[-1].text}…", match=False)
    return tuple(part for part in parts if part.text)


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> int:
    return sum(1 for first, last in spans if start <= first and last <= end)


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at, at + 40)
    return space + 1 if space >= 0 else at
