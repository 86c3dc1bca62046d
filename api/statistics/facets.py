"""Facets: how many records have each term, under the same filters but the facet's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from django.db import connection

from api.filters.base import Filter, RelatedRow, row_by_row
from api.kinds import Term, Uid
from api.statistics.record_set import RecordSet, Select
from archive.driver import Row
from archive.querysets import reads_all


@dataclass(frozen=True, slots=True)
class Facet:
    """A parameter whose values are counted: a column, a list of terms, or that of related rows."""

    name: str
    filter: Filter
    related: RelatedRow | None

    @classmethod
    def of(cls, records: RecordSet, name: str) -> Facet:
        """Return the facet that counts the values of a filter."""
        declared = records.filterset.parameters()[name]
        group = records.filterset.all_groups().get(declared.group or "")
        return cls(name, declared, group if isinstance(group, RelatedRow) else None)

    @property
    def column(self) -> str:
        return str(self.filter.field_name)

    @property
    def is_list(self) -> bool:
        """Whether a record's own column holds several terms."""
        return bool(self.filter.lookup_expr == "any_of")

    @property
    def many(self) -> bool:
        """Whether a record may have several terms, and then counts for each."""
        return self.is_list or self.related is not None


def count(records: RecordSet, name: str, hiding: Collection[str]) -> dict[str, Any]:
    """Return the counts of one facet: every term that occurs, the most frequent first.

    A parameter in `hiding` leaves records out when it is not given: such a facet counts them all.
    """
    facet = Facet.of(records, name)
    given = {each: values for each, values in records.given.items() if each != name}
    if name in hiding and facet.filter.kind.vocabulary is not None:
        given[name] = [facet.filter.kind.vocabulary.codes]
    widened = records.but(given)
    counts = {term: number for (term,), number in tally(widened, facet, without=name).items()}
    total = widened.size() if facet.many else sum(counts.values())
    terms = described(facet, counts, widened)
    terms.sort(key=lambda each: by_frequency(each["count"], each["code"]))
    return {"facet": name, "total": total, "several": facet.many, "terms": terms}


def by_frequency(number: int, code: str | None) -> tuple[Any, ...]:
    """Return the key to sort terms by: the most frequent first, records without one last."""
    return -number, code is None, code


def tally(
    records: RecordSet,
    facet: Facet,
    columns: Mapping[str, str] | None = None,
    keys: Sequence[str] = (),
    *,
    without: str | None = None,
) -> Counter[Row]:
    """Return how many records there are of each (term, *keys); the term is null for those without.

    `keys` are SQL over `columns`, names and what they stand for. A record with several terms counts
    once for each. Of related rows, those count that meet what the facet's group is asked, but for
    the parameter `without`.
    """
    columns = columns or {}
    names, read = list(columns), list(columns.values())
    if facet.related is not None:
        terms = _related_terms(records, facet, facet.related, without)
        source = _told(
            names, f"terms.term FROM kept LEFT JOIN ({terms.sql}) terms ON terms.owner = kept.id"
        )
        return records.count_by(
            ["id", *names], ["pk", *read], ["term", *keys], source, terms.parameters
        )
    if facet.is_list:
        source = _told(names, f"item.value AS term FROM {_items()}")
        return records.count_by(
            ["id", "terms", *names], ["pk", facet.column, *read], ["term", *keys], source
        )
    return records.count_by(["term", *names], [facet.column, *read], ["term", *keys])


def _told(names: Sequence[str], terms: str) -> str:
    """Return the table of records and terms, each pair once."""
    selected = "".join(f", kept.{name}" for name in names)
    return f"(SELECT DISTINCT kept.id{selected}, {terms}) told"


def _items() -> str:
    """Return the records, each with the terms of its list, or with null where that is empty."""
    if connection.vendor == "sqlite":
        return "kept LEFT JOIN json_each(kept.terms) item"
    return "kept LEFT JOIN LATERAL jsonb_array_elements_text(kept.terms) item(value) ON true"


def _related_terms(
    records: RecordSet, facet: Facet, related: RelatedRow, without: str | None
) -> Select:
    """Return the query for (owner, term) of the related rows that count.

    Where the group must have several rows, a term counts that goes with each of them.
    """
    filters = records.filterset.parameters()
    members = records.filterset.members(records.question.prepared).get(facet.filter.group or "", {})
    given = {name: values for name, values in members.items() if name != without}
    written: list[Select] = []
    for conditions in row_by_row(given, filters) if given else [[]]:
        rows = related.matching(records.user, conditions)
        rows = rows.exclude(**{facet.column: None}).values_list(f"{related.owner}_id", facet.column)
        text, parameters = rows.query.sql_with_params()
        written.append(Select(str(text), parameters))
    withs = ", ".join(
        f"r{place}(owner, term) AS ({each.sql})" for place, each in enumerate(written)
    )
    joins = "".join(
        f" JOIN r{right} ON r{right}.owner = r{left}.owner AND r{right}.term = r{left}.term"
        for left, right in pairwise(range(len(written)))
    )
    sql = f"WITH {withs} SELECT r0.owner, r0.term FROM r0{joins}"
    return Select(sql, [value for each in written for value in each.parameters])


def described(facet: Facet, counts: dict[Any, int], records: RecordSet) -> list[dict[str, Any]]:
    """Return the counts with codes and labels."""
    kind = facet.filter.kind
    if isinstance(kind, Uid):
        return _named(kind, counts, records)
    labels = dict(kind.vocabulary.choices) if isinstance(kind, Term) else {}
    return [
        {"code": code, "label": None if code is None else labels.get(code, code), "count": number}
        for code, number in counts.items()
    ]


def _named(kind: Uid, counts: dict[Any, int], records: RecordSet) -> list[dict[str, Any]]:
    """Return the counts by record; what the reader may not read is counted as null."""
    (model,) = kind.models
    keys = [key for key in counts if key is not None]
    reader = SimpleNamespace(reads_all=reads_all(records.user))
    readable = model.objects.visible_to(reader).filter(pk__in=keys)
    found = {key: (uid, name) for key, uid, name in readable.values_list("pk", "uid", "name")}
    described: dict[str | None, dict[str, Any]] = {}
    for key, number in counts.items():
        uid, name = found.get(key, (None, None))
        entry = described.setdefault(uid, {"code": uid, "label": name, "count": 0})
        entry["count"] += number
    return list(described.values())


def counts_of(
    records: RecordSet, names: Iterable[str], hiding: Collection[str]
) -> list[dict[str, Any]]:
    """Return the counts of several facets, in the order in which they were asked for."""
    return [count(records, name, hiding) for name in dict.fromkeys(names)]
