"""The subject of a verb of saying: the phrase before or after it, without what is between."""

from __future__ import annotations

import re

from archive.drafting.names import Who, read_phrase
from archive.drafting.text import MASK
from archive.spans import Span

_DAY = (
    r"(?:(?:late|early|on|last|this|earlier)\s+)*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:\s+(?:morning|afternoon|evening|night))?"
)
_BETWEEN = re.compile(
    rf"(?:\s|\b(?:has|have|had|also|later|then|now|still|since|once|again|further|previously|earlier|"
    rf"recently|repeatedly|publicly|reportedly|himself|herself|itself|yesterday|today|only|even|"
    rf"\w+ly|{_DAY})\b)*$"
)
# What a subject cannot hold: what stands before it belongs to another clause.
_BREAK = re.compile(
    r"[;:—–“”\"«»"
    + MASK
    + r"]|\s-\s|\b(?:was|were|is|are|be|been|being|will|would|has|have|had|that|"
    r"which|who|when|because|while|if|but|although|though|where|than|whom|says?|said|told)\b"
)
_OPENING = re.compile(
    r"(?:in|on|at|after|before|during|for|from|of|by|with|without|under|over|since|until|despite|"
    r"following|discussing|writing|speaking|citing|quoting|responding|asked|earlier|later|"
    r"meanwhile|however|still|today|yesterday|instead|also|then|as|when|while|if|according|\w+ing)\b",
    re.I,
)
_PREPOSITION = re.compile(r"(?:in|on|at|after|before|during|for|from|of|by|with|to|into|about)\b")
_ENDS = re.compile(
    r"[,;:.“”\"—–" + MASK + r"]|\s-\s|\s(?:on|in|at|after|during|that|who|as|when)\s"
)
_AND = re.compile(r"\s+and\s+")
# A subject is no longer than this, in words.
_LONG = 24


def subjects_before(
    masked: str, region: Span, *, whole: bool = False
) -> tuple[tuple[Who, ...], int | None]:
    """Return whom the subject before a verb names, and where it begins (None: there is none).

    `region` ends where the verb begins. `whole` tells that nothing but the subject may stand in it.
    """
    end = region.start + len(_BETWEEN.sub("", masked[region.start : region.end]))
    start = region.start
    for match in _BREAK.finditer(masked, region.start, end):
        start = match.end()
    text = masked[start:end]
    if whole and masked[region.start : start].strip(" ,"):
        return (), None
    apposed = text.rstrip().endswith(",")
    pieces = _pieces(masked, Span(start, end))
    if not pieces:
        return (), None
    if whole and not apposed and len(pieces) > 1:
        return (), None
    head = _head(masked, pieces) if apposed else pieces[-1]
    if head is None or len(masked[head.start : head.end].split()) > _LONG:
        return (), None
    if whole and _PREPOSITION.match(masked, head.start, head.end):
        return (), None
    whos = _read(masked, head)
    begin = min((who.span.start for who in whos), default=head.start)
    return whos, begin


def subjects_after(masked: str, region: Span) -> tuple[tuple[Who, ...], int | None]:
    """Return whom the phrase at the start of `region` names, and where it ends."""
    found = _ENDS.search(masked, *region)
    # “.” may end an initial or an acronym: read on to the next word that is no name.
    end = found.start() if found else region.end
    while (
        found
        and found.group() == "."
        and re.search(r"\b(?:[A-Z]|Mr|Dr|Mrs|Ms)$", masked[:end][-4:])
    ):
        found = _ENDS.search(masked, found.end(), region.end)
        end = found.start() if found else region.end
    head = Span(region.start, end)
    if not masked[head.start : head.end].strip() or len(masked[head.start : end].split()) > _LONG:
        return (), None
    whos = _read(masked, head)
    if not whos:
        return (), end
    apposed = _apposed_name(masked, Span(end, region.end)) if not whos[0].named else None
    return ((apposed,), apposed.span.end) if apposed else (whos, whos[-1].span.end)


def _apposed_name(masked: str, rest: Span) -> Who | None:
    """Return the name after a description: “the team's coach, Alireza Mehraban, …”."""
    match = re.compile(r",\s*((?:[A-Z][\w’'.-]+\s+){1,3}[A-Z][\w’'-]+)\s*[,.]").match(masked, *rest)
    return read_phrase(masked, Span(*match.span(1))) if match else None


def _pieces(masked: str, span: Span) -> list[Span]:
    """Return the stretches between commas that hold words, commas in brackets aside."""
    pieces, start, depth = [], span.start, 0
    for at in range(span.start, span.end):
        depth += {"(": 1, ")": -1}.get(masked[at], 0)
        if masked[at] == "," and depth <= 0:
            pieces.append(Span(start, at))
            start = at + 1
    pieces.append(Span(start, span.end))
    return [
        Span(piece.end - len(words), piece.end)
        for piece in pieces
        if (words := masked[piece.start : piece.end].lstrip())
    ]


def _head(masked: str, pieces: list[Span]) -> Span | None:
    """Return the phrase that something between commas explains: “Ruiz, the mayor, said”."""
    heads = [piece for piece in pieces if not _OPENING.match(masked, *piece)]
    if not heads:
        return None
    first, last = heads[0], pieces[-1]
    if first != last:
        named, explained = read_phrase(masked, last), read_phrase(masked, first)
        words = masked[last.start : last.end].split()
        if (
            named is not None
            and named.kind == "person"
            and len(words) > 1
            and all(word[0].isupper() for word in words)
            and (explained is None or explained.kind != "person")
        ):
            return last
    return first


def _read(masked: str, head: Span) -> tuple[Who, ...]:
    """Return whom a subject names: two where it joins two names by “and”."""
    joined = _AND.search(masked, *head)
    if joined is not None:
        left = read_phrase(masked, Span(head.start, joined.start()))
        right = read_phrase(masked, Span(joined.end(), head.end))
        if left and right and left.kind == right.kind == "person":
            return left, right
    who = read_phrase(masked, head)
    return () if who is None else (who,)
