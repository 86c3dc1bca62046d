"""How many of what a synthetic archive holds, scaled from its number of incidents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Exact numbers of rows; what a record owns beyond participants follows by chance."""

    incidents: int
    articles: int
    statements: int
    actors: int
    participants: int
    places: int
    sources: int
    countries: int
    coinages: int  # invented words of the running text
    sentences: int  # that articles are filled up with

    @classmethod
    def of(cls, incidents: int) -> Sizes:
        """Return the sizes of an archive of so many incidents (at least 10, else ValueError)."""
        if incidents < MINIMUM:
            raise ValueError(f"A synthetic archive has at least {MINIMUM} incidents.")
        places = max(20, incidents // 50)
        return cls(
            incidents=incidents,
            articles=incidents * 3 // 10,
            statements=incidents // 2,
            actors=max(30, incidents // 20),
            participants=incidents * 5 // 2,
            places=places,
            sources=max(5, incidents // 2500),
            countries=min(180, places // 10),
            coinages=max(200, incidents * 6 // 100),
            sentences=max(400, incidents // 5),
        )

    @property
    def scoped_actors(self) -> int:
        """Those of `actors` who live in a single article."""
        return self.actors // 5


MINIMUM = 10


class Quota:
    """Shares a total out over a number of turns: unevenly, and to the last one exactly."""

    def __init__(self, total: int, turns: int) -> None:
        self.total, self.turns = total, turns
        self.turn = self.given = 0

    def take(self, shift: float) -> int:
        """Return the share of the next turn; `shift` moves it off the even share."""
        self.turn += 1
        due = self.total
        if self.turn < self.turns:
            due = min(due, int(self.total * self.turn / self.turns + shift))
        share = max(0, due - self.given)
        self.given += share
        return share
