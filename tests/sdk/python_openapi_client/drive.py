"""The scenario, with the client of openapi-python-client."""

import datetime
import io
import json
import os
from typing import TypeVar

from archive_client import AuthenticatedClient, Client
from archive_client.api.articles import articles_retrieve
from archive_client.api.changes import changes_list
from archive_client.api.documents import documents_create
from archive_client.api.incidents import (
    incidents_change,
    incidents_create,
    incidents_export,
    incidents_list,
    incidents_retrieve,
)
from archive_client.api.places import places_retrieve
from archive_client.models import (
    ArticleDetail,
    Change,
    Count,
    DateMatch,
    DocumentFormat,
    FileReport,
    IncidentDetail,
    IncidentFormat,
    IncidentPatch,
    IncidentWrite,
    PaginatedChangeList,
    PaginatedIncidentList,
    Place,
    PlaceBrief,
    Problem,
    ValidationProblem,
)
from archive_client.types import UNSET, File, Unset

T = TypeVar("T")


def sure(kind: type[T], answer: object) -> T:
    assert isinstance(answer, kind), answer
    return answer


def filters() -> object:
    page = sure(
        PaginatedIncidentList,
        incidents_list.sync(
            client=client,
            event_type="ASSAULT,COERCE",
            context=["military", "military,diplomatic"],
            participant_role=["perpetrator"],
            date_after=datetime.date(2024, 7, 1),
            date_before=datetime.date(2024, 8, 31),
            date_match=DateMatch.POSSIBLE,
            updated_after=datetime.datetime.fromisoformat("2024-01-01T00:00:00+02:00"),
            count=Count.EXACT,
        ),
    )
    return {"count": page.count, "titles": [incident.title for incident in page.results]}


def pages() -> object:
    cursor: str | Unset | None = UNSET
    sizes, uids = [], []
    while cursor is not None:
        answer = incidents_list.sync(client=client, limit=2, cursor=cursor)
        page = sure(PaginatedIncidentList, answer)
        sizes.append(len(page.results))
        uids += [incident.uid for incident in page.results]
        cursor = page.next_cursor
    return {"sizes": sizes, "uids": uids}


def expand() -> object:
    answer = incidents_retrieve.sync(os.environ["INCIDENT"], client=client, expand="actors,places")
    incident = sure(IncidentDetail, answer)
    actor = incident.participants[1].actor
    place = sure(PlaceBrief, incident.places[0].place)
    return {
        "actor": [actor.name, actor.kind, actor.sector, actor.country],
        "place": [place.name, place.kind, place.country, place.lat, place.lon],
    }


def nulls() -> object:
    uids = [os.environ[f"EMPTY_{kind}"] for kind in ("INCIDENT", "ARTICLE", "PLACE")]
    incident = sure(IncidentDetail, incidents_retrieve.sync(uids[0], client=client))
    article = sure(ArticleDetail, articles_retrieve.sync(uids[1], client=client))
    place = sure(Place, places_retrieve.sync(uids[2], client=client))
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
    # Its own function reads the whole answer first; what it asks for can be streamed as well.
    asked = incidents_export._get_kwargs(format_=IncidentFormat.NDJSON)
    titles, last = [], {}
    with client.get_httpx_client().stream(**asked) as answer:
        for line in answer.iter_lines():
            last = json.loads(line)
            if "title" in last:
                titles.append(last["title"])
    return {"titles": titles, "complete": last["_complete"]}


def problem_400() -> object:
    problem = sure(ValidationProblem, incidents_list.sync(client=client, q='"Al-Asad'))
    fault = problem.errors[0]
    return [problem.status, problem.title, fault.parameter, fault.code, fault.position]


def problem_404() -> object:
    answer = incidents_retrieve.sync(os.environ["NO_INCIDENT"], client=client)
    problem = sure(Problem, answer)
    return [problem.status, problem.title]


def problem_429() -> object:
    limited = Client(base_url=os.environ["LIMITED_URL"])
    problem = sure(Problem, incidents_list.sync(client=limited, count=Count.EXACT))
    return [problem.status, problem.title]


def changes_since(seq: int) -> list[Change]:
    found: list[Change] = []
    cursor: str | None = str(seq)
    while cursor is not None:
        answer = changes_list.sync(client=writer, since=int(cursor), limit=50)
        page = sure(PaginatedChangeList, answer)
        found += page.results
        cursor = page.next_cursor
    return found


def write() -> object:
    before = changes_since(0)[-1].seq
    body = IncidentWrite(
        title="A march through the old town", event_type="PROTEST", summary="First reports."
    )
    key = os.environ["KEY"]
    created, again = (
        sure(
            IncidentDetail,
            incidents_create.sync(client=writer, body=body, idempotency_key=key),
        )
        for _ in range(2)
    )
    patch = IncidentPatch(title="Two marches through the old town")
    changed = sure(IncidentDetail, change(created, patch))
    stale = sure(Problem, change(created, patch))
    return {
        "created": [created.title, created.review_status],
        "created_once": again.uid == created.uid,
        "changed": [changed.title, changed.summary],
        "etag_is_new": changed.etag != created.etag,
        "problem_412": [stale.status, stale.title],
        "changes": [[each.op, each.type_] for each in changes_since(before)],
    }


def change(record: IncidentDetail, patch: IncidentPatch) -> object:
    return incidents_change.sync(record.uid, client=writer, body=patch, if_match=record.etag)


def document() -> object:
    story = f"A march through the old town\n\nIt was the {os.environ['KEY']}th march.\n".encode()
    taken, again = (
        sure(
            FileReport,
            documents_create.sync(
                client=writer, body=File(io.BytesIO(story)), format_=DocumentFormat.TEXT
            ),
        )
        for _ in range(2)
    )
    return {
        "format": taken.format_,
        "created": [taken.totals.created, again.totals.created],
        "outcomes": [each.outcome for each in taken.outcomes + again.outcomes],
    }


client = Client(base_url=os.environ["ARCHIVE_URL"])
writer = AuthenticatedClient(base_url=os.environ["ARCHIVE_URL"], token=os.environ["TOKEN"])
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
