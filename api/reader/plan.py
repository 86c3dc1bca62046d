"""What a serializer becomes: SQL for each level of nesting, and functions from rows to objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.reader.sql import Row, keys_parameter, run

Object = dict[str, Any]
Build = Callable[[Row], Object | None]


@dataclass(frozen=True, slots=True)
class RowPlan:
    """How rows become objects: the first column is the owner's key, the second the row's own.

    `params` has None where the keys go.
    """

    sql: str
    params: tuple[Any, ...]
    build: Build
    lists: tuple[ListPlan, ...]

    def rows(self, keys: Sequence[int]) -> list[Row]:
        """Return the raw rows that belong to these keys."""
        given = keys_parameter(keys)
        return run(self.sql, [given if value is None else value for value in self.params])

    def read(self, keys: Sequence[int]) -> dict[int, Object]:
        """Return the objects of these rows by their keys; those that are not there are left out."""
        found = {row[1]: self.build(row) for row in self.rows(keys)}
        _attach(self.lists, {key: [built] for key, built in found.items()})
        return found  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class ListPlan:
    """A nested list: its key in the owner, and how its rows are read for many owners at once."""

    key: str
    plan: RowPlan


def _attach(lists: Iterable[ListPlan], owners: Mapping[int, list[Any]]) -> None:
    """Read the nested lists of these objects; the same row may be shown in several places."""
    if not owners:
        return
    keys = list(owners)
    for nested in lists:
        plan = nested.plan
        members: dict[int, list[Any]] = {key: [] for key in keys}
        places: dict[int, list[Any]] = {}
        for row in plan.rows(keys):
            member = plan.build(row)
            members[row[0]].append(member)
            if plan.lists:
                places.setdefault(row[1], []).append(member)
        for key, objects in owners.items():
            for owner in objects:
                owner[nested.key] = members[key]
        _attach(plan.lists, places)


def object_builder(
    names: tuple[str, ...],
    start: int,
    steps: tuple[tuple[str, Callable[[Row], Any]], ...],
    presence: int | None,
) -> Build:
    """Return the function that makes an object of the columns from `start`, one for each name.

    `steps` compute what no column holds as it is shown. There is no object where the column at
    `presence` is null or false.
    """
    end = start + len(names)

    def build(row: Row) -> Object | None:
        if presence is not None and not row[presence]:
            return None
        built = dict(zip(names, row[start:end], strict=True))
        for name, step in steps:
            built[name] = step(row)
        return built

    return build
