"""Columns that repeat what stands elsewhere, so that one index answers a question in order.

A part repeats the day and the visibility of its record (and a place its country): “the incidents
of this actor, newest first” is then a walk along one index, however many there are. The database
keeps them itself, on every path, so nobody else writes them.
"""

from __future__ import annotations

from archive.triggers.base import Trigger, differs

# (table of the parts, their foreign key, table of their records)
_FOLLOWED = (
    ("archive_incidentparticipant", "incident_id", "archive_incident"),
    ("archive_incidentplace", "incident_id", "archive_incident"),
    ("archive_measure", "incident_id", "archive_incident"),
    ("archive_statementparticipant", "statement_id", "archive_statement"),
)


def _follow(table: str, owner: str, record: str) -> tuple[Trigger, ...]:
    """Return the triggers by which parts repeat `sort_date` and `is_public` of their record."""
    name = f"{table}_follows"
    copy = _copy_sql(table, owner, record)
    own = copy.format(which=f"{table}.id = NEW.id")
    return (
        Trigger(f"{name}_on_insert", table, "AFTER INSERT", (own,)),
        Trigger(
            f"{name}_on_update", table, f"AFTER UPDATE OF {owner}, sort_date, is_public", (own,)
        ),
        Trigger(
            f"{name}_its_record",
            record,
            "AFTER UPDATE OF sort_date, review_status, merged_into_id",
            (copy.format(which=f"{table}.{owner} = NEW.id"),),
            when=differs("sort_date", "review_status", "merged_into_id"),
        ),
    )


def _copy_sql(table: str, owner: str, record: str) -> str:
    """Return what makes parts repeat their record; `{which}` says which parts."""
    return (
        f"UPDATE {table} SET sort_date = r.sort_date, is_public = r.is_public FROM {record} r "
        f"WHERE r.id = {table}.{owner} AND {{which}} AND ({table}.sort_date IS DISTINCT FROM "
        f"r.sort_date OR {table}.is_public IS DISTINCT FROM r.is_public)"
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


DERIVED = (
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
    *(trigger for followed in _FOLLOWED for trigger in _follow(*followed)),
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
        *(_copy_sql(*followed).format(which="1 = 1") for followed in _FOLLOWED),
        _COUNTRY.format(which="1 = 1"),
    ]
