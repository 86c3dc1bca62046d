"""The archive as FollowTheMoney entities, one JSON object a line.

Actors become persons and bodies, incidents events, articles articles; what links them becomes
entities of its own. A participation is a claim: its status stands in `status`, who asserts it in
`description`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.dumps.base import (
    Addresses,
    Line,
    articles_of,
    identifiers,
    incidents,
    outlet,
    published,
)
from archive.models import Actor, Affiliation, Article, Incident, IncidentParticipant, Place
from archive.models.base import Record

_SCHEMATA = {
    "person": "Person",
    "state": "PublicBody",
    "government_body": "PublicBody",
    "military": "PublicBody",
    "igo": "Organization",
    "armed_group": "Organization",
    "party": "Organization",
    "ngo": "Organization",
    "media": "Organization",
    "company": "Company",
}
_MEMBERSHIPS = {"member", "leads", "part_of", "serves_in"}
_EMPLOYMENTS = {"works_for", "spokesperson", "holds_office"}


def lines(addresses: Addresses) -> Iterator[Line]:
    """Yield the entities: actors and affiliations, places, articles, incidents and their links."""
    for actor in published(
        Actor, "aliases", "external_ids", "affiliations__organisation", "affiliations__asserted_by"
    ):
        yield actor_entity(actor, addresses)
        for affiliation in actor.affiliations.all():
            if affiliation.organisation.is_public:
                yield _affiliation(affiliation, addresses)
    for place in published(Place, "external_ids"):
        yield _place(place, addresses)
    for article in published(Article, "source", "revisions"):
        yield _article(article, addresses)
    for incident in incidents():
        yield event(incident, addresses)
        for part in incident.participants.all():
            if part.actor.is_public:
                yield _participation(part, incident, addresses)
        for article in articles_of(incident):
            yield entity(
                f"{id_of(incident)}-{id_of(article)}",
                "Documentation",
                document=id_of(article),
                entity=id_of(incident),
                role="reported in",
            )


def entity(id_: str, schema: str, **properties: Any) -> Line:
    """Return an entity; each property is a list of texts, without what is not known."""
    known = {
        name: [str(each) for each in (value if isinstance(value, list) else [value])]
        for name, value in properties.items()
        if value not in (None, "", [])
    }
    return {"id": id_, "schema": schema, "properties": known}


def id_of(record: Record) -> str:
    """Return the id of an entity: the uid without the underscore, which FollowTheMoney refuses."""
    return record.uid.replace("_", "-")


def actor_entity(actor: Actor, addresses: Addresses) -> Line:
    """Return the entity of an actor; who is not told is a LegalEntity, which may be anybody."""
    schema = _SCHEMATA.get(actor.kind, "LegalEntity")
    names = [alias.text for alias in actor.aliases.all() if alias.text != actor.name]
    return entity(
        id_of(actor),
        schema,
        name=actor.name,
        alias=list(dict.fromkeys(names)),
        country=actor.country and actor.country.lower(),
        **_everywhere(actor, addresses),
    )


def event(incident: Incident, addresses: Addresses) -> Line:
    """Return the entity of an incident. `date` only where the day is known, else the range."""
    exact = incident.date_semantics == "exact_day"
    places = [part.place for part in incident.places.all() if part.place and part.place.is_public]
    return entity(
        id_of(incident),
        "Event",
        name=incident.title,
        summary=incident.summary,
        keywords=[
            incident.event_type,
            *([incident.event_mode] if incident.event_mode else []),
            *incident.contexts,
            f"modality:{incident.modality}",
        ],
        date=incident.date_earliest if exact else None,
        startDate=None if exact else incident.date_earliest,
        endDate=None if exact else incident.date_latest,
        country=sorted({place.country.lower() for place in places if place.country}),
        location=[place.name for place in places],
        addressEntity=[id_of(place) for place in places],
        involved=[
            id_of(part.actor) for part in incident.participants.all() if part.actor.is_public
        ],
        proof=[id_of(article) for article in articles_of(incident)],
        **_everywhere(incident, addresses),
    )


def _participation(part: IncidentParticipant, incident: Incident, addresses: Addresses) -> Line:
    said = [statement.text for statement in part.asserted_by.all() if statement.is_public]
    return entity(
        f"{id_of(incident)}-{part.position}",
        "UnknownLink",
        subject=id_of(part.actor),
        object=id_of(incident),
        role=part.role,
        status=part.status,
        description=said,
        sourceUrl=addresses.of(incident),
    )


def _affiliation(affiliation: Affiliation, addresses: Addresses) -> Line:
    ends = ("subject", "object")
    schema = "UnknownLink"
    if affiliation.kind in _MEMBERSHIPS:
        schema, ends = "Membership", ("member", "organization")
    elif affiliation.kind in _EMPLOYMENTS and affiliation.actor.kind == "person":
        schema, ends = "Employment", ("employee", "employer")
    return entity(
        f"{id_of(affiliation.actor)}-{affiliation.position}",
        schema,
        **{ends[0]: id_of(affiliation.actor), ends[1]: id_of(affiliation.organisation)},
        role=affiliation.role_title or affiliation.kind,
        status=affiliation.status,
        startDate=affiliation.date_earliest,
        endDate=affiliation.date_latest,
        sourceUrl=addresses.of(affiliation.actor),
    )


def _place(place: Place, addresses: Addresses) -> Line:
    return entity(
        id_of(place),
        "Address",
        name=place.name,
        full=place.name,
        country=place.country and place.country.lower(),
        latitude=place.lat,
        longitude=place.lon,
        **_everywhere(place, addresses),
    )


def _article(article: Article, addresses: Addresses) -> Line:
    revision = max(article.revisions.all(), key=lambda each: each.number, default=None)
    instant = article.published_instant
    return entity(
        id_of(article),
        "Article",
        title=article.title,
        author=article.byline,
        language=article.language,
        bodyText=revision.body if revision else None,
        publishedAt=instant.isoformat() if instant else None,
        publisher=outlet(article.source),
        sourceUrl=article.url or addresses.of(article),
    )


def _everywhere(record: Record, addresses: Addresses) -> dict[str, Any]:
    known = identifiers(record)
    return {
        "wikidataId": known.get("wikidata", []),
        "sourceUrl": addresses.of(record),
        "modifiedAt": record.updated_at.isoformat(),
    }
