"""What stands between quotation marks: pairs of marks, nested ones, quotations over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.drafting.text import paragraphs
from archive.spans import Span

# An opening mark, the marks that may close it, and the way it is written again in a new paragraph.
_CLOSES = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "'": "'", "``": "''"}
_MARK = re.compile(r"``|''|[“”„«»‘’\"']")
_SINGLE = {"‘", "'"}
# A single mark may be an apostrophe: only so many characters are searched for the closing one.
_SINGLE_REACH = 300


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: a span for each paragraph, without the marks, none empty.

    `outer` reaches from the first mark to the last. `single` tells that the marks are single ones,
    which often are no more than a distance to a word.
    """

    parts: tuple[Span, ...]
    outer: Span
    single: bool = False

    def words(self, body: str) -> str:
        """Return the quoted words, paragraphs joined by a space."""
        return " ".join(body[part.start : part.end] for part in self.parts)


@dataclass(slots=True)
class _Open:
    """A quotation that is not closed yet."""

    mark: str
    start: int  # of the mark
    content: int  # where the words of this paragraph begin
    depth: int = 1
    parts: list[Span] = field(default_factory=list)


def quotations(body: str) -> list[Quotation]:
    """Return the quotations in order; they never overlap, nested ones belong to the outer one.

    A quotation that no mark closes is left out, unless the next paragraph opens with the mark
    again or closes it: then it goes on there.
    """
    found: list[Quotation] = []
    spans = paragraphs(body)
    carried: _Open | None = None
    for number, span in enumerate(spans):
        opened, done = _read(body, span, carried)
        found += done
        carried = None
        if opened is not None and number + 1 < len(spans):
            carried = _carry(body, opened, span, spans[number + 1])
    return found


def _carry(body: str, opened: _Open, span: Span, following: Span) -> _Open | None:
    """Return the quotation as it goes on in the following paragraph, or None where it does not."""
    text = body[following.start : following.end]
    again = text.startswith(opened.mark)
    first = next(_marks(body, following), None)
    closes = (
        first is not None
        and first.group() in _CLOSES[opened.mark]
        and not _looks_opening(body, first.start(), first.end())
    )
    if opened.mark in _SINGLE or not (again or closes):
        return None
    opened.parts.append(Span(opened.content, span.end))
    opened.content = following.start + (len(opened.mark) if again else 0)
    opened.depth = 1
    return opened


def _read(body: str, span: Span, current: _Open | None) -> tuple[_Open | None, list[Quotation]]:
    """Read a paragraph; return what is still open at its end, and what was closed in it."""
    found: list[Quotation] = []
    begin = span.start if current is None else max(span.start, current.content)
    for match in _marks(body, Span(begin, span.end)):
        mark, start, end = match.group(), match.start(), match.end()
        if current is None:
            if mark in _CLOSES and _may_open(body, span, mark, start, end):
                current = _Open(mark, start, end)
            continue
        if mark in _CLOSES[current.mark] and not (
            mark == current.mark and _looks_opening(body, start, end)
        ):
            current.depth -= 1
        elif mark == current.mark:
            current.depth += 1
        if current.depth == 0:
            parts = [*current.parts, Span(current.content, start)]
            found += _closed(body, current, parts, end)
            current = None
    return current, found


def _closed(body: str, opened: _Open, parts: list[Span], end: int) -> Iterator[Quotation]:
    trimmed = tuple(part for span in parts if (part := _trimmed(body, span)).start < part.end)
    if trimmed:
        yield Quotation(trimmed, Span(opened.start, end), single=opened.mark in _SINGLE)


def _may_open(body: str, span: Span, mark: str, start: int, end: int) -> bool:
    """Whether a mark opens a quotation here: it stands before words, and is no inch or apostrophe.

    A single mark must be closed within the paragraph as well, before any double one.
    """
    if mark == '"':
        return _looks_opening(body, start, end) or not (start and body[start - 1].isdigit())
    if mark not in _SINGLE:
        return True
    if not _looks_opening(body, start, end):
        return False
    reach = body[end : min(span.end, end + _SINGLE_REACH)]
    closing = re.search(rf"(?<=\S){_CLOSES[mark]}(?!\w)", reach)
    return closing is not None and not re.search(r"[“”\"„«]", reach[: closing.start()])


def _marks(body: str, span: Span) -> Iterator[re.Match[str]]:
    """Yield the marks that are no apostrophe within a word or at its end."""
    for match in _MARK.finditer(body, span.start, span.end):
        start, end = match.span()
        if match.group() in {"'", "’"}:
            before, after = body[start - 1 : start], body[end : end + 1]
            if before.isalnum() and after.isalnum():
                continue
        yield match


def _looks_opening(body: str, start: int, end: int) -> bool:
    """Whether a straight mark has a blank before it and a character after it."""
    before, after = body[start - 1 : start] if start else "", body[end : end + 1]
    return (not before or before.isspace() or before in "([{—–-“‘\"'") and (
        bool(after) and not after.isspace()
    )


def _trimmed(body: str, span: Span) -> Span:
    words = body[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))
