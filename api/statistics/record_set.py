"""The records that filters leave, as SQL that counts and sums are built on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from api.filters.base import StrictFilterSet, Way
from api.reader.keys import Question
from api.reader.queries import Ways
from api.statistics.selection import parts_of, selected
from api.strict import Given
from archive.driver import Row, run
from archive.models.base import Record

_NO_ORDER = ""


@dataclass(frozen=True, slots=True)
class Select:
    """A query and its parameters."""

    sql: str
    parameters: Sequence[Any]


class RecordSet:
    """Records as filters and a reader's rights leave them; each record is in it once."""

    def __init__(
        self, model: type[Record], filterset: type[StrictFilterSet], given: Given, user: Any
    ) -> None:
        self.model = model
        self.filterset = filterset
        self.given = given
        self.user = user
        self.question = Question(model, filterset, given, user)

    def but(self, given: Given) -> RecordSet:
        """Return the records that other values of the filters leave."""
        return RecordSet(self.model, self.filterset, given, self.user)

    def selects(self, *columns: str) -> list[Select]:
        """Return queries for columns of the records, which part them, in no order."""
        shape = self.question.shape
        parts = [selected(shape, days, self._ways, columns) for days in parts_of(shape)]
        return [Select(part.sql, part.bind(shape.values)) for part in parts]

    def select(self, *columns: str) -> Select:
        """Return the query for columns of the records, in no order."""
        parts = self.selects(*columns)
        return Select(
            " UNION ALL ".join(part.sql for part in parts),
            [value for part in parts for value in part.parameters],
        )

    def size(self) -> int:
        """Return how many records there are."""
        return sum(
            int(run(f"SELECT count(*) FROM ({part.sql}) counted", part.parameters)[0][0])
            for part in self.selects("pk")
        )

    def count_by(
        self,
        names: Sequence[str],
        columns: Sequence[str],
        keys: Sequence[str],
        source: str = "kept",
        further: Sequence[Any] = (),
    ) -> Counter[Row]:
        """Return how many rows of `source` have the same keys, which are SQL over its columns.

        `source` is a table over `kept`, the records' `columns` under `names`; `further` are its
        parameters. The database counts each part of the records on its own: it need not hold all.
        """
        counted: Counter[Row] = Counter()
        for part in self.selects(*columns):
            sql = (
                f"WITH kept({', '.join(names)}) AS ({part.sql}) "
                f"SELECT {', '.join(keys)}, count(*) FROM {source} "
                f"GROUP BY {', '.join(map(str, range(1, len(keys) + 1)))}"
            )
            for *found, number in run(sql, [*part.parameters, *further]):
                counted[tuple(found)] += number
        return counted

    def fold(self, names: str, columns: Sequence[str], rest: str, *further: Any) -> list[Row]:
        """Return the rows of `rest`, a query over the table `kept` of the records' columns.

        `names` is what `rest` calls the columns; `further` are its own parameters.
        """
        kept = self.select(*columns)
        sql = f"WITH kept({names}) AS ({kept.sql}) {rest}"
        return run(sql, [*kept.parameters, *further])

    @cached_property
    def _ways(self) -> Ways:
        """Return how related rows are looked for: all at once, or by record where others are few.

        Everything is read, so an index in the order of days leads nowhere faster.
        """
        ways = self.question.ways(_NO_ORDER)
        return ways if any(Way.FEW in each for each in ways.values()) else {}
