"""The scenario, with the Python client of openapi-generator."""

import datetime
import json
import os

from archive_client import (
    ApiClient,
    ApiException,
    ArticlesApi,
    Change,
    ChangesApi,
    Configuration,
    Count,
    DateMatch,
    DocumentFormat,
    DocumentsApi,
    IncidentDetail,
    IncidentFormat,
    IncidentPatch,
    IncidentWrite,
    IncidentsApi,
    PlacesApi,
    Problem,
    ValidationProblem,
)


def filters() -> object:
    page = incidents.incidents_list(
        event_type="ASSAULT,COERCE",
        context=["military", "military,diplomatic"],
        participant_role=["perpetrator"],
        date_after=datetime.date(2024, 7, 1),
        date_before=datetime.date(2024, 8, 31),
        date_match=DateMatch.POSSIBLE,
        updated_after=datetime.datetime.fromisoformat("2024-01-01T00:00:00+02:00"),
        count=Count.EXACT,
    )
    return {"count": page.count, "titles": [incident.title for incident in page.results]}


def pages() -> object:
    cursor: str | None = None
    sizes: list[int] = []
    uids: list[str] = []
    while not sizes or cursor is not None:
        page = incidents.incidents_list(limit=2, cursor=cursor)
        sizes.append(len(page.results))
        uids += [incident.uid for incident in page.results]
        cursor = page.next_cursor
    return {"sizes": sizes, "uids": uids}


def expand() -> object:
    incident = incidents.incidents_retrieve(os.environ["INCIDENT"], expand="actors,places")
    actor, place = incident.participants[1].actor, incident.places[0].place
    assert place is not None
    return {
        "actor": [actor.name, actor.kind, actor.sector, actor.country],
        "place": [place.name, place.kind, place.country, place.lat, place.lon],
    }


def nulls() -> object:
    incident = incidents.incidents_retrieve(os.environ["EMPTY_INCIDENT"])
    article = ArticlesApi(client).articles_retrieve(os.environ["EMPTY_ARTICLE"])
    place = PlacesApi(client).places_retrieve(os.environ["EMPTY_PLACE"])
    date, published = incident.var_date, article.published
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
    answer = incidents.incidents_export_without_preload_content(format=IncidentFormat.NDJSON)
    titles, last = [], {}
    for line in answer:
        last = json.loads(line)
        if "title" in last:
            titles.append(last["title"])
    return {"titles": titles, "complete": last["_complete"]}


def problem_400() -> object:
    try:
        incidents.incidents_list(q='"Al-Asad')
    except ApiException as error:
        assert isinstance(error.data, ValidationProblem)
        fault = error.data.errors[0]
        problem = error.data
        return [problem.status, problem.title, fault.parameter, fault.code, fault.position]
    raise AssertionError("no problem")


def problem_404() -> object:
    try:
        incidents.incidents_retrieve(os.environ["NO_INCIDENT"])
    except ApiException as error:
        assert isinstance(error.data, Problem)
        return [error.data.status, error.data.title]
    raise AssertionError("no problem")


def problem_429() -> object:
    limited = IncidentsApi(ApiClient(Configuration(host=os.environ["LIMITED_URL"], retries=0)))
    try:
        limited.incidents_list(count=Count.EXACT)
    except ApiException as error:
        assert isinstance(error.data, Problem)
        return [error.data.status, error.data.title]
    raise AssertionError("no problem")


def changes_since(seq: int) -> list[Change]:
    found: list[Change] = []
    cursor: str | None = str(seq)
    while cursor is not None:
        page = ChangesApi(writer).changes_list(since=int(cursor), limit=50)
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
        IncidentsApi(writer).incidents_create(body, idempotency_key=key) for _ in range(2)
    )
    patch = IncidentPatch(title="Two marches through the old town")
    changed = change(created, patch)
    try:
        change(created, patch)
    except ApiException as error:
        assert isinstance(error.data, Problem)
        stale = [error.data.status, error.data.title]
    return {
        "created": [created.title, created.review_status],
        "created_once": again.uid == created.uid,
        "changed": [changed.title, changed.summary],
        "etag_is_new": changed.etag != created.etag,
        "problem_412": stale,
        "changes": [[each.op, each.type] for each in changes_since(before)],
    }


def change(record: IncidentDetail, patch: IncidentPatch) -> IncidentDetail:
    return IncidentsApi(writer).incidents_change(record.uid, record.etag, patch)


def document() -> object:
    story = f"A march through the old town\n\nIt was the {os.environ['KEY']}th march.\n".encode()
    taken, again = (
        DocumentsApi(writer).documents_create(story, format=DocumentFormat.TEXT) for _ in range(2)
    )
    return {
        "format": taken.format,
        "created": [taken.totals.created, again.totals.created],
        "outcomes": [each.outcome for each in taken.outcomes + again.outcomes],
    }


client = ApiClient(Configuration(host=os.environ["ARCHIVE_URL"]))
writer = ApiClient(Configuration(host=os.environ["ARCHIVE_URL"], access_token=os.environ["TOKEN"]))
incidents = IncidentsApi(client)
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
