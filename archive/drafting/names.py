"""Who a phrase names: a person or body by name, somebody by a description, a pronoun, a paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from archive.drafting.lexicon import (
    BODY_NOUNS,
    DOCUMENTS,
    GROUP_NOUNS,
    PERSON_NOUNS,
    PRONOUNS,
    TITLES,
)
from archive.spans import Span

# “name”: by name, but whether of a person or a body is not plain; “office”: a body described.
Kind = Literal["person", "body", "name", "individual", "collective", "office", "pronoun", "paper"]

# One word of a name, and a run of them with the small words that stand within names.
CAPITAL = (
    r"(?:(?:[A-Z]\.){2,}|(?:(?:al|el|an|ash|as|ad)[-‑])?[^\W\d_a-z][\w’'‑-]*(?:\.com|\.org)?"
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Prof|St|Maj|Adm|[A-Z])\.)"
)
PARTICLES = r"(?:de|del|della|da|di|dos|du|la|le|van|von|der|den|bin|ibn|abu|al|el)"
_LINKS = rf"(?:{PARTICLES}|of|for|and|the|on|in)"
_RUN = re.compile(rf"(?<!\w){CAPITAL}(?:\s+(?:{_LINKS}\s+)*{CAPITAL})*")
_WORD = re.compile(r"[\w’'‑-]+(?:\.\w+)*\.?")
_POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$")
_OWNER = re.compile(rf"^(?:[Tt]he\s+)?({CAPITAL}(?:\s+{CAPITAL})*?)[’']s?\s")
_LEAD = re.compile(
    r"(?:and|but|as|while|when|where|because|that|so|yet|then|later|however|with)\s+", re.I
)
_HEAD_ENDS = re.compile(
    r"\s(?:of|at|in|for|from|with|on|by|to|close|who|that|familiar|speaking|issued|about)\s|[,(]"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)?\s*$")
# A run of capitals that begins a phrase is no name because of these.
NO_NAMES = frozenset(
    "the a an in on at it he she they we i but and this that these those one another other some "
    "many his her their its our my according after before while when as if for since both from by "
    "however monday tuesday wednesday thursday friday saturday sunday to with during no not".split()
)
BODY_WORDS = BODY_NOUNS | frozenset(
    "times post news journal herald gazette press nations corporation inc corp ltd college center "
    "centre republic kingdom states international watch".split()
)
_BODY_LEADS = BODY_NOUNS | {"watchdog", "website", "outlet", "broadcaster"}


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a phrase speaks of.

    `name` is the name without titles, the description, the pronoun or the kind of paper; `span`
    are all the words of it, `phrase` as printed. `owner` is the body that a paper is of.
    """

    kind: Kind
    name: str
    span: Span
    phrase: str
    owner: str | None = None

    @property
    def named(self) -> bool:
        return self.kind in {"person", "body", "name"}


def read_phrase(text: str, span: Span) -> Who | None:
    """Return whom a noun phrase speaks of, or None where that is not plain.

    `text` may be masked; the phrase must be the subject alone, without the words around it.
    """
    span = _bare(text, span)
    phrase = text[span.start : span.end]
    words = _WORD.findall(phrase)
    if not words:
        return None
    if len(words) == 1 and words[0].lower() in PRONOUNS:
        return Who("pronoun", words[0].lower(), span, phrase)
    return (
        _described(span, phrase) or _named(span, phrase) or _described(span, phrase, any_case=True)
    )


def name_alone(words: list[str]) -> list[str]:
    """Return the words of a run of capitals without owners, offices and titles before the name."""
    while words and (words[0].lower() in NO_NAMES or not words[0][0].isalnum()):
        words = words[1:]
    for number, word in enumerate(words[:-1]):
        if _POSSESSIVE.search(word):
            return name_alone(words[number + 1 :])
    titles = [n for n, word in enumerate(words) if word.lower().strip(".") in TITLES]
    if not titles:
        return words
    rest = words[titles[-1] + 1 :]
    if rest and rest[0].lower() in {"of", "for", "and"}:
        # “Secretary of State John Kerry”, but “President of the United States”
        beyond = [word for word in rest if word.lower() not in {"of", "for", "and"}]
        return beyond[-2:] if len(beyond) > 2 and "the" not in rest else []  # noqa: PLR2004 -- longer than a first and a last name
    return rest


