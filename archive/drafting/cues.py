"""The words that tie a quotation to its speaker: “the official said”, “according to police”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.drafting.lexicon import DOUBTFUL, FINITE, GERUNDS, JUDGING
from archive.drafting.names import Who, read_phrase
from archive.drafting.subjects import subjects_after, subjects_before
from archive.drafting.text import MASK
from archive.spans import Span

_SAID = re.compile(rf"\b(?:{'|'.join(sorted({*FINITE, *GERUNDS}, key=len, reverse=True))})\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
_CITING = re.compile(r"\b(?:quoting|citing)\s+")
_PASSIVE = re.compile(
    r"\b(?:was|were|been|be|being|is|are|get|got|gets)\s+(?:\w+ly\s+|also\s+|not\s+)?$"
)
_PERFECT = re.compile(r"\b(?:has|have|had)\s+(?:\w+ly\s+|also\s+|since\s+)?$")
_ADJACENT = re.compile(
    r"[\s,:]*(?:(?:that|as)|(?:by|on|in|via|with|using|at)\s+\w[^,:;.]*)?[\s,:]*[“\"‘'„«`]*\s*$"
)
_DASH = re.compile(r"\s*[-–—]{1,2}\s*(?=[^\W\d_])")
_END = re.compile(r"[,;:.()“\"—–]|\s-\s|$")

# No clause is longer than this between a verb and words that it brings.
_FAR = 240
_NEAR = 80
# No verb is looked for farther back than this, nor beyond so many, however long the sentence.
_BACK, _VERBS = 1000, 8


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say who speaks: `span` holds the subject and the verb, `verb` is the infinitive.

    `whos` are those whom the subject names; none where it is not plain. `adjacent` tells that the
    quotation stands right beside the verb, not within a clause that retells.
    """

    span: Span
    verb: str
    verb_span: Span
    whos: tuple[Who, ...]
    adjacent: bool = True

    @property
    def speaker(self) -> Who | None:
        return self.whos[0] if self.whos else None


def cue_after(masked: str, quote: Span, sentence_end: int, *, ended: bool) -> Cue | None:
    """Return the cue that follows a quotation in its sentence, or None.

    `ended` tells that a comma, question or exclamation mark ends the quoted words, so that the
    narrator's clause begins anew.
    """
    rest = Span(quote.end, sentence_end)
    return (
        _according(masked, rest)
        or _signed(masked, rest)
        or (_verb_first(masked, rest, ended=ended))
        or (_subject_first(masked, rest) if ended or _comma(masked, rest) else None)
    )


def cue_before(masked: str, sentence_start: int, quote: Span) -> Cue | None:
    """Return the cue that brings a quotation later in its sentence, the nearest one, or None."""
    start = max(sentence_start, quote.start - _BACK)
    found = list(_SAID.finditer(masked, start, quote.start))[-_VERBS:]
    weak: Cue | None = None
    for number in range(len(found) - 1, -1, -1):
        cue = _brings(masked, start, found[: number + 1], quote)
        if cue is None:
            continue
        if cue.speaker is not None and cue.speaker.kind != "pronoun":
            return cue
        weak = weak or cue
    return weak or _according_before(masked, start, quote)


def leading_cue(masked: str, sentence: Span) -> Cue | None:
    """Return the first cue of a sentence without quotation: “Allton said he had seen them”."""
    accord = _according_before(masked, sentence.start, Span(sentence.end, sentence.end))
    if accord is not None:
        return accord
    for match in _SAID.finditer(masked, *sentence):
        if match.group() in FINITE and match.group() not in DOUBTFUL | JUDGING:
            return _finite(masked, sentence.start, match)
    return None


def _brings(masked: str, start: int, found: list[re.Match[str]], quote: Span) -> Cue | None:
    """Return the cue of the last of these verbs, if it can bring the quotation."""
    match = found[-1]
    form, gap = match.group(), masked[match.end() : quote.start]
    adjacent = _ADJACENT.match(gap) is not None and len(gap) <= _NEAR
    beyond = gap.rpartition(MASK)[2]
    before = masked[start : match.start()][-40:]
    named = form in JUDGING and not gap.strip("“\"‘' ,")  # “a print called ‘Cowboys’”
    if (
        len(beyond) > (_NEAR if MASK in gap else _FAR)
        or (form in DOUBTFUL and not adjacent)
        or _PASSIVE.search(before)
        or (named and not _PERFECT.search(before))
    ):
        return None
    if form in FINITE:
        cue = _finite(masked, start, match)
        return None if cue is None else replace(cue, adjacent=adjacent)
    if len(gap) > _NEAR:
        return None
    return _gerund(masked, start, found)


