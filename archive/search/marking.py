"""Where the words of a query stand in a text as printed: accents, capitals and all.

A word becomes a pattern that reads each letter as any letter that folds to it. Each pattern begins
with the letters that the first may be printed as: by them the search skips along a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from archive.search.characters import BARE_LETTERS, MORE_SEPARATORS, SEPARATORS
from archive.search.folding import MARKS, SPELLED
from archive.search.query import Term


def spans_of(terms: Iterable[Term], text: str) -> list[tuple[int, int]]:
    """Return the spans of the text that are any of these terms, in order, none over another."""
    found = sorted(
        (
            match.span()
            for term in terms
            for pattern in _patterns(term)
            for match in pattern.finditer(text)
        ),
        key=lambda span: (span[0], -span[1]),
    )
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _escape(characters: Iterable[str]) -> str:
    return "".join(f"\\U{ord(character):08x}" for character in characters)


_BETWEEN_WORDS = "".join(
    f"\\U{first:08x}-\\U{last:08x}" for first, last in (*SEPARATORS, *MORE_SEPARATORS)
)
_MARKS = f"[{_escape(MARKS)}]*"
# Between two letters: marks that vanish, the dot of an acronym.
_JOINT = rf"{_MARKS}(?:(?<=[A-Z])\.(?=[A-Z]))?"
_JOINT_OF_WORDS = f"{_MARKS}[{_BETWEEN_WORDS}]+{_MARKS}"
_LAST_DOT = r"(?:(?<=[A-Z]\.[A-Z])\.)?"
# After the first letter: no letter stands before it.
_BEGINS = f"(?<![^{_BETWEEN_WORDS}].)"


def _readings() -> dict[str, list[str]]:
    """Return what may be printed for a letter, or for the letters that one is spelled out as."""
    readings: dict[str, list[str]] = {}
    for old, new in BARE_LETTERS.items():
        readings.setdefault(chr(new), []).append(chr(old))
    for letter, spelled in SPELLED.items():
        readings.setdefault(spelled, []).append(letter)
    return readings


_READINGS = _readings()
_LONGEST = max(map(len, _READINGS))


@lru_cache(maxsize=1024)
def _patterns(term: Term) -> tuple[re.Pattern[str], ...]:
    """Return what finds a term: one pattern for each way in which its first letter is printed."""
    first, *others = term.words
    tail = "".join(f"{_JOINT_OF_WORDS}{_word(word)}" for word in others)
    tail += (
        f"[^{_BETWEEN_WORDS}]*" if term.prefix else f"{_MARKS}(?![^{_BETWEEN_WORDS}]){_LAST_DOT}"
    )
    starts = [(_letter(first[0]), 1)]
    starts += [
        (f"[{_escape(_READINGS[first[:length]])}]", length)
        for length in range(2, min(_LONGEST, len(first)) + 1)
        if first[:length] in _READINGS
    ]
    return tuple(
        re.compile(
            f"{start}{_BEGINS}{_JOINT if length < len(first) else ''}{_word(first[length:])}{tail}",
            re.DOTALL,
        )
        for start, length in starts
    )


def _word(word: str) -> str:
    """Return the pattern of a word, or of what is left of one."""
    parts: list[str] = []
    at = 0
    while at < len(word):
        for length in range(min(_LONGEST, len(word) - at), 0, -1):
            letters = word[at : at + length]
            if length == 1:
                parts.append(_letter(letters))
            elif letters in _READINGS:
                spelled = _JOINT.join(map(_letter, letters))
                parts.append(f"(?:[{_escape(_READINGS[letters])}]|{spelled})")
            else:
                continue
            at += length
            break
    return _JOINT.join(parts)


def _letter(letter: str) -> str:
    either = {letter, letter.upper()[:1], *_READINGS.get(letter, ())}
    return f"[{_escape(sorted(either))}]"
