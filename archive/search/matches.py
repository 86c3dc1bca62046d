"""The matches of a query as SQL: the pieces that a larger SELECT is put together from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Matches:
    """`SELECT {id}, {score} FROM {source} WHERE {where}`, the higher score the better.

    The table's alias is `s`. `parameters` are those of `where`; where the score is selected, its
    `score_parameters` come first.
    """

    source: str
    where: str
    parameters: tuple[Any, ...]
    id: str
    score: str
    score_parameters: tuple[Any, ...]

    def scored(self) -> tuple[str, tuple[Any, ...]]:
        """Return a subquery of every match, with columns `id` and `score`, and its parameters."""
        return (
            f"SELECT {self.id} AS id, {self.score} AS score FROM {self.source} WHERE {self.where}",
            (*self.score_parameters, *self.parameters),
        )
