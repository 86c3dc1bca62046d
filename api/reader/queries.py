"""The SQL by which keys are found, written by the ORM once for each shape of a question."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from api.filters.base import Prepared, RelatedRow, StrictFilterSet, Way, row_by_row
from api.filters.dates import DATE
from api.kinds import Choice
from api.reader.shapes import StandIns, Template, shape_of, template
from archive.models.part import FollowingPart
from archive.querysets import published

Ways = Mapping[str, tuple[Way, ...]]
_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Walk:
    """A query for keys without its order: conditions and an order may be appended to its text."""

    template: Template
    key: str  # the column to order by
    row_id: str
    leads: bool = False  # whether it goes along an index over related rows


class Shape:
    """What a question is but for its values: the same for all that can share one SQL text."""

    def __init__(
        self, model: type[Model], filterset: type[StrictFilterSet], prepared: Prepared, staff: bool
    ) -> None:
        stand_ins = StandIns()
        filters = filterset.parameters()
        replaced: dict[str, list[Any]] = {}
        key: list[Any] = [filterset, staff, connection.alias]
        self.is_kept = True
        for name, occurrences in prepared.values.items():
            blind = filters[name].blind and not isinstance(filters[name].kind, Choice)
            given = [stand_ins.replace(each) if blind else each for each in occurrences]
            replaced[name] = given
            key.append((name, shape_of(given) if blind else tuple(given)))
            self.is_kept = self.is_kept and not any(map(_holds_query, given))
        self.model = model
        self.filterset = filterset
        self.reader = SimpleNamespace(reads_all=staff)
        self.prepared = Prepared(replaced)
        self.members = filterset.members(self.prepared)
        self.values: Sequence[Any] = stand_ins.values
        self._key = tuple(key)

    def walk(self, column: str, ways: Ways) -> Walk:
        """Return the query for (column, id) of the records that meet everything."""
        chosen = tuple(sorted((name, each) for name, each in ways.items()))
        walk: Walk = self.kept(("walk", column, chosen), lambda: self._write_walk(column, ways))
        return walk

    def passing(self, id_sql: str | None, ways: Ways, *, but: str) -> Template:
        """Return the query that has a row where the record of an id meets everything but `but`.

        Without an id it has a row, the id, for each record that does.
        """
        chosen = tuple(sorted(ways.items()))
        passing: Template = self.kept(
            ("passing", id_sql, but, chosen), lambda: self._write_passing(id_sql, ways, but)
        )
        return passing

    def count(self, ways: Ways) -> Template:
        """Return the query for the records that meet everything, each once, in no order."""
        chosen = tuple(sorted((name, each) for name, each in ways.items()))
        kept: Template = self.kept(("count", chosen), lambda: self._write_count(ways))
        return kept

    def sizes(self, group: str) -> list[Template]:
        """Return, for each row that a group asks for, the query that counts such rows to a limit.

        The limit is the last parameter.
        """
        sizes: list[Template] = self.kept(("sizes", group), lambda: self._write_sizes(group))
        return sizes

    def asked(self, group: str) -> list[list[Any]]:
        """Return the conditions of each related row that a group asks for."""
        return row_by_row(self.members[group], self.filterset.parameters())

    def kept(self, name: tuple[Hashable, ...], write: Callable[[], Any]) -> Any:
        """Return what `write` made for this shape: now, or when it was first asked for."""
        if not self.is_kept:
            return write()
        key = (*self._key, *name)
        with _lock:
            if key in _texts:
                _texts.move_to_end(key)
                return _texts[key]
        written = write()
        with _lock:
            _texts[key] = written
            if len(_texts) > _KEPT:
                _texts.popitem(last=False)
        return written

    def _write_walk(self, column: str, ways: Ways) -> Walk:
        text, params = self._written(ways, column, "pk")
        table = connection.ops.quote_name(self.model._meta.db_table)
        lead = _lead(ways)
        if lead is None:
            return Walk(
                template(self._entered(str(text), table, ways), params),
                f"{table}.{column}",
                f"{table}.id",
            )
        owner, first, first_params = self._leading(lead, "sort_date")
        led = self._led(text, first, owner, f"lead.sort_date, lead.{owner}")
        return Walk(
            template(led, [*first_params, *params]), "lead.sort_date", f"lead.{owner}", leads=True
        )

    def _write_passing(self, id_sql: str | None, ways: Ways, but: str) -> Template:
        asked = {name: given for name, given in self.prepared.values.items() if name != but}
        rows = self.filterset.apply(
            self.model._default_manager.all(), Prepared(asked), self.reader, ways
        )
        text, params = rows.order_by().values_list("pk").query.sql_with_params()
        table = connection.ops.quote_name(self.model._meta.db_table)
        one = "" if id_sql is None else f" AND {table}.id = {id_sql}"
        return template(f"{text}{one}", params)

    def _write_count(self, ways: Ways) -> Template:
        text, params = self._written(ways, "pk")
        lead = _lead(ways)
        if lead is None:
            return template(text, params)
        owner, first, first_params = self._leading(lead)
        return template(self._led(text, first, owner, f"lead.{owner}"), [*first_params, *params])

    def _written(self, ways: Ways, *columns: str) -> tuple[str, Sequence[Any]]:
        """Return the query for columns of the records, as the ORM writes it."""
        rows = self.model._default_manager.all()
        rows = self.filterset.apply(rows, self.prepared, self.reader, ways)
        text, params = rows.order_by().values_list(*columns).query.sql_with_params()
        return str(text), params

    def _led(self, text: str, first: str, owner: str, columns: str) -> str:
        """Return the query that goes along related rows and looks up their records."""
        table = connection.ops.quote_name(self.model._meta.db_table)
        # CROSS JOIN is how SQLite is told that the order of the tables is meant.
        join = "CROSS JOIN" if connection.vendor == "sqlite" else "JOIN"
        conditions = text.partition(f" FROM {table}")[2]
        return (
            f"SELECT DISTINCT {columns} FROM ({first}) lead "
            f"{join} {table} ON {table}.id = lead.{owner}{conditions}"
        )

    def _entered(self, text: str, table: str, ways: Ways) -> str:
        """Return the query so that the few wide ranges are gone through, and nothing else."""
        index = _LONG.get(ways.get(DATE, ()))
        if connection.vendor != "sqlite" or index is None or _finds_few(ways):
            return text
        # SQLite would rather search a common term: it does not know how few the long ranges are.
        name = f"{self.model._meta.model_name}_{index}"
        return text.replace(f" FROM {table}", f" FROM {table} INDEXED BY {name}", 1)

    def _leading(self, group: str, *columns: str) -> tuple[str, str, Sequence[Any]]:
        """Return the record's column, and the query for it and other columns of a group's rows."""
        related = _related(self.filterset, group)
        rows = related.matching(self.reader, self.asked(group)[0])
        if columns and not self.reader.reads_all:
            rows = rows.filter(published())
        owner = f"{related.owner}_id"
        text, params = rows.values_list(*columns, owner).query.sql_with_params()
        return owner, str(text), params

    def _write_sizes(self, group: str) -> list[Template]:
        related = _related(self.filterset, group)
        written = []
        for conditions in self.asked(group):
            rows = related.rows(self.reader, conditions)
            text, params = rows.query.sql_with_params()
            written.append(template(f"SELECT count(*) FROM ({text} LIMIT %s) few", params))
        return written


def may_lead(filterset: type[StrictFilterSet], prepared: Prepared, group: str) -> bool:
    """Whether an index over the group's rows gives the records in the order of their days."""
    related = filterset.all_groups()[group]
    if not isinstance(related, RelatedRow) or not issubclass(related.model, FollowingPart):
        return False
    filters = filterset.parameters()
    given = filterset.members(prepared)[group]
    return all(len(occurrences) == 1 for occurrences in given.values()) and any(
        filters[name].leads and len(occurrences[0]) == 1 for name, occurrences in given.items()
    )


# The indexes of the ranges that do not lie near the days asked for.
_LONG: dict[tuple[Way, ...], str] = {(Way.UNBEGUN,): "unbegun", (Way.BEFORE,): "wide"}


def _finds_few(ways: Ways) -> bool:
    return any(Way.FEW in each for each in ways.values())


def _lead(ways: Ways) -> str | None:
    return next((name for name, each in ways.items() if each == (Way.LEADS,)), None)


def _related(filterset: type[StrictFilterSet], group: str) -> RelatedRow:
    related = filterset.all_groups()[group]
    if not isinstance(related, RelatedRow):
        raise TypeError(f"{group} does not speak of a related row.")
    return related


def _holds_query(value: Any) -> bool:
    if isinstance(value, tuple | list):
        return any(map(_holds_query, value))
    return isinstance(value, QuerySet)


_texts: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()
