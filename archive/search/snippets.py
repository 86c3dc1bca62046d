"""Why a record matched: a piece of its text around the words that were looked for.

The words are found in the text as it is printed, by a pattern that reads every letter as any that
folds to it; so the same piece is shown on both engines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connections

from archive.search.characters import BARE_LETTERS, MORE_SEPARATORS, SEPARATORS
from archive.search.documents import DOCUMENTS
from archive.search.folding import BETWEEN, MARKS, SPELLED
from archive.search.query import Node, Term, wanted

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
        pattern = _pattern(tuple(t for t in wanted(node) if t.field in {None, field}))
        spans = [match.span() for match in pattern.finditer(text)] if pattern else []
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


# --- Finding folded words in a printed text ------------------------------------------------------


def _escape(code: int) -> str:
    return f"\\U{code:08x}"


_BETWEEN_WORDS = "".join(
    f"{_escape(first)}-{_escape(last)}" for first, last in (*SEPARATORS, *MORE_SEPARATORS)
)
_MARKS = f"[{''.join(map(_escape, map(ord, MARKS)))}]*"


def _readings() -> dict[str, list[str]]:
    """Return what may be printed for a letter, or for the letters of a ligature."""
    readings: dict[str, list[str]] = {}
    for old, new in BARE_LETTERS.items():
        readings.setdefault(chr(new), []).append(chr(old))
    for old_letter, spelled in SPELLED.items():
        # The capital of a letter that is spelled out is listed beside it.
        readings.setdefault(spelled, []).append(old_letter)
    return readings


_READINGS = _readings()
_LONGEST = max(map(len, _READINGS))


@lru_cache(maxsize=256)
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str] | None:
    """Return what finds any of these terms in a printed text, the longest first; None without."""
    ordered = sorted(dict.fromkeys(terms), key=lambda t: -sum(map(len, t.words)))
    if not ordered:
        return None
    found = "|".join(f"(?:{_printed(term)})" for term in ordered)
    return re.compile(f"(?<![^{_BETWEEN_WORDS}]){_MARKS}(?:{found})")


def _printed(term: Term) -> str:
    between = f"{_MARKS}[{_BETWEEN_WORDS}]+{_MARKS}"
    text = between.join(_word(word) for word in term.words)
    if term.prefix:
        return f"{text}[^{_BETWEEN_WORDS}]*"
    last_dot = r"(?:(?<=[A-Z]\.[A-Z])\.)?"
    return f"{text}{_MARKS}(?![^{_BETWEEN_WORDS}]){last_dot}"


def _word(word: str) -> str:
    """Return the pattern of a word: its letters in any reading, marks and the dots of acronyms."""
    parts: list[str] = []
    at = 0
    joint = rf"{_MARKS}(?:(?<=[A-Z])\.(?=[A-Z]))?"
    while at < len(word):
        for length in range(min(_LONGEST, len(word) - at), 0, -1):
            letters = word[at : at + length]
            spelled = joint.join(map(_letter, letters))
            ligatures = _READINGS.get(letters, []) if length > 1 else []
            if ligatures or length == 1:
                parts.append("|".join([*ligatures, spelled]) if ligatures else spelled)
                at += length
                break
    return joint.join(f"(?:{part})" for part in parts)


def _letter(letter: str) -> str:
    either = {letter, letter.upper()[:1], *_READINGS.get(letter, ())}
    return f"[{''.join(map(_escape, map(ord, either)))}]"
