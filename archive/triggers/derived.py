"""Columns that repeat what stands elsewhere, so that one index answers a question in order.

A part repeats the day of its record (and a place its country) and whether everybody may read it:
“the incidents of this actor, newest first” is then a walk along one index, however many there are.
The database keeps them itself, on every path, so nobody else writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.triggers.base import Trigger, differs


@dataclass(frozen=True, slots=True)
class _Following:
    """A table of parts: its foreign key to the table of its records, and what else it names.

    A part is public where its record is, and what it names (`named`: its foreign key, the table).
    Where `worded` a part with words of its own needs no more.
    """

    table: str
    owner: str
    records: str
    named: tuple[str, str] | None = None
    worded: bool = False

    @property
    def is_public(self) -> str:
        """The condition, beside that of the record, that everybody may read a part."""
        if self.named is None:
            return "1 = 1"
        key, table = self.named
        shown = f"EXISTS (SELECT 1 FROM {table} n WHERE n.id = {self.table}.{key} AND n.is_public)"
        return f"({self.table}.text IS NOT NULL OR {shown})" if self.worded else shown

    def copy_sql(self, which: str) -> str:
        """Return what derives the columns of parts; `which` says of which parts."""
        public = f"(r.is_public AND {self.is_public})"
        return (
            f"UPDATE {self.table} SET sort_date = r.sort_date, is_public = {public} "
            f"FROM {self.records} r WHERE r.id = {self.table}.{self.owner} AND {which} "
            f"AND ({self.table}.sort_date IS DISTINCT FROM r.sort_date "
            f"OR {self.table}.is_public IS DISTINCT FROM {public})"
        )

    def triggers(self) -> Iterator[Trigger]:
        """Yield the triggers that keep the columns."""
        name = f"{self.table}_follows"
        own = self.copy_sql(f"{self.table}.id = NEW.id")
        columns = [self.owner, "sort_date", "is_public"]
        if self.named is not None:
            columns.append(self.named[0])
        if self.worded:
            columns.append("text")
        yield Trigger(f"{name}_on_insert", self.table, "AFTER INSERT", (own,))
        yield Trigger(
            f"{name}_on_update", self.table, f"AFTER UPDATE OF {', '.join(columns)}", (own,)
        )
        state = ("review_status", "merged_into_id")
        yield from self._of(f"{name}_its_record", self.records, self.owner, ("sort_date", *state))
        if self.named is not None:
            key, named = self.named
            yield from self._of(f"{name}_{named.removeprefix('archive_')}", named, key, state)

    def _of(self, name: str, table: str, key: str, columns: tuple[str, ...]) -> Iterator[Trigger]:
        """Yield the triggers by which parts follow what they point at, also if it comes later."""
        copy = self.copy_sql(f"{self.table}.{key} = NEW.id")
        event = f"AFTER UPDATE OF {', '.join(columns)}"
        yield Trigger(name, table, event, (copy,), when=differs(*columns))
        yield Trigger(f"{name}_on_insert", table, "AFTER INSERT", (copy,))


_FOLLOWING = (
    _Following(
        "archive_incidentparticipant",
        "incident_id",
        "archive_incident",
        ("actor_id", "archive_actor"),
    ),
    _Following(
        "archive_incidentplace",
        "incident_id",
        "archive_incident",
        ("place_id", "archive_place"),
        worded=True,
    ),
    _Following("archive_measure", "incident_id", "archive_incident"),
    _Following(
        "archive_statementparticipant",
        "statement_id",
        "archive_statement",
        ("actor_id", "archive_actor"),
    ),
)

_COUNTRY = (
    "UPDATE archive_incidentplace SET country = p.country FROM archive_place p "
    "WHERE p.id = archive_incidentplace.place_id AND {which} "
    "AND archive_incidentplace.country IS DISTINCT FROM p.country"
)
_NO_PLACE = (
    "UPDATE archive_incidentplace SET country = NULL "
    "WHERE id = NEW.id AND place_id IS NULL AND country IS NOT NULL"
)

# Of a known range: no bound, or more than `archive.models.dated.NARROW_DAYS` between them.
_IS_WIDE = (
    "(date_semantics <> 'unknown' AND "
    "(date_earliest IS NULL OR date_latest IS NULL OR {days} > 31))"
)
_DAYS = {
    "sqlite": "julianday(date_latest) - julianday(date_earliest)",
    "postgresql": "date_latest - date_earliest",
}
_DATED = ("archive_incident", "archive_statement", "archive_affiliation")


def _dates_sql(table: str, vendor: str, which: str) -> str:
    """Return what derives the day to sort by, where there is one, and the width of the range."""
    wide = _IS_WIDE.format(days=_DAYS[vendor])
    day = "coalesce(date_earliest, date_latest, sort_date)"
    return (
        f"UPDATE {table} SET is_wide = {wide}, sort_date = {day} WHERE {which} "
        f"AND (is_wide IS DISTINCT FROM {wide} OR sort_date IS DISTINCT FROM {day})"
    )


def _article_sql(which: str) -> str:
    """Return what has articles with a date line sorted by it."""
    return (
        f"UPDATE archive_article SET sort_at = published_at WHERE {which} "
        "AND published_at IS NOT NULL AND sort_at IS DISTINCT FROM published_at"
    )


DERIVED = (
    *(
        Trigger(
            f"archive_article_day_on_{name}",
            "archive_article",
            event,
            (_article_sql("id = NEW.id"),),
        )
        for name, event in (
            ("insert", "AFTER INSERT"),
            ("update", "AFTER UPDATE OF published_at, sort_at"),
        )
    ),
    *(
        Trigger(
            f"{table}_dates_on_{event.split()[1].lower()}",
            table,
            event,
            ({vendor: _dates_sql(table, vendor, "id = NEW.id") for vendor in _DAYS},),
        )
        for table in _DATED
        for event in (
            "AFTER INSERT",
            "AFTER UPDATE OF date_semantics, date_earliest, date_latest, sort_date, is_wide",
        )
    ),
    *(trigger for following in _FOLLOWING for trigger in following.triggers()),
    *(
        Trigger(
            f"archive_incidentplace_country_on_{event.lower()}",
            "archive_incidentplace",
            f"AFTER {event}" + (" OF place_id, country" if event == "UPDATE" else ""),
            (_COUNTRY.format(which="archive_incidentplace.id = NEW.id"), _NO_PLACE),
        )
        for event in ("INSERT", "UPDATE")
    ),
    Trigger(
        "archive_incidentplace_country_of_place",
        "archive_place",
        "AFTER UPDATE OF country",
        (_COUNTRY.format(which="p.id = NEW.id"),),
        when=differs("country"),
    ),
)


def refill_sql(vendor: str) -> list[str]:
    """Return what derives every column anew: after a bulk load."""
    return [
        *(_dates_sql(table, vendor, "1 = 1") for table in _DATED),
        _article_sql("1 = 1"),
        *(following.copy_sql("1 = 1") for following in _FOLLOWING),
        _COUNTRY.format(which="1 = 1"),
    ]
