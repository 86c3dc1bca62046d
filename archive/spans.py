"""Spans of a text in code points, half-open: finding words in it, cutting it where spans lie."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Span(NamedTuple):
    """Code points `start` to `end` of a text, the last not included."""

    start: int
    end: int


# What a keyboard has, and what a printed text may have in its place.
_LOOKALIKES = {
    **dict.fromkeys('"“”„‟«»', '["“”„‟«»]'),
    **dict.fromkeys("'’‘‚‛ʼ`´", "['’‘‚‛ʼ`´]"),
    **dict.fromkeys("-‐‑‒–—―", "[-‐‑‒–—―]"),
}


def find_words(body: str, words: str) -> list[Span]:
    """Return every place where the words stand in the text, in order; [] where they do not.

    Exact matches come first and alone. Where there are none, any run of blanks matches any other
    (no-break spaces, line ends), straight quotes match curly ones and hyphens match dashes, since
    nobody can type what was printed; `body[start:end]` then are the words as printed.
    """
    if not words.strip():
        return []
    exact = _occurrences(body, words)
    if exact:
        return exact
    pattern = r"\s+".join(
        "".join(_LOOKALIKES.get(char, re.escape(char)) for char in word) for word in words.split()
    )
    # The lookahead finds matches that overlap each other, as `_occurrences` does.
    return [Span(*match.span(1)) for match in re.finditer(f"(?=({pattern}))", body)]


def _occurrences(body: str, words: str) -> list[Span]:
    found = []
    start = body.find(words)
    while start != -1:
        found.append(Span(start, start + len(words)))
        start = body.find(words, start + 1)
    return found


def surroundings(body: str, span: Span, width: int = 40) -> tuple[str, str]:
    """Return up to `width` code points before and after a span, without half words."""
    before, after = body[max(0, span.start - width) : span.start], body[span.end :][:width]
    if span.start > width:
        before = "…" + (before.split(" ", 1)[-1])
    if span.end + width < len(body):
        after = (after.rsplit(" ", 1)[0] if " " in after else after) + "…"
    return before, after


@dataclass(frozen=True, slots=True)
class Segment(Generic[Key]):
    """A stretch of text over which the same spans lie; `keys` name them, the shortest first."""

    start: int
    end: int
    text: str
    keys: tuple[Key, ...]


def cut(body: str, spans: Iterable[tuple[int, int, Key]]) -> list[Segment[Key]]:
    """Cut a text at every end of a span, so that spans may nest and overlap as they like.

    Returns segments that make up the whole text in order. A span that lies outside the text, or
    is empty, marks nothing.
    """
    inside = [span for span in spans if 0 <= span[0] < span[1] <= len(body)]
    edges = sorted({0, len(body), *(edge for span in inside for edge in span[:2])})
    # By start, so that those which begin at an edge are met when the sweep comes to it.
    waiting = sorted(inside, key=lambda span: span[0], reverse=True)
    open_spans: list[tuple[int, int, Key]] = []
    segments = []
    for start, end in pairwise(edges):
        open_spans = [span for span in open_spans if span[1] > start]
        while waiting and waiting[-1][0] == start:
            open_spans.append(waiting.pop())
        innermost = sorted(open_spans, key=lambda span: (span[1] - span[0], -span[0]))
        keys = tuple(key for _, _, key in innermost)
        segments.append(Segment(start, end, body[start:end], keys))
    return segments
