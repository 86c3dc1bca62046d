"""The records that filters leave, as SQL that counts and sums are built on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.filters.base import StrictFilterSet, Way
from api.filters.dates import DATE, is_certain
from api.reader.keys import Question
from api.reader.queries import Ways
from api.reader.sql import Row, run
from api.strict import Given
from archive.models.base import Record


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

    def select(self, *columns: str) -> Select:
        """Return the query for columns of the records, in no order."""
        shape = self.question.shape
        parts = [shape.select(ways, *columns) for ways in self._ways()]
        return Select(
            " UNION ALL ".join(part.sql for part in parts),
            [value for part in parts for value in part.bind(shape.values)],
        )

    def size(self) -> int:
        """Return how many records there are."""
        ids = self.select("pk")
        return int(run(f"SELECT count(*) FROM ({ids.sql}) counted", ids.parameters)[0][0])

    def fold(self, names: str, columns: Sequence[str], rest: str, *further: Any) -> list[Row]:
        """Return the rows of `rest`, a query over the table `kept` of the records' columns.

        `names` is what `rest` calls the columns; `further` are its own parameters.
        """
        kept = self.select(*columns)
        sql = f"WITH kept({names}) AS ({kept.sql}) {rest}"
        return run(sql, [*kept.parameters, *further])

    def _ways(self) -> list[Ways]:
        """Return one way, or two that part the records: narrow ranges of days, and wide ones.

        Narrow ranges are read along the index of days; both at once would read every record.
        """
        dates = self.question.dates
        if dates is None or is_certain(dates):
            return [{}]
        return [{DATE: (Way.NARROW,)}, {DATE: (Way.WIDE,)}]
