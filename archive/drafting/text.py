"""Paragraphs and sentences of a text as spans, and the narrator's text with quoted words masked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.spans import Span

# Stands for a quoted character, so that offsets stay those of the text.
MASK = "\ufffc"

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LINE_END = re.compile(r"\n")
_STOP = re.compile(r"[.!?…]+[”’\"'»)\]]*(?=\s)|[.!?…]+[”\"»]+(?=[A-Z])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"‘'])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Cpl|Sgt|Adm|Sen|Rep|Gov|Rev|Hon|St|"
    r"Mt|Jr|Sr|No|vs|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Corp|Ltd|Co|[A-Z])\.$"
)
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}$")
_BEGINS = re.compile(
    r"(?:The|A|An|In|On|At|It|He|She|They|We|I|But|And|This|That|These|Those|There|After|Before|"
    r"When|While|However|According|As|If|For|Since|Some|Many|Several)\b"
)


def paragraphs(body: str) -> list[Span]:
    """Return the paragraphs, without the blanks around them.

    A blank line parts them; in a text that has none, every line is one.
    """
    parting = _BLANK_LINE if _BLANK_LINE.search(body) else _LINE_END
    edges = [0, *(edge for match in parting.finditer(body) for edge in match.span()), len(body)]
    spans = [_trimmed(body, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [span for span in spans if span.start < span.end]


def mask(body: str, spans: Iterable[Span]) -> str:
    """Return the text with these spans masked, as long as before.

    The last character of a span is kept where it ends a clause: it says whether the sentence of
    the narrator goes on after the quotation.
    """
    pieces, reached = [], 0
    for span in sorted(spans):
        start, end = max(span.start, reached), span.end
        if start >= end:
            continue
        kept = body[end - 1] if body[end - 1] in ".,!?" else MASK
        pieces += [body[reached:start], MASK * (end - start - 1), kept]
        reached = end
    return "".join([*pieces, body[reached:]])


def sentences(masked: str, within: Span) -> list[Span]:
    """Return the sentences of a paragraph, without the blanks around them."""
    starts = [within.start]
    for match in _STOP.finditer(masked, within.start, within.end):
        following = masked[match.end() : within.end].lstrip()
        if following and _ends(masked[starts[-1] : match.end()], following):
            starts.append(match.end())
    ends = [*starts[1:], within.end]
    spans = [_trimmed(masked, start, end) for start, end in zip(starts, ends, strict=True)]
    return [span for span in spans if span.start < span.end]


def _ends(so_far: str, following: str) -> bool:
    """Whether a full stop ends the sentence before it."""
    if following[0].islower() or following[0] in "-–—":
        return False
    if _ACRONYM.search(so_far):
        return _BEGINS.match(following) is not None
    return _ABBREVIATION.search(so_far[-8:]) is None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
