"""Who is who in one text: full names of family names, “the official” of before, safe pronouns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from archive.drafting.names import BODY_WORDS, CAPITAL, PARTICLES, Who, is_title, name_alone
from archive.drafting.text import MASK
from archive.spans import Span

_NAME = re.compile(
    rf"(?<![\w.]){CAPITAL}(?:[^\S\n]+(?:{PARTICLES}[^\S\n]+)?{CAPITAL})*(?=[’']s\b|(?!\w))"
)
_DOMINATES = 2  # times as often as any other full name


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: as `Who`, with the fullest name that the text gives, and as it was printed."""

    who: Who
    name: str

    @property
    def kind(self) -> str:
        return self.who.kind


class Cast:
    """The persons of a text and those who spoke so far; ask in the order of the text."""

    def __init__(self, body: str, masked: str) -> None:
        self._masked = masked
        self._full: dict[str, Counter[str]] = defaultdict(Counter)
        self._persons: set[str] = set()
        self._unnamed: dict[str, list[Speaker]] = defaultdict(list)
        self._said: list[tuple[int, Speaker]] = []
        for match in _NAME.finditer(body):
            printed = match.group().split()
            words = name_alone(printed)
            if len(words) > 1 and not any(word.lower() in BODY_WORDS for word in words):
                self._full[words[-1]][" ".join(words)] += 1
        for match in _NAME.finditer(body):
            printed = match.group().split()
            words = name_alone(printed)
            if words and len(words) < len(printed) and any(map(is_title, printed)):
                self._persons.add(self.full_name(" ".join(words)))

    def is_person(self, name: str) -> None:
        """Take note that a name is a person's."""
        self._persons.add(self.full_name(name))

    def full_name(self, name: str) -> str:
        """Return the full name that a family name stands for in this text; else the name itself."""
        words = name.split()
        if len(words) != 1:
            return name
        ranked = _merged(self._full.get(words[0], Counter())).most_common(2)
        if not ranked:
            return name
        if len(ranked) > 1 and ranked[0][1] < _DOMINATES * ranked[1][1]:
            return name
        return ranked[0][0]

    def speaker(
        self, who: Who, sentence: Span, before: Span | None, paragraph: int
    ) -> Speaker | None:
        """Return who is meant, or None where that is not safe.

        `sentence` holds the words, `before` is the sentence before it, `paragraph` the start of the
        paragraph.
        """
        if who.kind == "pronoun":
            return self._pronoun(who, sentence, before, paragraph)
        if who.kind == "individual":
            return self.describe(who)
        name = self.full_name(who.name) if who.named else who.name
        if who.kind == "name" and (name != who.name or name in self._persons):
            who = replace(who, kind="person")
        return Speaker(who, name)

    def spoke(self, position: int, speaker: Speaker) -> None:
        """Take note of who spoke, at which place of the text."""
        self._said.append((position, speaker))

    def describe(self, who: Who) -> Speaker:
        """Return the one of before for “the official”, where there is just one; else a new one."""
        noun = who.name.lower().split()[-1]
        same = next((one for one in self._unnamed[noun] if one.who.span == who.span), None)
        if same is not None:
            return same
        known = [one for one in self._unnamed[noun] if one.who.span < who.span]
        definite = who.name.lower().startswith(("the ", "that ", "this "))
        if definite and len(known) == 1:
            return Speaker(who, known[0].name)
        speaker = Speaker(who, who.name)
        self._unnamed[noun].append(speaker)
        return speaker

    def _pronoun(
        self, who: Who, sentence: Span, before: Span | None, paragraph: int
    ) -> Speaker | None:
        if who.name == "it":
            wanted: tuple[str, ...] = ("body", "name", "office")
        elif who.name in {"he", "she"}:
            wanted = ("person", "individual")
        else:
            return None
        said = [s for at, s in self._said if at >= paragraph and s.kind in wanted]
        if who.name == "it":
            return replace(said[-1], who=replace(who, kind=said[-1].who.kind)) if said else None
        objects = set(self._persons_in(Span(who.span.end, sentence.end)))
        persons = self._persons_in(Span(sentence.start, who.span.start))
        if not persons and before is not None:
            persons = self._persons_in(before)
        names = list(dict.fromkeys(name for name in persons if name not in objects))
        if len(names) == 1:
            return Speaker(replace(who, kind="person"), names[0])
        if not names and said and said[-1].name not in objects:
            return replace(said[-1], who=replace(who, kind=said[-1].who.kind))
        return None

    def _persons_in(self, span: Span) -> list[str]:
        """Return the persons whom a stretch of the narrator's text names, by their full names."""
        found = []
        for match in _NAME.finditer(self._masked, *span):
            printed = match.group().split()
            words = name_alone(printed)
            if not words or MASK in match.group():
                continue
            name = self.full_name(" ".join(words))
            acts = match.start() == span.start and re.match(
                r"\s+[a-z]", self._masked[match.end() :]
            )
            if name in self._persons or (acts and len(words) > 1 and name in self._full[words[-1]]):
                found.append(name)
        return found


def _merged(names: Counter[str]) -> Counter[str]:
    """Return the counts with those of a longer form added to the shorter that it ends with."""
    merged: Counter[str] = Counter()
    for name, number in names.items():
        shorter = [other for other in names if name.endswith(f" {other}")]
        merged[min(shorter, key=len) if shorter else name] += number
    return merged