def _finite(masked: str, start: int, match: re.Match[str]) -> Cue | None:
    if _PASSIVE.search(masked[start : match.start()][-40:]):
        return None
    whos, begin = subjects_before(masked, Span(start, match.start()))
    if begin is None:
        return None
    verb_span = Span(*match.span())
    return Cue(Span(begin, match.end()), FINITE[match.group()], verb_span, whos)


def _gerund(masked: str, start: int, found: list[re.Match[str]]) -> Cue | None:
    """Return the cue of “one poster writing”, or of the verb before “…, calling it”."""
    match = found[-1]
    verb_span = Span(*match.span())
    whos, begin = subjects_before(masked, Span(start, match.start()))
    if begin is not None and whos and not masked[begin : match.start()].rstrip().endswith(","):
        return Cue(Span(begin, match.end()), GERUNDS[match.group()], verb_span, whos)
    for earlier in reversed(found[:-1]):
        if earlier.group() in FINITE:
            cue = _finite(masked, start, earlier)
            if cue is not None and cue.whos:
                return replace(cue, adjacent=False)
    return Cue(verb_span, GERUNDS[match.group()], verb_span, (), adjacent=True)


def _according(masked: str, rest: Span) -> Cue | None:
    match = re.compile(r"\s*,?\s*").match(masked, *rest)
    accord = _ACCORDING.match(masked, match.end(), rest.end) if match else None
    return None if accord is None else _according_to(masked, accord, rest.end)


def _according_before(masked: str, start: int, quote: Span) -> Cue | None:
    matches = list(_ACCORDING.finditer(masked, start, quote.start))
    if not matches:
        return None
    cited = list(_CITING.finditer(masked, matches[-1].end(), quote.start))
    cue = _according_to(masked, (cited or matches)[-1], quote.start)
    return None if cue is None else replace(cue, adjacent=False)


def _according_to(masked: str, match: re.Match[str], limit: int) -> Cue | None:
    whos, end = subjects_after(masked, Span(match.end(), limit))
    if end is None:
        return None
    return Cue(Span(match.start(), end), "according to", Span(match.start(), match.end() - 1), whos)


def _signed(masked: str, rest: Span) -> Cue | None:
    """Return the name after a dash, as under a quotation that stands by itself."""
    dash = _DASH.match(masked, *rest)
    if dash is None:
        return None
    end = _END.search(masked, dash.end(), rest.end)
    who = read_phrase(masked, Span(dash.end(), end.start() if end else rest.end))
    if who is None or not who.named:
        return None
    return Cue(who.span, "sign", Span(dash.start(), dash.end()), (who,))


def _verb_first(masked: str, rest: Span, *, ended: bool) -> Cue | None:
    match = re.compile(rf"\s*[,.]?\s*(?P<verb>{_SAID.pattern})\s+").match(masked, *rest)
    if match is None or match["verb"] not in FINITE:
        return None
    if not (ended or _comma(masked, rest)):
        return None
    whos, end = subjects_after(masked, Span(match.end(), rest.end))
    verb_span = Span(*match.span("verb"))
    if end is None:
        return None
    return Cue(Span(verb_span.start, end), FINITE[match["verb"]], verb_span, whos)


def _subject_first(masked: str, rest: Span) -> Cue | None:
    for match in _until_quote(masked, rest):
        if match.group() not in FINITE:
            continue
        whos, begin = subjects_before(masked, Span(rest.start, match.start()), whole=True)
        if begin is None or not whos or match.start() - rest.start > _FAR:
            return None
        verb_span = Span(*match.span())
        return Cue(Span(begin, match.end()), FINITE[match.group()], verb_span, whos)
    return None


def _until_quote(masked: str, rest: Span) -> Iterator[re.Match[str]]:
    quoted = masked.find(MASK, *rest)
    return _SAID.finditer(masked, rest.start, rest.end if quoted == -1 else quoted)


def _comma(masked: str, rest: Span) -> bool:
    return masked[rest.start : rest.end].lstrip(")( ").startswith(",")
