"""Where a text names actors and places that are known: by a name of theirs, as it is printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.drafting.names import NO_NAMES, is_title
from archive.folding import fold
from archive.spans import Span

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'](?![sS]\b)[^\W_]+)*")
_BETWEEN = re.compile(r"(?:[^\S\n]+|\n(?!\s*\n)|[-‐‑–/.’'&]){1,3}")
_LONGEST = 8  # tokens of a name
_LOCATIVE = re.compile(
    r"\b(?:in|near|at|across|outside|inside|around|throughout|into|within)\s+"
    r"(?:the\s+)?(?:\w+ern\s+|central\s+)?$",
    re.I,
)
_COMPASS = frozenset("north south east west northern southern eastern western new".split())
_ADVERBS = frozenset(
    "yesterday today meanwhile still also later earlier former then now thus so perhaps how why "
    "where what although though because despite under over near two three four five six seven "
    "eight nine ten dozens hundreds thousands several most all".split()
)
_ARTICLES = frozenset({"the", "a", "an"})
_BRACKETED = re.compile(r"[’']?s?\s*\(([A-Z][A-Za-z]{1,9})\)")
_SENTENCE_END = re.compile(r"(?:^|[.!?:“”\"‘’\n•-])\s*$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a known record. `full` names are sound alone; others only beside a full one.

    `kind` is the model, `uid` the record's (None: a country of the vocabulary that is no place of
    the archive yet), `person` whether it is a person, who may be called by the family name alone.
    """

    text: str
    kind: Literal["actor", "place"]
    uid: str | None
    name: str
    full: bool = True
    person: bool = False
    country: str | None = None
    state: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What makes two names those of one record."""
        return self.kind, self.uid or f"country {self.country}"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that name a known record."""

    span: Span
    named: Named


Names = dict[str, list[Named]]  # by the folded text


def by_text(names: Iterable[Named]) -> Names:
    """Return the names by their folded text, as `find_mentions` reads them."""
    found: Names = defaultdict(list)
    for named in names:
        if named not in found[key := fold(named.text)]:
            found[key].append(named)
    return dict(found)


def phrases(body: str) -> set[str]:
    """Return every run of words that may be a name, folded: what to look for in the archive."""
    return {fold(body[span.start : span.end]) for span in _runs(body)}


def find_mentions(body: str, names: Names) -> list[Mention]:
    """Return where the text names these records, in order, none overlapping another.

    The longest name wins. A name that several records bear is nobody's: left out. Family names,
    and aliases that are not `full`, count only where a full name of the same record stands too.
    """
    hits: list[tuple[Span, list[Named]]] = []
    reached = -1
    for span in _runs(body):
        if span.start < reached:
            continue
        borne = _bearers(body, span, names.get(fold(body[span.start : span.end]), ()))
        if borne:
            hits.append((span, borne))
            reached = span.end
    whole = {one.key for _, borne in hits for one in borne if one.full}
    mentions = [
        Mention(span, chosen)
        for span, borne in hits
        if (chosen := _choose(body, span, [one for one in borne if one.key in whole])) is not None
    ]
    for shorter in (_by_acronym, _by_family_name):
        mentions += shorter(body, mentions)
    return sorted(mentions, key=lambda each: each.span)


def _runs(body: str) -> Iterator[Span]:
    """Yield runs of up to `_LONGEST` words that begin with a capital or a digit, longest first."""
    tokens = list(_TOKEN.finditer(body))
    for at, first in enumerate(tokens):
        if not (first.group()[0].isupper() or first.group()[0].isdigit()):
            continue
        last = at
        while (
            last + 1 < len(tokens)
            and last + 1 - at < _LONGEST
            and _BETWEEN.fullmatch(body, tokens[last].end(), tokens[last + 1].start())
        ):
            last += 1
        for end in range(last, at - 1, -1):
            yield Span(first.start(), tokens[end].end())


def _bearers(body: str, span: Span, names: Sequence[Named]) -> list[Named]:
    """Return those of the names that the words are, letter by letter where capitals count."""
    words = body[span.start : span.end]
    return [named for named in names if _same_case(words, named.text) and _alone(body, span, named)]


def _same_case(words: str, name: str) -> bool:
    """Whether the words are written like the name: “US” is not “us”, nor “May” “may”."""
    printed, known = _TOKEN.findall(words), _TOKEN.findall(name)
    if len(printed) != len(known):
        return fold(words) == fold(name) and words[0].isupper()
    return all(
        mine[0].isupper() == theirs[0].isupper()
        or (number == 0 and theirs.lower() in _ARTICLES)
        or mine.isupper()
        for number, (mine, theirs) in enumerate(zip(printed, known, strict=True))
    ) and not (len(name) > 1 and name.isupper() and any(map(str.islower, words)))


