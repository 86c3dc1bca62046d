"""Counting what is right: quotations, their speakers, mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.drafting import StatementProposal, read_text
from archive.drafting.mentions import by_text, find_mentions
from archive.folding import fold
from tests.bench.drafts import baseline
from tests.bench.drafts.samples import UNNAMED, Sample, Speaker


@dataclass(slots=True)
class Score:
    """How many there are in the gold, how many were found, and how many of these are right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        both = self.gold + self.found
        return 2 * self.right / both if both else None

    def __iadd__(self, other: Score) -> Score:
        self.gold += other.gold
        self.found += other.found
        self.right += other.right
        return self


Found = dict[tuple[int, int], str | None]  # quoted words, and the speaker's name, UNNAMED, nobody


def our_quotes(sample: Sample) -> Found:
    """Return what `read_text` proposes without knowing anybody: each quoted stretch once."""
    found: Found = {}
    for proposal in read_text(sample.body, published=None):
        if isinstance(proposal, StatementProposal):
            first = proposal.speakers[0] if proposal.speakers else None
            who = None if first is None else first.name if first.identity == "named" else UNNAMED
            for words in proposal.content:
                if words.quoted:
                    found[words.start, words.end] = who
    return found


def score_quotes(sample: Sample, found: Found) -> tuple[Score, Score]:
    """Return the scores of the quotations and of their speakers.

    A quotation is right where its first and last character are, blanks aside; a speaker where the
    quotation is and the name, or the family name, is one of the right ones, or where the text
    describes without a name and so does the answer.
    """
    gold = sample.quotes or {}
    trimmed = {_trimmed(sample.body, span): who for span, who in found.items()}
    hits = [span for span in trimmed if span in gold]
    named = {span: who for span, who in trimmed.items() if who is not None}
    speakers = Score(
        gold=sum(who is not None for who in gold.values()),
        found=len(named),
        right=sum(_is_one(who, gold.get(span)) for span, who in named.items()),
    )
    return Score(len(gold), len(trimmed), len(hits)), speakers


def our_mentions(sample: Sample) -> list[tuple[int, int, str]]:
    """Return where the rules find the names that are known."""
    found = find_mentions(sample.body, by_text(sample.names))
    return [(each.span.start, each.span.end, each.named.uid or "") for each in found]


def score_mentions(sample: Sample, found: Iterable[tuple[int, int, str]]) -> Score:
    """Return the score of mentions: one is right where it overlaps a gold mention of its record.

    Each gold mention is met once.
    """
    left = list(sample.mentions)
    score = Score(gold=len(left))
    for start, end, record in found:
        score.found += 1
        hit = next((m for m in left if m[2] == record and start < m[1] and m[0] < end), None)
        if hit is not None:
            left.remove(hit)
            score.right += 1
    return score


def measure(samples: list[Sample]) -> dict[str, tuple[Score, Score]]:
    """Return the scores of ours and of the baseline, by what is scored."""
    totals = {name: (Score(), Score()) for name in ("quotations", "speakers", "mentions")}
    for sample in samples:
        pairs = {"mentions": (our_mentions(sample), baseline.mentions(sample.body, sample.names))}
        for mine, theirs in pairs.values():
            ours, base = totals["mentions"]
            ours += score_mentions(sample, mine)
            base += score_mentions(sample, theirs)
        if sample.quotes is None:
            continue
        for number, found in enumerate((our_quotes(sample), baseline.quotes(sample.body))):
            for name, score in zip(
                ("quotations", "speakers"), score_quotes(sample, found), strict=True
            ):
                total = totals[name][number]
                total += score
    return totals


def _is_one(who: str, right: Speaker) -> bool:
    if right is None or UNNAMED in (right, who):
        return who == right
    said = fold(who).split()
    return any(
        said == fold(name).split() or (bool(said) and said[-1:] == fold(name).split()[-1:])
        for name in right
    )


def _trimmed(body: str, span: tuple[int, int]) -> tuple[int, int]:
    words = body[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())
