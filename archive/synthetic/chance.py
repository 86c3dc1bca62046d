"""Chance that repeats itself: the same seed gives the same draws on every machine."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Chance:
    """Draws from one stream. Of `Random` only `random()` is used: it alone is promised to last."""

    def __init__(self, seed: int | str) -> None:
        self.random = Random(f"archive/{seed}").random  # noqa: S311 -- nothing secret is drawn

    def happens(self, probability: float) -> bool:
        return self.random() < probability

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self.random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self.random() * len(items))]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        listed = list(items)
        drawn = [self.random() for _ in listed]
        return [listed[at] for at in sorted(range(len(listed)), key=drawn.__getitem__)]


class Weighted(Generic[T]):
    """Items of which some come up more often: `draw(chance)`."""

    __slots__ = ("_cumulative", "items", "total")

    def __init__(self, items: Sequence[T], weights: Iterable[float]) -> None:
        self.items = items
        self._cumulative = list(accumulate(weights))
        self.total = self._cumulative[-1]

    @classmethod
    def of(cls, weights: dict[T, float]) -> Weighted[T]:
        return cls(list(weights), weights.values())

    @classmethod
    def zipf(cls, items: Sequence[T], *, offset: float = 0.0, power: float = 1.0) -> Weighted[T]:
        """Return the items by rank after Zipf and Mandelbrot: 1 / (rank + offset) ** power."""
        return cls(items, ((rank + offset) ** -power for rank in range(1, len(items) + 1)))

    def draw(self, chance: Chance) -> T:
        return self.items[bisect(self._cumulative, chance.random() * self.total)]
