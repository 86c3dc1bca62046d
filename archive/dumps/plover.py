"""The archive's incidents as PLOVER-like records, one JSON object a line.

`actor`, `recipient`, `event`, `mode`, `context`, `event_loc`, `text`, `size` and `cite_info` are
PLOVER's; what PLOVER has no place for (claims, ranges, conflicting counts) stands under `archive`.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.dumps.base import (
    Addresses,
    Line,
    articles_of,
    day,
    filled,
    identifiers,
    incidents,
    outlet,
    public,
)
from archive.models import Article, Incident, IncidentParticipant, IncidentPlace, Measure
from archive.vocabularies import COUNTRY

_RECIPIENTS = {"target", "victim"}
_SIZES = {"killed": "dead", "injured": "injured", "arrested": "arrested"}
# PLOVER's resolution of a place, from 1 (country) to 5 (site).
_RESOLUTION = {
    "exact_site": 5,
    "near_point_25km": 4,
    "admin2": 3,
    "admin1": 2,
    "linear_or_fuzzy_area": 2,
    "country": 1,
}


def lines(addresses: Addresses) -> Iterator[Line]:
    """Yield a record for each published incident."""
    for incident in incidents():
        yield record(incident, addresses)


def record(incident: Incident, addresses: Addresses) -> Line:
    """Return the PLOVER-like record of an incident; `date` only where the day is known."""
    parts = [part for part in incident.participants.all() if part.actor.is_public]
    exact = incident.date_semantics == "exact_day"
    first, last = incident.date_earliest, incident.date_latest
    return {
        "id": incident.uid,
        "date": first.isoformat() if exact and first else None,
        "enddate": last.isoformat() if exact and last else None,
        "event": incident.event_type,
        "mode": [incident.event_mode] if incident.event_mode else [],
        "context": incident.contexts,
        "actor": [_actor(part) for part in parts if part.role not in _RECIPIENTS],
        "recipient": [_actor(part) for part in parts if part.role in _RECIPIENTS],
        "event_loc": [_place(part) for part in incident.places.all()],
        "size": {
            _SIZES[measure.measure]: measure.best
            for measure in reversed(incident.measures.all())
            if measure.measure in _SIZES and measure.best is not None
        },
        "text": [passage.exact for passage in incident.passages.all()],
        "cite_info": [_citation(article, addresses) for article in articles_of(incident)],
        "archive": {
            "url": addresses.of(incident),
            "title": incident.title,
            "kind": incident.kind,
            "modality": incident.modality,
            "date": day(incident),
            "participants": [_claim(part) for part in parts],
            "measures": [_measure(measure) for measure in incident.measures.all()],
            "cameo_code": incident.cameo_code,
            "acled_event_type": incident.acled_event_type,
            "acled_sub_event_type": incident.acled_sub_event_type,
            "ucdp_violence_type": incident.ucdp_violence_type,
            "external_ids": identifiers(incident),
            "origin": incident.origin,
            "review_status": incident.review_status,
        },
    }


def _actor(part: IncidentParticipant) -> Line:
    """Return an actor as PLOVER codes it: three letters of a country, a sector, an item."""
    actor = part.actor
    country = COUNTRY[actor.country].mappings.get("iso3166_alpha3") if actor.country else None
    wikidata = identifiers(actor).get("wikidata", [None])
    return {
        "actorText": actor.name,
        "code": country,
        "sector": actor.sector,
        "wikidata_id": wikidata[0],
        "uid": actor.uid,
    }


def _claim(part: IncidentParticipant) -> Line:
    return {
        "actor": part.actor.uid,
        "role": part.role,
        "side": part.side,
        "status": part.status,
        "asserted_by": [statement.uid for statement in public(part.asserted_by.all())],
    }


def _place(part: IncidentPlace) -> Line:
    place = part.place if part.place is not None and part.place.is_public else None
    geonames = identifiers(place).get("geonames", [None]) if place else [None]
    return filled(
        {
            "name": place.name if place else part.text,
            "country": place.country if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "geonames_id": geonames[0],
            "resolution": _RESOLUTION.get(part.geo_precision),
            "precision": part.geo_precision,
            "role": part.role,
        }
    )


def _measure(measure: Measure) -> Line:
    group = measure.group_actor
    return {
        "measure": measure.measure,
        "item": measure.item,
        "group": group.uid if group is not None and group.is_public else measure.group_text,
        "minimum": measure.minimum,
        "best": measure.best,
        "maximum": measure.maximum,
        "qualifier": measure.qualifier,
        "status": measure.status,
        "asserted_by": [statement.uid for statement in public(measure.asserted_by.all())],
    }


def _citation(article: Article, addresses: Addresses) -> Line:
    return {
        "title": article.title,
        "source": outlet(article.source),
        "url": article.url,
        "uid": article.uid,
        "archive_url": addresses.of(article),
    }
