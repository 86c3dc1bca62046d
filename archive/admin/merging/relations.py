"""What hangs on a record: kinds of rows with their number and a few of them, never all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst

from archive.admin.labels import quoted_text, shorten
from archive.models import Revision
from archive.models.base import Record

# Counted no further: that is a lot already.
BOUND = 1_000
_SHOWN = 4


@dataclass(frozen=True)
class _Way:
    """How rows that name a record in one field are told: a title, what to load, words for one.

    `listed` is the list of the admin and its parameter that shows just these rows, if any does.
    """

    title: str
    loaded: tuple[str, ...]
    told: Callable[[Any], str]
    listed: tuple[str, str] | None = None


_WAYS: dict[tuple[str, str], _Way] = {
    ("alias", "actor"): _Way("Other names", (), lambda row: _as(row.text, row.get_kind_display())),
    ("alias", "used_by"): _Way(
        "Names that it gives to others", ("actor",), lambda row: f"“{row.text}” for {row.actor}"
    ),
    ("affiliation", "actor"): _Way(
        "Affiliations",
        ("organisation",),
        lambda row: _as(row.organisation, row.role_title or row.get_kind_display()),
    ),
    ("affiliation", "organisation"): _Way(
        "Who belongs to it",
        ("actor",),
        lambda row: _as(row.actor, row.role_title or row.get_kind_display()),
        ("actor", "affiliated_with"),
    ),
    ("incidentparticipant", "actor"): _Way(
        "Takes part in",
        ("incident",),
        lambda row: _as(row.incident, row.get_role_display()),
        ("incident", "participant"),
    ),
    ("measure", "group_actor"): _Way(
        "Is counted in", ("incident",), lambda row: _as(row.incident, row.in_words())
    ),
    ("statementparticipant", "actor"): _Way(
        "Has part in statements",
        ("statement",),
        lambda row: _as(quoted_text(row.statement, 60), row.get_role_display()),
    ),
    ("statement", "relayed_by"): _Way("Passes on", (), lambda row: quoted_text(row, 60)),
    ("statement", "about"): _Way(
        "Statements about it", (), lambda row: quoted_text(row, 60), ("statement", "about")
    ),
    ("statement", "occasion"): _Way("Said on the occasion", (), lambda row: quoted_text(row, 60)),
    ("place", "parent"): _Way("Places in it", (), str),
    ("incidentplace", "place"): _Way(
        "Incidents there",
        ("incident",),
        lambda row: _as(row.incident, row.get_role_display()),
        ("incident", "place"),
    ),
    ("incidentparticipant", "incident"): _Way(
        "Participants", ("actor",), lambda row: _as(row.actor, row.get_role_display())
    ),
    ("incidentplace", "incident"): _Way(
        "Places", ("place",), lambda row: _as(row.place or row.text, row.get_role_display())
    ),
    ("measure", "incident"): _Way("Counts", ("group_actor",), str),
    ("incidentlink", "from_incident"): _Way(
        "Links to others",
        ("to_incident",),
        lambda row: _as(row.to_incident, row.get_kind_display()),
    ),
    ("incidentlink", "to_incident"): _Way(
        "Links from others",
        ("from_incident",),
        lambda row: _as(row.from_incident, row.get_kind_display()),
    ),
    ("citation", "incident"): _Way("Cited sources", ("article", "source"), str),
}
_PASSAGES = _Way("Words of texts", (), lambda row: f"“{shorten(row.exact, 60)}”")
_IDENTIFIERS = _Way("Identifiers elsewhere", (), str)


def _as(name: Any, role: Any) -> str:
    return f"{name} ({str(role).lower()})"


@dataclass(frozen=True, slots=True)
class Held:
    """What a record holds of one kind: a number in words, the words of a few, their list."""

    number: str
    some: list[str]
    url: str | None

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return self.number != str(len(self.some))

    @property
    def is_much(self) -> bool:
        """Whether there are more than are counted."""
        return self.number.endswith("+")


def held(goes: Record, stays: Record) -> list[tuple[str, Held, Held]]:
    """Return what hangs on two records of a kind: a title, what the one holds, what the other.

    Costs two queries for each side and kind of rows, however many there are.
    """
    both = [
        (way.title, _held(holder, name, way, goes), _held(holder, name, way, stays))
        for holder, name, way in _relations(type(stays))
    ]
    return [(title, one, other) for title, one, other in both if one.some or other.some]


def _relations(model: type[Model]) -> Iterator[tuple[Any, str, _Way]]:
    for relation in model._meta.related_objects:
        holder: Any = relation.related_model
        name = relation.field.name
        if name in {"merged_into", "imported_row"} or holder is Revision:
            continue
        kind = str(holder._meta.model_name)
        way = _WAYS.get((kind, name))
        if way is None:
            way = {"passage": _PASSAGES, "externalid": _IDENTIFIERS}.get(kind)
        if way is None:
            way = _Way(capfirst(str(holder._meta.verbose_name_plural)), (), str)
        yield holder, name, way


def _held(holder: Any, name: str, way: _Way, record: Record) -> Held:
    # In whatever order an index gives: a state has part in hundreds of thousands.
    rows = holder._default_manager.filter(**{name: record.pk}).order_by()
    counted = rows[: BOUND + 1].count()
    some = [shorten(way.told(row), 90) for row in rows.select_related(*way.loaded)[:_SHOWN]]
    number = f"{BOUND:,}+" if counted > BOUND else str(counted)
    url = None
    if way.listed is not None:
        page, parameter = way.listed
        url = f"{reverse(f'admin:archive_{page}_changelist')}?{parameter}={record.pk}"
    return Held(number, some, url)
