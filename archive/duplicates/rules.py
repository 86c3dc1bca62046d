"""The rules of likely duplicates in SQL: each gives pairs of keys and what the two share.

A rule begins from the rows of a window and finds the others by an index, so that it costs as much
as the window is wide and not as much as the archive is large.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from archive.querysets.incident import NOT_HAPPENED

# What several may well be called, such as a family name alone, tells nothing.
NAMES = ("name", "full_name", "title_and_name", "acronym", "former_name", "spelling", "translation")
# Places of one name that lie farther apart are two.
NEAR_KM = 25
# So many days at most an incident may have happened on, for its day to tell anything.
DAYS = 3
# Where no more is known than such an area, the place tells nothing.
_WIDE_AREAS = ("country", "international", "admin1", "linear_or_fuzzy_area")
_WIDE_PLACES = ("country", "admin1", "region", "water")

_DEGREE_KM = 111.2


@dataclass(frozen=True)
class Scope:
    """The rows that are looked at, as a subquery of their ids, and which others they meet.

    `meets` compares the other's key with the row's: `<` gives each pair once, from its newer row.
    """

    window: str
    meets: str = "<"


Rule = Callable[[Scope], str]


def stands(kind: str, row: str) -> str:
    """Return the condition that a row stands for itself and may be compared."""
    condition = f"{row}.merged_into_id IS NULL AND {row}.review_status <> 'retracted'"
    if kind == "actor":
        # Who is not named may be anybody.
        condition += f" AND {row}.identity = 'named' AND {row}.scope = 'global'"
    return condition


def of_one_identifier(kind: str) -> Rule:
    """Return the rule of an external identifier that two records of a kind share."""

    def rule(scope: Scope) -> str:
        return f"""
            SELECT a.id, b.id, x.scheme || ':' || x.value FROM {scope.window} w
            JOIN archive_{kind} a ON a.id = w.id
            JOIN archive_externalid x ON x.{kind}_id = a.id
            JOIN archive_externalid y ON y.value = x.value AND y.scheme = x.scheme
            JOIN archive_{kind} b ON b.id = y.{kind}_id
            WHERE b.id {scope.meets} a.id AND {stands(kind, "a")} AND {stands(kind, "b")}
        """

    return rule


def _no_other_identifier(kind: str) -> str:
    """Return the condition that no scheme has identifiers of the two that differ."""
    return f"""NOT EXISTS (
        SELECT 1 FROM archive_externalid i JOIN archive_externalid j ON j.scheme = i.scheme
        WHERE i.{kind}_id = a.id AND j.{kind}_id = b.id AND j.value <> i.value
    )"""


def actors_of_one_name(scope: Scope) -> str:
    """Give named actors of one kind, and of no two countries, that share a name."""
    compared = f"""
        b.id {scope.meets} a.id AND {stands("actor", "a")} AND {stands("actor", "b")}
        AND (a.kind = b.kind OR a.kind = 'unknown' OR b.kind = 'unknown')
        AND (a.country = b.country OR a.country IS NULL OR b.country IS NULL)
        AND {_no_other_identifier("actor")}
    """
    rows = f"FROM {scope.window} w JOIN archive_actor a ON a.id = w.id"
    alias = f"JOIN archive_alias x ON x.actor_id = a.id AND x.kind IN {NAMES}"
    others = f"AND y.kind IN {NAMES} JOIN archive_actor b ON b.id = y.actor_id"
    arms = (
        ("a.name", f"JOIN archive_actor b ON b.name_folded = {_said('a.name_folded')}"),
        ("a.name", f"JOIN archive_alias y ON y.text_folded = {_said('a.name_folded')} {others}"),
        ("x.text", f"{alias} JOIN archive_actor b ON b.name_folded = {_said('x.text_folded')}"),
        (
            "x.text",
            f"{alias} JOIN archive_alias y ON y.text_folded = {_said('x.text_folded')} {others}"
            # Many have the same initials, and few of one country.
            " AND (a.country = b.country OR x.kind <> 'acronym' OR y.kind <> 'acronym')",
        ),
    )
    return " UNION ALL ".join(
        f"SELECT a.id, b.id, {said} {rows} {joins} WHERE {compared}" for said, joins in arms
    )


def _said(folded: str) -> str:
    """Return a folded name, or null where nothing is left of it: signs alone are no name."""
    return f"NULLIF({folded}, '  ')"


def places_of_one_name(scope: Scope) -> str:
    """Give places of one name and kind that may be one, as far as country and points tell."""
    return f"""
        SELECT a.id, b.id, a.name FROM {scope.window} w
        JOIN archive_place a ON a.id = w.id
        JOIN archive_place b ON b.name_folded = {_said("a.name_folded")}
        WHERE b.id {scope.meets} a.id AND {stands("place", "a")} AND {stands("place", "b")}
        AND a.kind = b.kind
        AND (a.country = b.country OR a.country IS NULL OR b.country IS NULL)
        AND CASE WHEN a.lat IS NULL OR b.lat IS NULL THEN a.country = b.country ELSE {_NEAR} END
        AND {_no_other_identifier("place")}
    """


# Degrees of longitude are the shorter the farther from the equator, and 179° E is near 179° W.
_APART = (
    "(CASE WHEN abs(a.lon - b.lon) > 180 THEN 360 - abs(a.lon - b.lon) ELSE abs(a.lon - b.lon) END)"
)
_NEAR = (
    f"(abs(a.lat - b.lat) <= {NEAR_KM / _DEGREE_KM}"
    f" AND {_APART} * cos(radians(a.lat)) <= {NEAR_KM / _DEGREE_KM})"
)


def incidents_of_one_day(scope: Scope) -> str:
    """Give incidents of one type whose few possible days overlap, at one place."""
    return f"""
        SELECT a.id, b.id, s.name FROM {scope.window} w
        JOIN archive_incident a ON a.id = w.id
        JOIN archive_incidentplace p ON p.incident_id = a.id
        JOIN archive_incidentplace q ON q.place_id = p.place_id AND q.is_public IN (true, false)
            AND q.sort_date BETWEEN {_day("a.date_earliest", 1 - DAYS)} AND a.date_latest
        JOIN archive_incident b ON b.id = q.incident_id
        JOIN archive_place s ON s.id = p.place_id
        WHERE b.id {scope.meets} a.id AND {stands("incident", "a")} AND {stands("incident", "b")}
        AND a.date_semantics <> 'unknown' AND b.date_semantics <> 'unknown'
        AND a.date_latest <= {_day("a.date_earliest", DAYS - 1)}
        AND b.date_latest <= {_day("b.date_earliest", DAYS - 1)}
        AND b.date_latest >= a.date_earliest AND b.date_earliest <= a.date_latest
        AND {_tells_where("p")} AND {_tells_where("q")} AND s.kind NOT IN {_WIDE_PLACES}
        AND b.event_type = a.event_type AND b.kind = a.kind
        AND (b.modality = a.modality
             OR (a.modality NOT IN {_NOT_HAPPENED} AND b.modality NOT IN {_NOT_HAPPENED}))
        AND {_no_other_identifier("incident")} AND NOT EXISTS (
            SELECT 1 FROM archive_incidentlink l
            WHERE l.from_incident_id = a.id AND l.to_incident_id = b.id
            OR l.from_incident_id = b.id AND l.to_incident_id = a.id
        )
    """


_NOT_HAPPENED = tuple(sorted(NOT_HAPPENED))


def _tells_where(place: str) -> str:
    return f"{place}.role = 'occurred' AND {place}.geo_precision NOT IN {_WIDE_AREAS}"


def _day(column: str, days: int) -> str:
    """Return the day so many days after the one in a column."""
    if connection.vendor == "postgresql":
        return f"({column} + ({days}))"
    return f"date({column}, '{days} days')"


def linked_incidents(scope: Scope) -> str:
    """Give incidents that somebody has linked as possibly the same."""
    # Not by the index of kinds, which would list every such link there is.
    compared = f"""
        l.kind || '' = 'possible_same_as' AND b.id {scope.meets} a.id
        AND {stands("incident", "a")} AND {stands("incident", "b")}
    """
    return " UNION ALL ".join(
        f"""
        SELECT a.id, b.id, '' FROM {scope.window} w JOIN archive_incident a ON a.id = w.id
        JOIN archive_incidentlink l ON l.{near}_incident_id = a.id
        JOIN archive_incident b ON b.id = l.{far}_incident_id WHERE {compared}
        """
        for near, far in (("from", "to"), ("to", "from"))
    )
