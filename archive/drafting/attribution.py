"""Who said what stands between quotation marks: each quotation with its cue and its speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.drafting.cast import Cast, Speaker
from archive.drafting.cues import Cue, cue_after, cue_before, leading_cue
from archive.drafting.lexicon import ACTS
from archive.drafting.names import Who, name_alone, read_phrase
from archive.drafting.quotes import Quotation, quotations
from archive.drafting.text import MASK, mask, paragraphs, sentences
from archive.spans import Span

# Words that make what follows a name or a term, not something said.
_NAMING = re.compile(
    r"\b(?:named?|called|titled|entitled|labell?ed|nicknamed|dubbed|known as|termed|the words?|"
    r"the terms?|phrase|section|album|song|film|movie|book|novel|show|series|website|site|blog|"
    r"hashtag|slogan)\s*,?\s*$"
)
_SMALL = frozenset("a an and at by for from in of on or the to with".split())
_PAIR = re.compile(r"\s*(?:that\s+)?(?:the\s+)?(?:two|pair|both)\b")
_BETWEEN = re.compile(r"\bbetween\s+(.+?)\s+and\s+(.+)$", re.S)
_PAPER = re.compile(r"\b(?:the|a)\s+(\w+)$", re.I)
_SENTENCE_WORDS = 5
_ASIDE = 200  # characters in brackets beside a quotation that stands by itself
_BRACKETED = re.compile(r"\(+[^()]*\)+")


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation that somebody is said to have said or written.

    `cue` and `speakers` may be missing. `follows` tells that it goes on with the statement before
    it. `retold` are the words of the narrator's clause around it where the quotation is a part of
    what is retold. `relayed_by` is the body whose paper passes the words on, `paper` what it is.
    """

    quotation: Quotation
    cue: Cue | None = None
    speakers: tuple[Speaker, ...] = ()
    follows: bool = False
    retold: Span | None = None
    paper: str | None = None
    relayed_by: str | None = None


