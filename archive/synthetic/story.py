"""A story that several articles follow: where it plays, who is in it, what was told so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.synthetic.actors import Actors, Character
from archive.synthetic.chance import Chance, Weighted
from archive.synthetic.clock import FIRST_DAY, LAST_DAY
from archive.synthetic.places import Land, Spot

_LENGTHS = Weighted.of({1: 0.55, 2: 0.2, 3: 0.1, 5: 0.1, 9: 0.05})


@dataclass(slots=True)
class Told:
    """An incident that the story has told: what later articles may come back to."""

    id: int
    event_type: str
    title: str
    happened: bool
    holds_others: bool
    parts: dict[str, int] = field(default_factory=dict)
    follows: dict[str, object] = field(default_factory=dict)  # what its parts repeat of it
    merged: bool = False

    def next_position(self, part: str) -> int:
        """Return the next place in the incident's list of these parts, from 1."""
        self.parts[part] = position = self.parts.get(part, 0) + 1
        return position


@dataclass(slots=True)
class Slot:
    """A statement that an article will report; what it asserts gathers while incidents are told."""

    id: int
    speaker: Character
    anonymity: str
    about: list[Told] = field(default_factory=list)
    accused: list[Character] = field(default_factory=list)


class Story:
    """Some articles in a row, over some days, about the same people in the same country."""

    def __init__(self, chance: Chance, actors: Actors, lands: Weighted[Land]) -> None:
        self.articles = _LENGTHS.draw(chance)
        # News grows denser over the years: the square root leans towards the end.
        span = LAST_DAY - FIRST_DAY - 3 * self.articles
        self.day = FIRST_DAY + int(chance.random() ** 0.7 * span)
        self.land = lands.draw(chance)
        other = lands.draw(chance)
        casts = [actors.of[self.land.code]] * 3 + [actors.of[other.code], actors.world]
        casts = [cast for cast in casts if cast.bodies or cast.people] or [actors.world]
        size = min(6, 3 + self.articles)
        self.bodies = [chance.pick(casts).body(chance) for _ in range(size)]
        self.people = [chance.pick(casts).person(chance) for _ in range(size)]
        self.spots = [
            (other if chance.happens(0.12) else self.land).spot(chance) for _ in range(size)
        ]
        self.guests: list[Character] = []  # who lives in the present article only
        self.told: list[Told] = []
        self.statements: list[int] = []

    def body(self, chance: Chance) -> Character:
        if self.guests and chance.happens(0.4):
            return chance.pick(self.guests)
        return chance.pick(self.bodies)

    def person(self, chance: Chance) -> Character:
        return chance.pick(self.people)

    def spot(self, chance: Chance) -> Spot:
        return chance.pick(self.spots)
