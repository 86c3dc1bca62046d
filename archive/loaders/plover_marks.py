"""The marks of the gold standard of PLOVER: who does what to whom, and where, in a sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

_OPENING = re.compile(r"\(([A-Z]{3}(?:/[A-Z]{3})*): ?")


class Span(NamedTuple):
    """Marked words of a sentence: what they are (SRC, TAR, EVT, LOC), and where they stand."""

    role: str
    start: int
    end: int


def spans_in(markup: str) -> tuple[list[Span], str]:
    """Return the marked spans of a sentence, and the sentence without the marks.

    >>> spans_in("(SRC: Libya) has (EVT: offered)")
    ([Span(role='SRC', start=0, end=5), Span(role='EVT', start=10, end=17)], 'Libya has offered')
    """
    spans: list[Span] = []
    text, at = "", 0
    # What is open: the role and the start of a span, or None for a parenthesis of the text.
    open_: list[tuple[str, int] | None] = []
    while at < len(markup):
        mark = _OPENING.match(markup, at)
        if mark is not None:
            open_.append((mark[1], len(text)))
            at = mark.end()
            continue
        character = markup[at]
        at += 1
        if character == "(":
            open_.append(None)
        elif character == ")" and open_ and (span := open_.pop()) is not None:
            spans.append(Span(span[0], span[1], len(text)))
            continue
        text += character
    return spans, text
