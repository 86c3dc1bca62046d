"""Records as rows of a table: which columns a resource has, and of what type they are."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any


class Type(Enum):
    """What the cells of a column hold; each may be null."""

    TEXT = auto()
    DAY = auto()
    INSTANT = auto()
    INTEGER = auto()
    NUMBER = auto()
    FLAG = auto()


Get = Callable[[dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where its cells are found in a record as the API shows it.

    `path` is `date.earliest`, or `participants[].actor.uid`: a list of one value for each member,
    so that the first of one list belongs to the first of the others.
    """

    name: str
    path: str
    type: Type = Type.TEXT

    @property
    def field(self) -> str:
        """The field of the record that the cells are part of."""
        return self.path.partition(".")[0].removesuffix("[]")

    @property
    def is_list(self) -> bool:
        return "[]" in self.path

    def getter(self) -> Get:
        """Return the function that finds the cell in a record."""
        if not self.is_list:
            return _getter(self.path.split("."))
        owner, _, rest = self.path.partition("[]")
        get = _getter(rest.strip(".").split(".") if rest else [])
        members = _getter([owner])
        return lambda record: [get(member) for member in members(record)]


def _getter(steps: list[str]) -> Get:
    if not steps:
        return lambda record: record
    if len(steps) == 1:
        (only,) = steps
        return lambda record: record[only]

    def get(record: dict[str, Any]) -> Any:
        value: Any = record
        for step in steps:
            if value is None:
                return None
            value = value[step]
        return value

    return get


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a resource, and what an answer must show for them.

    `expand` names fields that lists leave out, `wide` nested records with more than their name.
    """

    columns: tuple[Column, ...]
    expand: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()

    def narrowed(self, fields: Collection[str]) -> Table:
        """Return the table of the columns that these fields of a record fill."""
        return replace(self, columns=tuple(each for each in self.columns if each.field in fields))


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, name) for name in names)


def _each(owner: str, **paths: str) -> tuple[Column, ...]:
    return tuple(Column(name, f"{owner}[].{path}") for name, path in paths.items())


_DATE = (
    Column("date_text", "date.text"),
    Column("date_earliest", "date.earliest", Type.DAY),
    Column("date_latest", "date.latest", Type.DAY),
    Column("date_semantics", "date.semantics"),
    Column("date_basis", "date.basis"),
    Column("date_edtf", "date.edtf"),
)
_REVIEW = (
    *_texts("review_status", "origin"),
    Column("created_at", "created_at", Type.INSTANT),
    Column("updated_at", "updated_at", Type.INSTANT),
)

INCIDENTS = Table(
    (
        *_texts("uid", "url", "title", "summary", "kind", "event_type", "event_mode"),
        Column("contexts", "contexts[]"),
        *_texts("modality"),
        *_DATE,
        *_texts("cameo_code", "acled_event_type", "acled_sub_event_type", "ucdp_violence_type"),
        *_each(
            "participants",
            participant_uids="actor.uid",
            participant_names="actor.name",
            participant_roles="role",
            participant_sides="side",
            participant_statuses="status",
        ),
        *_each(
            "places",
            place_uids="place.uid",
            place_names="place.name",
            place_texts="text",
            place_roles="role",
            place_countries="place.country",
            geo_precisions="geo_precision",
        ),
        Column("place_lats", "places[].place.lat", Type.NUMBER),
        Column("place_lons", "places[].place.lon", Type.NUMBER),
        *_each(
            "measures",
            measures="measure",
            measure_items="item",
            measure_group_uids="group_actor.uid",
            measure_groups="group_text",
            measure_statuses="status",
            measure_qualifiers="qualifier",
        ),
        Column("measure_minimums", "measures[].minimum", Type.INTEGER),
        Column("measure_bests", "measures[].best", Type.INTEGER),
        Column("measure_maximums", "measures[].maximum", Type.INTEGER),
        *_REVIEW,
    ),
    wide=("places",),
)

STATEMENTS = Table(
    (
        *_texts("uid", "url", "text", "form"),
        Column("speech_acts", "speech_acts[]"),
        *_texts("anonymity", "medium", "hedge"),
        Column("verbatim", "verbatim", Type.FLAG),
        Column("joint", "joint", Type.FLAG),
        Column("conditional", "conditional", Type.FLAG),
        *_DATE,
        Column("article_uid", "article.uid"),
        Column("article_title", "article.title"),
        Column("revision", "revision", Type.INTEGER),
        Column("relayed_by_uid", "relayed_by.uid"),
        Column("relayed_by_name", "relayed_by.name"),
        *_each(
            "participants",
            participant_uids="actor.uid",
            participant_names="actor.name",
            participant_roles="role",
        ),
        *_texts("addressee_text"),
        *_each("about", about_uids="uid", about_titles="title"),
        Column("occasion_uid", "occasion.uid"),
        *_REVIEW,
    )
)

ACTORS = Table(
    (
        *_texts("uid", "url", "name", "kind", "sector", "country", "identity", "scope"),
        Column("article_uid", "article.uid"),
        *_each("aliases", aliases="text", alias_kinds="kind", alias_used_by_uids="used_by.uid"),
        *_each(
            "affiliations",
            affiliation_uids="organisation.uid",
            affiliation_names="organisation.name",
            affiliation_kinds="kind",
            affiliation_role_titles="role_title",
            affiliation_statuses="status",
        ),
        *_REVIEW,
    )
)

ARTICLES = Table(
    (
        *_texts("uid", "url", "title"),
        Column("source_uid", "source.uid"),
        Column("source_name", "source.name"),
        *_texts("original_url", "byline", "language"),
        Column("published_raw", "published.raw"),
        Column("published_day", "published.day", Type.DAY),
        Column("published_at", "published.at", Type.INSTANT),
        Column("published_timezone_known", "published.timezone_known", Type.FLAG),
        *_texts("text"),
        *_REVIEW,
    ),
    expand=("text",),
)

PLACES = Table(
    (
        *_texts("uid", "url", "name", "kind", "country"),
        Column("parent_uid", "parent.uid"),
        Column("parent_name", "parent.name"),
        Column("lat", "lat", Type.NUMBER),
        Column("lon", "lon", Type.NUMBER),
        *_texts("coordinate_basis"),
        *_REVIEW,
    )
)

SOURCES = Table(
    (
        *_texts("uid", "url", "name", "domain", "kind", "country", "scale"),
        *_texts("reliability", "reliability_note"),
        *_REVIEW,
    )
)