def is_title(word: str) -> bool:
    """Whether a word may stand before a name and is no part of it."""
    return word.lower().strip(".,") in TITLES


def _named(span: Span, phrase: str) -> Who | None:
    """Return who is named by the run of capitals that the phrase ends with."""
    runs = list(_RUN.finditer(phrase))
    if not runs or runs[-1].end() < len(phrase):
        return None
    last = runs[-1]
    printed = last.group().split()
    of = next((n for n, word in enumerate(printed) if word in {"of", "from"}), 0)
    if of > 1 and not _has_body(printed[:of]) and name_alone(printed[:of]) == printed[:of]:
        end = span.start + last.start() + len(" ".join(printed[:of]))
        return Who("person", " ".join(printed[:of]), Span(span.start, end), phrase)
    words = name_alone(printed)
    if not words or (words[-1].lower().strip(".") in TITLES | PERSON_NOUNS | GROUP_NOUNS):
        return None
    name = " ".join(words)
    before = phrase[: last.start()].split()
    titled = len(words) < len(printed) and any(map(is_title, printed))
    if titled or (before and before[-1].lower() in PERSON_NOUNS | TITLES):
        return Who("person", name, span, phrase)
    return Who(_kind(words, before, printed), name, span, phrase)


def _kind(words: list[str], before: list[str], printed: list[str]) -> Kind:
    """Return what a name without a title is of."""
    if _has_body(words) or {"of", "for", "and", "the", "on", "in"} & {w.lower() for w in words}:
        return "body"
    if before and before[-1].lower() in _BODY_LEADS:
        return "body"
    if len(words) == 1:
        single = words[0]
        acronym = len(single) > 1 and single.replace(".", "").isupper()
        return "body" if acronym or single.endswith((".com", ".org")) else "name"
    if next(iter((*before, *printed))).lower() == "the":
        return "body"
    return "person"


def _has_body(words: list[str]) -> bool:
    return any(_POSSESSIVE.sub("", word.lower()).strip(".") in BODY_WORDS for word in words)


def _described(span: Span, phrase: str, *, any_case: bool = False) -> Who | None:
    """Return who is described by the noun before “of”, “at”, “for” …, where it is a plain one."""
    head = _HEAD_ENDS.split(phrase, maxsplit=1)[0]
    words = _WORD.findall(head)
    if not words:
        return None
    noun = words[-1].strip(".")
    if noun != noun.lower() and not any_case:
        return None
    noun = _POSSESSIVE.sub("", noun.lower())
    if noun in DOCUMENTS:
        return Who("paper", noun, span, phrase, owner=_owner(head, noun))
    kinds: tuple[tuple[Kind, frozenset[str]], ...] = (
        ("individual", PERSON_NOUNS),
        ("collective", GROUP_NOUNS),
        ("office", BODY_NOUNS),
    )
    kind = next((kind for kind, nouns in kinds if noun in nouns), None)
    return (
        None if kind is None else Who(kind, head, Span(span.start, span.start + len(head)), phrase)
    )


def _owner(head: str, noun: str) -> str | None:
    """Return the body that a paper is of: “A Pentagon readout”, “PC World's analysis”."""
    owned = _OWNER.match(head)
    if owned is not None:
        return owned.group(1)
    runs = _RUN.findall(head[: -len(noun)].rstrip())
    words = [word for word in runs[-1].split() if word.lower() not in NO_NAMES] if runs else []
    return " ".join(words) or None


def _bare(text: str, span: Span) -> Span:
    """Return the phrase without conjunctions before it, and marks and brackets around it."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    end = start + len(_BRACKETS.sub("", text[start:end]))
    while start < end and not (text[end - 1].isalnum() or text[end - 1] == "."):
        end -= 1
    if text[start:end].endswith(".") and not re.search(
        r"(?:[A-Z]\.){2,}$|\b[JS]r\.$", text[start:end]
    ):
        end -= 1
    match = _LEAD.match(text, start, end)
    return _bare(text, Span(match.end(), end)) if match and match.end() < end else Span(start, end)
