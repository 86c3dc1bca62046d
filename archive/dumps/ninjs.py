"""The archive's articles as ninjs 3.0, one JSON object a line, with whom and what they mention."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet

from archive.dumps.base import Addresses, Line, filled, point, public, published
from archive.models import Actor, Article, Incident, Passage, Place, Statement
from archive.models.base import Record

_SCHEMA = "https://iptc.org/std/ninjs/ninjs-schema_3.0.json"
_ORGANISATIONS = {
    "state",
    "government_body",
    "military",
    "armed_group",
    "party",
    "igo",
    "ngo",
    "company",
    "media",
}


def lines(addresses: Addresses) -> Iterator[Line]:
    """Yield a ninjs object for each published article."""
    for article in published(Article, "source", "revisions", "external_ids"):
        yield news_object(article, addresses)


def news_object(article: Article, addresses: Addresses) -> Line:
    """Return the ninjs object of an article: its newest text and the records that rest on it."""
    revision = max(article.revisions.all(), key=lambda each: each.number, default=None)
    actors, places, incidents = _mentioned(article)
    source = article.source if article.source is not None and article.source.is_public else None
    instant = article.published_instant
    return filled(
        {
            "uri": addresses.of(article),
            "standard": {"name": "ninjs", "version": "3.0", "schema": _SCHEMA},
            "type": "text",
            "representationType": "full" if revision and revision.body else "partial",
            "pubStatus": "usable",
            "version": str(revision.number) if revision else None,
            "versionCreated": revision.captured_at.isoformat() if revision else None,
            "contentCreated": instant.isoformat() if instant else None,
            "language": article.language,
            "headlines": [{"role": "main", "contentType": "text/plain", "value": article.title}],
            "bodies": [
                {
                    "role": "main",
                    "contentType": "text/plain",
                    "charCount": len(revision.body),
                    "wordCount": len(revision.body.split()),
                    "value": revision.body,
                }
            ]
            if revision and revision.body
            else [],
            "by": article.byline,
            "edNote": revision.change_note if revision else None,
            "people": [_named(actor, addresses) for actor in actors if actor.kind == "person"],
            "organisations": [
                _named(actor, addresses) for actor in actors if actor.kind in _ORGANISATIONS
            ],
            "objects": [
                _named(actor, addresses)
                for actor in actors
                if actor.kind != "person" and actor.kind not in _ORGANISATIONS
            ],
            "places": [
                filled({**_named(place, addresses), "geoJSON": point(place)}) for place in places
            ],
            "events": [
                {
                    "id": incident.uid,
                    "name": incident.title,
                    "rel": "reports",
                    "uri": addresses.of(incident),
                }
                for incident in incidents
            ],
            "infoSources": [_named(source, addresses, rel=None)] if source else [],
            "altIds": _alternatives(article),
        }
    )


def _mentioned(article: Article) -> tuple[list[Actor], list[Place], list[Incident]]:
    """Return the published actors, places and incidents that rest on an article's passages."""
    passages = Passage.objects.filter(revision__article=article, proposed=False)
    statements = Statement.objects.published().filter(revision__article=article)
    incidents = public(
        Incident.objects.filter(pk__in=_of(passages, "incident"))
        | Incident.objects.filter(pk__in=_of(passages, "participant__incident"))
        | Incident.objects.filter(statements__in=statements)
        | Incident.objects.filter(citations__article=article)
    )
    incidents = list({incident.pk: incident for incident in incidents}.values())
    actors = (
        Actor.objects.filter(participations__incident__in=incidents)
        | Actor.objects.filter(statement_participations__statement__in=statements)
        | Actor.objects.filter(pk__in=_of(passages, "actor"))
    )
    places = Place.objects.filter(incident_places__incident__in=incidents)
    return (
        list(actors.published().distinct().order_by("id")),
        list(places.published().distinct().order_by("id")),
        sorted(incidents, key=lambda incident: incident.pk),
    )


def _of(passages: QuerySet[Passage], path: str) -> list[int]:
    found = passages.filter(**{f"{path}__isnull": False})
    return list(found.values_list(path, flat=True))


def _named(record: Actor | Place | Record, addresses: Addresses, rel: str | None = "about") -> Line:
    name = str(getattr(record, "name", record))
    return filled({"name": name, "rel": rel, "uri": addresses.of(record), "literal": record.uid})


def _alternatives(article: Article) -> list[Line]:
    known = [{"role": each.scheme, "value": each.value} for each in article.external_ids.all()]
    if article.url:
        known.insert(0, {"role": "url", "value": article.url})
    return [{"role": settings.SITE_URL, "value": article.uid}, *known]
