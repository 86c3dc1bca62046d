"""The query language: what somebody types, as a tree that every engine's compiler reads.

Nothing typed goes any further: a leaf holds words as the index folds them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


class QueryError(Exception):
    """What is wrong with a query, and at which of its code points (from 0)."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand in a row; with `prefix` the last is the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False
    field: str | None = None
    position: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """What must all be there, first what is wanted, then what is not: at least one is wanted."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What must be there in part; none of it is negative."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Term | Not | And | Or


def show(node: Node) -> str:
    """Return the query that a tree stands for; parsed again it gives the same tree."""
    match node:
        case Term():
            return _show_term(node)
        case Not(node=And() | Or() as negated):
            return f"-({show(negated)})"
        case Not(node=negated):
            return f"-{show(negated)}"
        case And(nodes=nodes):
            return " ".join(f"({show(n)})" if isinstance(n, Or) else show(n) for n in nodes)
        case Or(nodes=nodes):
            return " OR ".join(show(child) for child in nodes)


def _show_term(term: Term) -> str:
    name = f"{term.field}:" if term.field else ""
    if term.prefix:
        return f"{name}{'-'.join(term.words)}*"
    return f'{name}"{" ".join(term.words)}"' if len(term.words) > 1 else f"{name}{term.words[0]}"


def wanted(node: Node) -> Iterator[Term]:
    """Yield the terms that a match holds, those to be highlighted."""
    match node:
        case Term():
            yield node
        case And(nodes=nodes) | Or(nodes=nodes):
            for child in nodes:
                yield from wanted(child)
        case Not():
            pass