def _alone(body: str, span: Span, named: Named) -> bool:
    """Whether the words are a name by themselves, not a part of a compound or of a longer name."""
    if re.match(r"[-‐‑.]\w|\$", body[span.end : span.end + 2]) or re.search(
        r"\w[-‐‑]$", body[max(0, span.start - 2) : span.start]
    ):
        return False
    before, after = _neighbour(body, span, -1), _neighbour(body, span, 1)
    if before.lower() in _COMPASS and before[:1].isupper():
        return False
    if len(_TOKEN.findall(body, *span)) > 1:
        return True
    acronym = body[span.start : span.end].replace(".", "").isupper()
    if acronym or named.state:
        return not (before[:1].isupper() and named.state and not acronym and not is_title(before))
    return not (
        (before[:1].isupper() and not is_title(before))
        or (after[:1].isupper() and not is_title(after))
    )


def _neighbour(body: str, span: Span, side: int) -> str:
    """Return the word beside a span where nothing but a blank lies between; else nothing.

    The capital of a small word at the start of a sentence says nothing, so it is taken away.
    """
    if side > 0:
        match = re.compile(r"[^\S\n]+([^\W_]+)").match(body, span.end)
        return match.group(1) if match else ""
    match = re.search(
        r"([^\W_]+(?:\.[^\W_]\.)*\.?)[^\S\n]+$", body[max(0, span.start - 40) : span.start]
    )
    if match is None:
        return ""
    word = match.group(1)
    lead = body[max(0, span.start - 40) : span.start][: match.start()]
    starts = _SENTENCE_END.search(lead) is not None and word.lower() in NO_NAMES | _ADVERBS
    if (starts and not is_title(word)) or word.endswith("."):
        return word if is_title(word) else word.lower()
    return word


def _choose(body: str, span: Span, borne: list[Named]) -> Named | None:
    """Return whom the words name: a place after “in”, else an actor; None where it is not plain."""
    records = {one.key: one for one in borne}
    if len(records) > 1 or any(one.state for one in borne):
        owns = re.match(r"[’'][sS]\b", body[span.end : span.end + 3])
        located = not owns and _LOCATIVE.search(body[max(0, span.start - 30) : span.start])
        wanted = "place" if located else "actor"
        preferred = {key: one for key, one in records.items() if key[0] == wanted}
        records = preferred or records
    stored = {key: one for key, one in records.items() if one.uid is not None}
    records = stored or records
    return next(iter(records.values())) if len(records) == 1 else None


def _by_acronym(body: str, mentions: list[Mention]) -> list[Mention]:
    """Return where a body goes by the letters that the text puts in brackets behind its name."""
    letters: dict[str, dict[tuple[str, str], Named]] = defaultdict(dict)
    for mention in mentions:
        match = _BRACKETED.match(body, mention.span.end)
        if match is not None and not mention.named.person:
            initials = "".join(word[0] for word in body[slice(*mention.span)].split())
            if (
                match.group(1).lower()
                == "".join(filter(str.isalpha, initials)).lower()[-len(match.group(1)) :]
            ):
                letters[match.group(1)][mention.named.key] = mention.named
    return _by_short_form(body, mentions, letters)


def _by_family_name(body: str, mentions: list[Mention]) -> list[Mention]:
    """Return where persons whom the text names in full are called by their family name alone."""
    families: dict[str, dict[tuple[str, str], Named]] = defaultdict(dict)
    for mention in mentions:
        words = mention.named.name.split()
        if mention.named.person and len(words) > 1:
            families[words[-1]][mention.named.key] = mention.named
    return _by_short_form(body, mentions, families)


def _by_short_form(
    body: str, mentions: list[Mention], forms: dict[str, dict[tuple[str, str], Named]]
) -> list[Mention]:
    """Return where a short form stands alone that only one record bears in this text."""
    taken = [mention.span for mention in mentions]
    found = []
    for form, bearers in forms.items():
        if len(bearers) > 1:
            continue
        named = next(iter(bearers.values()))
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", body):
            span = Span(*match.span())
            if any(span.start < other.end and other.start < span.end for other in taken):
                continue
            if _alone(body, span, named):
                found.append(Mention(span, named))
    return found
