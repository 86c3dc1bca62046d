"""What a serializer becomes: SQL for each level of nesting, and functions from rows to objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from api.reader.sql import keys_parameter
from archive.driver import Row, run

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
    lists: tuple[ListPlan, ...] = ()
    gathered: tuple[GatherPlan, ...] = ()

    def read(self, keys: Sequence[int]) -> dict[int, Object]:
        """Return the objects of these rows by their keys; those that are not there are left out."""
        built = self.built(keys)
        found: dict[int, Any] = {row[1]: made for row, made in built}
        for gathered in self.gathered:
            gathered.attach(found)
        return found

    def built(self, keys: Sequence[int]) -> list[tuple[Row, Any]]:
        """Return the rows that belong to these keys, each with its object, nested lists and all."""
        given = keys_parameter(keys)
        params = [given if value is None else value for value in self.params]
        rows = run(self.sql, params, keeps_plan=True)
        build = self.build
        built = [(row, build(row)) for row in rows]
        for nested in self.lists:
            nested.attach(built)
        return built


@dataclass(frozen=True, slots=True)
class ListPlan:
    """A nested list, read for many owners at once.

    The owner is the object at `path` within the object of a row; its key is the row's column at
    `slot`. The list is its field `name`.
    """

    path: tuple[str, ...]
    slot: int
    name: str
    plan: RowPlan

    def attach(self, built: Iterable[tuple[Row, Any]]) -> None:
        """Add the list to the owners; the same row may be shown in several places."""
        owners: dict[int, list[Any]] = {}
        for row, made in built:
            owner = made
            for step in self.path:
                owner = owner and owner[step]
            if owner:
                owners.setdefault(row[self.slot], []).append(owner)
        if not owners:
            return
        members: dict[int, list[Any]] = {key: [] for key in owners}
        for row, made in self.plan.built(list(owners)):
            members[row[0]].append(made)
        for key, places in owners.items():
            for owner in places:
                owner[self.name] = members[key]


@dataclass(frozen=True, slots=True)
class GatherPlan:
    """What belongs to records without a foreign key: `pairs` tells which rows are whose.

    The rows are the list under `key`; without a key there is one row at most, and its fields
    (`names`) become fields of the record.
    """

    pairs: str
    params: tuple[Any, ...]
    rows: RowPlan
    key: str | None
    names: tuple[str, ...]

    def attach(self, owners: dict[int, Any]) -> None:
        """Add to these records what belongs to them."""
        if not owners:
            return
        keys = keys_parameter(list(owners))
        belonging: dict[int, set[int]] = {key: set() for key in owners}
        params = [keys if value is None else value for value in self.params]
        for owner, key in run(self.pairs, params, keeps_plan=True):
            belonging[owner].add(key)
        wanted = set().union(*belonging.values())
        rows = self.rows.read(list(wanted)) if wanted else {}
        for owner, built in owners.items():
            found = [row for key, row in rows.items() if key in belonging[owner]]
            if self.key is not None:
                built[self.key] = found
            else:
                built.update(found[0] if found else dict.fromkeys(self.names))


def object_builder(
    names: tuple[str, ...],
    start: int,
    conversions: Sequence[tuple[str, Callable[[Any], Any]]],
    steps: Sequence[tuple[str, Callable[[Row], Any]]],
    presence: int | None,
) -> Build:
    """Return the function that makes an object of the columns from `start`, one for each name.

    `conversions` make what is shown of a column's value, unless it is null; `steps` compute what no
    column holds. There is no object where the column at `presence` is null or false.
    """
    end = start + len(names)

    def build(row: Row) -> Object | None:
        if presence is not None and not row[presence]:
            return None
        built = dict(zip(names, row[start:end], strict=True))
        for name, convert in conversions:
            value = built[name]
            if value is not None:
                built[name] = convert(value)
        for name, step in steps:
            built[name] = step(row)
        return built

    return build
