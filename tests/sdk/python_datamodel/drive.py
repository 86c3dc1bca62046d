"""The scenario, with the models of datamodel-code-generator and httpx to ask with."""

import json
import os
from typing import TypeVar

import httpx
from pydantic import BaseModel

from archive_models import (
    ArticleDetail,
    Change,
    FileReport,
    IncidentDetail,
    IncidentPatch,
    IncidentWrite,
    PaginatedChangeList,
    PaginatedIncidentList,
    Place,
    PlaceBrief,
    Problem,
    ValidationProblem,
)

T = TypeVar("T", bound=BaseModel)


def get(kind: type[T], path: str, **parameters: str | int | list[str] | None) -> T:
    given = {name: value for name, value in parameters.items() if value is not None}
    return kind.model_validate_json(client.get(f"/api/v1/{path}", params=given).content)


def filters() -> object:
    page = get(
        PaginatedIncidentList,
        "incidents/",
        event_type="ASSAULT,COERCE",
        context=["military", "military,diplomatic"],
        participant_role="perpetrator",
        date_after="2024-07-01",
        date_before="2024-08-31",
        date_match="possible",
        updated_after="2024-01-01T00:00:00+02:00",
        count="exact",
    )
    return {"count": page.count, "titles": [incident.title for incident in page.results]}


def pages() -> object:
    cursor = None
    sizes: list[int] = []
    uids: list[str] = []
    while not sizes or cursor is not None:
        page = get(PaginatedIncidentList, "incidents/", limit=2, cursor=cursor)
        sizes.append(len(page.results))
        uids += [incident.uid for incident in page.results]
        cursor = page.next_cursor
    return {"sizes": sizes, "uids": uids}


def expand() -> object:
    incident = get(IncidentDetail, f"incidents/{os.environ['INCIDENT']}/", expand="actors,places")
    actor, place = incident.participants[1].actor, incident.places[0].place
    assert isinstance(place, PlaceBrief)
    return {
        "actor": [actor.name, actor.kind, actor.sector, actor.country],
        "place": [place.name, place.kind, place.country, place.lat, place.lon],
    }


def nulls() -> object:
    incident = get(IncidentDetail, f"incidents/{os.environ['EMPTY_INCIDENT']}/")
    article = get(ArticleDetail, f"articles/{os.environ['EMPTY_ARTICLE']}/")
    place = get(Place, f"places/{os.environ['EMPTY_PLACE']}/")
    date, published = incident.date, article.published
    return {
        "incident": [
            incident.summary, incident.event_mode, incident.cameo_code, incident.acled_event_type,
            incident.acled_sub_event_type, incident.ucdp_violence_type,
            date.text, date.earliest, date.latest, date.basis, date.note, date.edtf,
        ],
        "article": [
            article.source, article.original_url, article.byline, article.language, article.text,
            article.revision, published.raw, published.day, published.at,
        ],
        "place": [place.country, place.parent, place.lat, place.lon, place.coordinate_basis],
    }  # fmt: skip


def export() -> object:
    titles, last = [], {}
    with client.stream("GET", "/api/v1/incidents/export/", params={"format": "ndjson"}) as answer:
        for line in answer.iter_lines():
            last = json.loads(line)
            if "title" in last:
                titles.append(last["title"])
    return {"titles": titles, "complete": last["_complete"]}


def problem_400() -> object:
    problem = get(ValidationProblem, "incidents/", q='"Al-Asad')
    fault = problem.errors[0]
    return [problem.status, problem.title, fault.parameter, fault.code, fault.position]


def problem_404() -> object:
    problem = get(Problem, f"incidents/{os.environ['NO_INCIDENT']}/")
    return [problem.status, problem.title]


def problem_429() -> object:
    asked = httpx.get(f"{os.environ['LIMITED_URL']}/api/v1/incidents/", params={"count": "exact"})
    problem = Problem.model_validate_json(asked.content)
    return [problem.status, problem.title]


def changes_since(seq: int) -> list[Change]:
    found: list[Change] = []
    cursor: str | None = str(seq)
    while cursor is not None:
        answer = writer.get("/api/v1/changes/", params={"since": cursor, "limit": 50})
        page = PaginatedChangeList.model_validate_json(answer.content)
        found += page.results
        cursor = page.next_cursor
    return found


def sent(body: BaseModel) -> dict[str, object]:
    return body.model_dump(mode="json", exclude_unset=True)


def write() -> object:
    before = changes_since(0)[-1].seq
    body = IncidentWrite(
        title="A march through the old town", event_type="PROTEST", summary="First reports."
    )
    key = {"Idempotency-Key": os.environ["KEY"]}
    created, again = (
        IncidentDetail.model_validate_json(
            writer.post("/api/v1/incidents/", headers=key, json=sent(body)).content
        )
        for _ in range(2)
    )
    patch = IncidentPatch(title="Two marches through the old town")
    changed = IncidentDetail.model_validate_json(change(created, patch))
    stale = Problem.model_validate_json(change(created, patch))
    return {
        "created": [created.title, created.review_status.value],
        "created_once": again.uid == created.uid,
        "changed": [changed.title, changed.summary],
        "etag_is_new": changed.etag != created.etag,
        "problem_412": [stale.status, stale.title],
        "changes": [[each.op, each.type] for each in changes_since(before)],
    }


def change(record: IncidentDetail, patch: IncidentPatch) -> bytes:
    path, read = f"/api/v1/incidents/{record.uid}/", {"If-Match": record.etag}
    return writer.patch(path, headers=read, json=sent(patch)).content


def document() -> object:
    story = f"A march through the old town\n\nIt was the {os.environ['KEY']}th march.\n".encode()
    as_it_is = {"Content-Type": "application/octet-stream"}
    taken, again = (
        FileReport.model_validate_json(
            writer.post("/api/v1/documents/?format=text", headers=as_it_is, content=story).content
        )
        for _ in range(2)
    )
    return {
        "format": taken.format,
        "created": [taken.totals.created, again.totals.created],
        "outcomes": [each.outcome for each in taken.outcomes + again.outcomes],
    }


client = httpx.Client(base_url=os.environ["ARCHIVE_URL"])
writer = httpx.Client(
    base_url=os.environ["ARCHIVE_URL"],
    headers={"Authorization": f"Bearer {os.environ['TOKEN']}"},
)
STEPS = [
    filters,
    pages,
    expand,
    nulls,
    export,
    problem_400,
    problem_404,
    problem_429,
    write,
    document,
]
print(json.dumps({step.__name__: step() for step in STEPS}))
