"""Sparse answers: `fields`, `omit` and `expand` narrow or widen what is shown and loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.kinds import Choice
from api.problems import Fault, UnacceptableRequestError
from api.strict import Given, Parameter, values_of

NAMES = frozenset({"fields", "omit", "expand"})


@dataclass(frozen=True, slots=True)
class Selection:
    """What an answer shows: the names of its fields, and the nested kinds that are shown wide."""

    fields: frozenset[str]
    wide: frozenset[str]


def parameters(
    shown: Sequence[str], expandable: Sequence[str], widenable: Sequence[str]
) -> dict[str, Parameter]:
    """Return the parameters of a resource.

    `shown` are the fields of its answer without any of them, `expandable` those that can be added,
    `widenable` the nested kinds that can be shown with more of their own fields.
    """
    every = (*shown, *expandable)
    declared = {
        "fields": Parameter(
            Choice(*every),
            "Only these fields, separated by commas.",
            example=",".join(shown[:3]),
            many=True,
        ),
        "omit": Parameter(
            Choice(*every),
            "All fields but these, separated by commas.",
            example=shown[-1],
            many=True,
        ),
    }
    more = (*expandable, *widenable)
    if more:
        declared["expand"] = Parameter(
            Choice(*more), _expand_help(expandable, widenable), example=more[0], many=True
        )
    return declared


def select(
    given: Given, shown: Iterable[str], expandable: Iterable[str], widenable: Iterable[str]
) -> Selection:
    """Return what a query asks to be shown; raises UnacceptableRequestError if that is nothing."""
    expand = frozenset(values_of(given.get("expand", ())))
    fields = frozenset(values_of(given.get("fields", ()))) or frozenset(shown)
    fields |= expand & frozenset(expandable)
    fields -= frozenset(values_of(given.get("omit", ())))
    if not fields:
        detail = "omit: nothing is left to show."
        raise UnacceptableRequestError([Fault("omit", "nothing_left", detail)])
    return Selection(fields, expand & frozenset(widenable))


def _expand_help(expandable: Sequence[str], widenable: Sequence[str]) -> str:
    parts = []
    if expandable:
        parts.append(f"Adds these fields to every record: {', '.join(expandable)}.")
    if widenable:
        parts.append(
            f"Shows nested {', '.join(widenable)} with more of their own fields than their name."
        )
    return " ".join(parts)
