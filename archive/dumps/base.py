"""What every dump of the archive's own records shares: what is let out, and its addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from archive.models import Affiliation, Article, Incident, Place, Source, Statement
from archive.models.base import Record

_AT_ONCE = 500
_PLURALS = {
    "src": "sources",
    "art": "articles",
    "inc": "incidents",
    "stm": "statements",
    "act": "actors",
    "plc": "places",
}

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes the address of a record: `base` is that of the API, without a slash at the end."""

    base: str

    def of(self, record: Record) -> str:
        """Return the permanent address of a record."""
        return f"{self.base}/{_PLURALS[record.uid_prefix]}/{record.uid}/"


def published(model: type[Record], *related: str) -> Iterator[Any]:
    """Yield what everybody may read, oldest first, with what is named fetched along."""
    return _stream(model.objects.published(), *related)


def _stream(records: QuerySet[Any], *related: str) -> Iterator[Any]:
    return iter(records.order_by("id").prefetch_related(*related).iterator(_AT_ONCE))


def incidents() -> Iterator[Incident]:
    """Yield what is in a default list: published, and said to have happened.

    An expected or a denied incident would look like a fact in a format that has no word for it.
    """
    return _stream(
        Incident.objects.published().happened(),
        "participants__actor__external_ids",
        "participants__asserted_by",
        "places__place__external_ids",
        "measures__group_actor",
        "measures__asserted_by",
        "passages__revision__article__source",
        "participants__passages__revision__article__source",
        "measures__passages__revision__article__source",
        "citations__article__source",
        "citations__source",
        "external_ids",
        "links__to_incident",
    )


def public(records: Any) -> list[Any]:
    """Return those of some records that everybody may read."""
    return [record for record in records if record.is_public]


def articles_of(incident: Incident) -> list[Article]:
    """Return the published articles that an incident rests on, each once."""
    passages = [
        *incident.passages.all(),
        *(p for part in incident.participants.all() for p in part.passages.all()),
        *(p for part in incident.measures.all() for p in part.passages.all()),
    ]
    told = [passage.revision.article for passage in passages]
    told += [each.article for each in incident.citations.all() if each.article is not None]
    return public({article.pk: article for article in told}.values())


def day(record: Incident | Statement | Affiliation) -> Line:
    """Return the date of a record in full: the words, the bounds and what is meant by them."""
    return {
        "text": record.date_text,
        "earliest": record.date_earliest and record.date_earliest.isoformat(),
        "latest": record.date_latest and record.date_latest.isoformat(),
        "semantics": record.date_semantics,
        "basis": record.date_basis,
        "edtf": record.edtf,
    }


def identifiers(record: Any) -> dict[str, list[str]]:
    """Return the identifiers of a record elsewhere, by scheme."""
    found: dict[str, list[str]] = {}
    for each in record.external_ids.all():
        found.setdefault(each.scheme, []).append(each.value)
    return found


def point(place: Place) -> Line | None:
    """Return the place as a GeoJSON point, or None where its coordinates are not known."""
    if place.lat is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def filled(line: Line) -> Line:
    """Return a line without what is not known."""
    return {key: value for key, value in line.items() if value not in (None, "", [], {})}


def outlet(source: Source | None) -> str | None:
    """Return the name of an outlet that everybody may see."""
    return source.name if source is not None and source.is_public else None