class Reading:
    """A text with its quotations found, masked, and cut into paragraphs and sentences."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.quotations = quotations(body)
        self.masked = mask(body, (part for each in self.quotations for part in each.parts))
        self.paragraphs = paragraphs(body)
        self.sentences = [sentences(self.masked, each) for each in self.paragraphs]
        self.cast = Cast(body, self.masked)
        self._papers: dict[str, str] = {}
        for span in self.all_sentences:
            self._meet(span)

    @property
    def all_sentences(self) -> tuple[Span, ...]:
        """Every sentence of the text, in order."""
        return tuple(span for group in self.sentences for span in group)

    def _meet(self, span: Span) -> None:
        """Note the persons who say something, and the bodies whose papers are spoken of."""
        cue = leading_cue(self.masked, span)
        for who in cue.whos if cue else ():
            if who.kind == "person" or " " in self.cast.full_name(who.name):
                self.cast.is_person(who.name)
            if who.kind == "individual":
                self.cast.describe(who)
            if who.kind == "paper" and who.owner:
                self._papers.setdefault(who.name, who.owner)

    def owner(self, paper: Who) -> str | None:
        """Return the body that a paper is of, as the text said when it first spoke of it."""
        return paper.owner or self._papers.get(paper.name)

    def place(self, position: int) -> tuple[int, int]:
        """Return the numbers of the paragraph and of the sentence in it that hold a position."""
        number = max(
            (n for n, span in enumerate(self.paragraphs) if span.start <= position), default=0
        )
        group = self.sentences[number]
        within = max((n for n, span in enumerate(group) if span.start <= position), default=0)
        return number, within

    def before(self, paragraph: int, sentence: int) -> Span | None:
        """Return the sentence before one, in the paragraph before it if need be."""
        if sentence:
            return self.sentences[paragraph][sentence - 1]
        return self.sentences[paragraph - 1][-1] if paragraph else None


def attribute(reading: Reading) -> list[Said]:
    """Return what is said in quotation marks, in order; titles, names and doubted words are not."""
    found: list[Said] = []
    for quotation in reading.quotations:
        if reading.body[quotation.outer.start - 1 : quotation.outer.start] == "(":
            continue  # a name translated or explained
        last = found[-1] if found else None
        said = _with_cue(reading, quotation, last) or _alone(reading, quotation, last)
        if said is None:
            continue
        for speaker in said.speakers:
            reading.cast.spoke(quotation.outer.start, speaker)
        found.append(said)
    return found


def _with_cue(reading: Reading, quotation: Quotation, last: Said | None) -> Said | None:
    """Return the quotation with the cue in its own sentence, or None where there is none."""
    masked, outer = reading.masked, quotation.outer
    paragraph, number = reading.place(outer.start)
    sentence = reading.sentences[paragraph][number]
    end = reading.sentences[(place := reading.place(outer.end - 1))[0]][place[1]].end
    ended = reading.body[quotation.parts[-1].end - 1] in ",?!—–-"
    before = cue_before(masked, sentence.start, outer)
    after = cue_after(masked, outer, end, ended=ended)
    if before is not None and after is not None and _is_paper(after) and before.whos:
        said = _said(reading, quotation, before, sentence)
        return replace(said, paper=after.whos[0].name, relayed_by=reading.owner(after.whos[0]))
    beside = after is not None or (before is not None and before.adjacent)
    cue = before if before is not None and (before.adjacent or after is None) else after
    if cue is None or (not beside and not _quotes_words(reading.body, quotation, cue)):
        return None
    if (
        beside
        and _NAMING.search(reading.body[: outer.start][-40:])
        and _is_title(quotation.words(reading.body))
    ):
        return None
    said = _said(reading, quotation, cue, sentence)
    same = last is not None and last.cue is not None and last.cue.span == cue.span
    if same and last is not None:
        said = replace(said, speakers=last.speakers, follows=True)
    return said


def _said(reading: Reading, quotation: Quotation, cue: Cue, sentence: Span) -> Said:
    """Return the quotation with those whom the cue names."""
    paragraph, number = reading.place(cue.span.start)
    within, before = reading.sentences[paragraph][number], reading.before(paragraph, number)
    retold = _retold(reading, quotation, cue, sentence)
    if _is_paper(cue):
        paper = cue.whos[0]
        pair = _pair(reading, paper, cue)
        owner = reading.owner(paper)
        if pair:
            return Said(quotation, cue, pair, retold=retold, paper=paper.name, relayed_by=owner)
        return Said(quotation, cue, _owning(paper), retold=retold)
    start = reading.paragraphs[paragraph].start
    speakers = tuple(
        speaker
        for who in cue.whos
        if (speaker := reading.cast.speaker(who, within, before, start)) is not None
    )
    return Said(quotation, cue, speakers, retold=retold)


def _owning(paper: Who) -> tuple[Speaker, ...]:
    """Return the body whose paper it is, where it is named right there: “a Pentagon report”."""
    at = paper.phrase.find(paper.owner) if paper.owner else -1
    if paper.owner is None or at == -1:
        return ()
    span = Span(paper.span.start + at, paper.span.start + at + len(paper.owner))
    return (Speaker(Who("body", paper.owner, span, paper.owner), paper.owner),)


def _alone(reading: Reading, quotation: Quotation, last: Said | None) -> Said | None:
    """Return a quotation that is a sentence by itself with the speaker of the words before it."""
    body, masked = reading.body, reading.masked
    paragraph, number = reading.place(quotation.outer.start)
    sentence = reading.sentences[paragraph][number]
    if sentence.end - sentence.start > quotation.outer.end - quotation.outer.start + _ASIDE:
        return None
    around = (
        masked[sentence.start : quotation.outer.start]
        + masked[quotation.outer.end : max(sentence.end, quotation.outer.end)]
    )
    if re.search(r"[^\W_]", _BRACKETED.sub("", around).replace(MASK, "")):
        return None
    before = reading.before(paragraph, number)
    words = quotation.words(body)
    whole = len(words.split()) >= _SENTENCE_WORDS and not _is_title(words)
    if (
        last is not None
        and before is not None
        and _goes_on(reading, last, before, paragraph, number)
    ):
        return Said(quotation, last.cue, last.speakers, follows=number > 0)
    if before is None or MASK in masked[before.start : before.end]:
        return Said(quotation) if whole else None
    leading = _led_in(reading, before, quotation, new_paragraph=number == 0)
    if leading is not None:
        said = _said(reading, quotation, leading, before)
        return replace(said, retold=None)
    return Said(quotation) if whole else None


def _goes_on(reading: Reading, last: Said, before: Span, paragraph: int, number: int) -> bool:
    """Whether the sentence before holds a quotation or its cue, so that its speaker goes on.

    In a new paragraph that is so only where nothing but quoted words stands in it.
    """
    if not (last.speakers and before.start < last.quotation.outer.end <= before.end):
        return False
    whole = reading.masked[slice(*reading.paragraphs[paragraph])]
    return number > 0 or not re.search(r"[^\W_]", _BRACKETED.sub("", whole).replace(MASK, ""))


def _led_in(
    reading: Reading, before: Span, quotation: Quotation, *, new_paragraph: bool
) -> Cue | None:
    """Return the cue of the sentence before: “He said he had seen them. ‘I …’”, “He wrote:”."""
    if new_paragraph:
        if reading.masked[before.end - 1] not in ":,":
            return None
        return cue_before(reading.masked, before.start, Span(before.end, quotation.outer.end))
    cue = leading_cue(reading.masked, before)
    if cue is None or not cue.whos:
        return None
    return cue


def _retold(reading: Reading, quotation: Quotation, cue: Cue, sentence: Span) -> Span | None:
    """Return the retold clause that a quotation is a part of, from the verb to its end."""
    if cue.verb_span.end > quotation.outer.start or cue.verb in {"according to", "sign"}:
        return None
    gap = reading.body[cue.verb_span.end : quotation.outer.start]
    if not re.search(r"\w", gap) or gap.rstrip().endswith((",", ":")):
        return None
    that = re.search(r"\bthat\b", gap)
    start = cue.verb_span.end + (that.start() if that else len(gap) - len(gap.lstrip(" ,")))
    if cue.verb in ACTS:
        start = cue.verb_span.start  # “blamed” is a part of what is retold
    end = sentence.end
    while end > start and reading.masked[end - 1] in ".!?":
        end -= 1
    return Span(start, max(end, quotation.outer.end))


def _pair(reading: Reading, paper: Who, cue: Cue) -> tuple[Speaker, ...]:
    """Return the two of “a readout of a call between A and B said the two men …”."""
    between = _BETWEEN.search(paper.phrase)
    if between is None or _PAIR.match(reading.masked, cue.verb_span.end) is None:
        return ()
    found = []
    for group in (1, 2):
        start, end = (paper.span.start + edge for edge in between.span(group))
        who = read_phrase(reading.masked, Span(start, end))
        if who is None or who.kind != "person":
            return ()
        found.append(Speaker(who, reading.cast.full_name(who.name)))
    return tuple(found)


def _is_paper(cue: Cue) -> bool:
    return cue.speaker is not None and cue.speaker.kind == "paper"


def _quotes_words(body: str, quotation: Quotation, cue: Cue) -> bool:
    """Whether a quotation within a retold clause is somebody's words, not a title or a name."""
    if quotation.single:
        return False
    if _NAMING.search(body[: quotation.outer.start][-40:]):
        return False
    return not _is_title(quotation.words(body)) and bool(cue.whos)


def _is_title(words: str) -> bool:
    """Whether words are written like a title or a name: capitals throughout, no full sentence."""
    plain = [word for word in re.findall(r"[\w’'-]+", words) if word.lower() not in _SMALL]
    if not plain or words.rstrip().endswith(("?", "!")) or len(plain) > 10:  # noqa: PLR2004 -- a headline is longer than a title
        return False
    return all(word[0].isupper() or word[0].isdigit() for word in plain) and bool(
        name_alone(plain) or plain
    )
