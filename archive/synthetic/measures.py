"""Invented counts: exact, at least, a range, only words; and reports that contradict them."""

from __future__ import annotations

from typing import NamedTuple

from archive.synthetic.chance import Chance
from archive.synthetic.lexicon import ASSETS, GROUPS

# What may be counted of an event type: measure, how often.
_COUNTED: dict[str, tuple[tuple[str, float], ...]] = {
    "ASSAULT": (("killed", 0.5), ("injured", 0.4), ("missing", 0.04), ("captured", 0.04)),
    "COERCE": (("arrested", 0.45), ("displaced", 0.1)),
    "PROTEST": (("arrested", 0.2), ("injured", 0.15)),
    "MOBILIZE": (("asset", 0.5),),
    "RETREAT": (("displaced", 0.1),),
    "AID": (("asset", 0.2),),
}
_PHRASES = {
    "killed": "killing {}",
    "injured": "injuring {}",
    "missing": "leaving {} missing",
    "captured": "capturing {}",
    "arrested": "with {} arrested",
    "displaced": "displacing {}",
    "asset": "with {}",
}
_VAGUE = ("several", "dozens of", "an unknown number of", "many")


class Count(NamedTuple):
    """The columns of a measure that say how many of what, and its words in a sentence."""

    measure: str
    item: str | None
    group_text: str | None
    minimum: int | None
    best: int | None
    maximum: int | None
    qualifier: str | None
    words: str

    def columns(self) -> dict[str, object]:
        return {name: value for name, value in self._asdict().items() if name != "words"}


def of_incident(chance: Chance, event_type: str, kind: str) -> list[Count]:
    """Return what is counted of an incident, nothing for most types."""
    if kind == "aggregate" and event_type == "ASSAULT":
        return [count_of(chance, "attacks")]
    return [
        count_of(chance, measure)
        for measure, share in _COUNTED.get(event_type, ())
        if chance.random() < share
    ]


def count_of(chance: Chance, measure: str) -> Count:
    """Return a count of people, things or attacks."""
    if measure == "attacks":
        number = chance.between(5, 200)
        words = f"more than {number} attacks"
        words_there = f"in {words} altogether"
        return Count(measure, None, None, number + 1, None, None, words, words_there)
    asset = measure == "asset"
    what = chance.pick(ASSETS if asset else GROUPS)
    # Most counts are small, a few are large.
    number = 1 + int(0.9 / (chance.random() + 0.004))
    if measure == "displaced":
        number *= 50
    low: int | None
    best: int | None
    high: int | None
    draw = chance.random()
    qualifier = None
    if draw < 0.55:
        low = best = high = number
        words = f"{number} {what}"
    elif draw < 0.75:
        low, best, high = number, None, None
        words = qualifier = f"at least {number} {what}"
    elif draw < 0.8:
        low, best, high = None, None, number
        words = qualifier = f"up to {number} {what}"
    elif draw < 0.88:
        low, best, high = number, None, number + chance.between(1, 9)
        words = f"{low} to {high} {what}"
    elif draw < 0.97:
        low = best = high = None
        words = qualifier = f"{chance.pick(_VAGUE)} {what}"
    else:
        low = best = high = 0
        words = f"none of the {what}"
    return Count(
        measure,
        what if asset else None,
        None if asset else what,
        low,
        best,
        high,
        qualifier,
        _PHRASES[measure].format(words),
    )
