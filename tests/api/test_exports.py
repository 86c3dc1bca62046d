"""GET /api/v1/<resource>/export/: a file, read back, says what the API says."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from api.export import records
from api.export.tables import INCIDENTS, Table, Type
from api.urls import router
from api.viewsets.export import ExportViewSet
from tests.api.answers import ROOT, body
from tests.api.files import (
    by_duckdb,
    by_pandas,
    by_pyarrow,
    exported,
    lines,
    listed_in_full,
)
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    MeasureFactory,
    PlaceFactory,
    SourceFactory,
)

EXPORTED: dict[str, type[ExportViewSet]] = {
    prefix: viewset for prefix, viewset, _ in router.registry if issubclass(viewset, ExportViewSet)
}
PLACE_COLUMNS = [each.name for each in INCIDENTS.columns if each.field == "places"]
FILTERS: dict[str, dict[str, Any]] = {
    "incidents": {"event_type": "ASSAULT", "ordering": "date"},
    "statements": {"speech_act": "accuse", "ordering": "-updated_at"},
    "actors": {"q": "Iran OR Iraq OR US"},
    "articles": {"language": "en"},
    "places": {"country": "IQ", "ordering": "-name"},
    "sources": {"kind": "newspaper"},
}


@pytest.fixture
def archive(first_story) -> None:
    """The first story, and what it lacks."""
    SourceFactory(name="The Courier", kind="newspaper")
    PlaceFactory(
        name="Al-Asad",
        kind="facility",
        country="IQ",
        lat=33.8,
        lon=42.4,
        coordinate_basis="gazetteer",
    )


def told(table: Table, record: dict[str, Any]) -> dict[str, Any]:
    """Return the row that a record of the list makes, in the types of Python."""
    make = {
        Type.DAY: date.fromisoformat,
        Type.INSTANT: lambda text: datetime.fromisoformat(text).astimezone(UTC),
    }
    row = {}
    for column in table.columns:
        value = column.getter()(record)
        convert = make.get(column.type)
        row[column.name] = convert(value) if convert and value is not None else value
    return row


def shown(api: Any, resource: str, table: Table, **query: Any) -> list[dict[str, Any]]:
    expand = {"expand": ",".join((*table.expand, *table.wide))} if table.expand + table.wide else {}
    return listed_in_full(api, resource, **expand, **query)


@pytest.mark.parametrize("resource", EXPORTED)
def test_parquet_read_back_says_what_the_api_says(archive, api, tmp_path, resource):
    table = EXPORTED[resource].table
    for query in ({}, FILTERS[resource]):
        expected = [told(table, record) for record in shown(api, resource, table, **query)]
        content = exported(api, resource, "parquet", **query)

        assert expected
        assert by_pyarrow(content) == expected
        assert by_duckdb(content, tmp_path) == expected


@pytest.mark.parametrize("resource", EXPORTED)
def test_raw_csv_read_back_by_pandas_says_what_the_api_says(archive, api, resource):
    table = EXPORTED[resource].table
    query = FILTERS[resource]

    def cell(column: Any, record: dict[str, Any]) -> str:
        value = column.getter()(record)
        if column.is_list:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if isinstance(value, bool):
            return str(value).lower()
        return "" if value is None else str(value)

    expected = [
        {column.name: cell(column, record) for column in table.columns}
        for record in shown(api, resource, table, **query)
    ]

    assert by_pandas(exported(api, resource, "csv", profile="raw", **query)) == expected


@pytest.mark.parametrize("resource", EXPORTED)
def test_ndjson_is_the_list_line_by_line_and_says_that_it_is_whole(archive, api, resource):
    table = EXPORTED[resource].table
    for query in ({}, FILTERS[resource]):
        text = {"expand": ",".join(table.expand)} if table.expand else {}
        expected = listed_in_full(api, resource, **text, **query)

        *found, last = lines(exported(api, resource, "ndjson", **query))

        assert found == expected
        assert last == {"_complete": True, "rows": len(expected)}


@pytest.mark.parametrize(
    "query",
    [
        {"fields": "uid,participants"},
        {"omit": "title,date,measures"},
        {"expand": "places,links", "omit": "measures"},
    ],
)
def test_lines_are_shaped_as_the_list_is(archive, api, query):
    *found, _ = lines(exported(api, "incidents", "ndjson", **query))
    assert found == listed_in_full(api, "incidents", **query)


def test_articles_are_written_without_their_text_on_request(archive, api):
    *found, _ = lines(exported(api, "articles", "ndjson", fields="uid,title"))
    assert found == listed_in_full(api, "articles", fields="uid,title")


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ({"fields": "uid,title"}, ["uid", "title"]),
        ({"fields": "uid,places"}, ["uid", *PLACE_COLUMNS]),
        ({"fields": "uid,text"}, ["uid", "text"]),
    ],
)
def test_table_has_the_columns_of_the_fields(archive, api, query, columns):
    resource = "articles" if "text" in columns else "incidents"
    (first, *_) = by_pandas(exported(api, resource, "csv", profile="raw", **query))
    assert list(first) == columns
    assert list(by_pyarrow(exported(api, resource, "parquet", **query))[0]) == columns


@pytest.mark.parametrize(
    ("file_format", "query"),
    [
        ("geojson", {"fields": "uid"}),
        ("geojson", {"omit": "title"}),
        ("csv", {"expand": "places"}),
        ("parquet", {"expand": "places"}),
    ],
)
def test_shape_that_means_nothing_in_a_format_is_refused(api, file_format, query):
    response = api.get(f"{ROOT}/incidents/export/", {"format": file_format, **query})
    assert response.status_code == 422
    assert [each["code"] for each in response.json()["errors"]] == ["contradicts"]


def test_table_without_a_column_is_refused(api):
    response = api.get(f"{ROOT}/incidents/export/", {"format": "csv", "fields": "etag"})
    assert response.status_code == 422
    assert [each["code"] for each in response.json()["errors"]] == ["nothing_left"]


@pytest.mark.parametrize("profile", ["raw", "spreadsheet"])
def test_cells_of_any_text_are_read_back(api, profile):
    names = ['one],["two', 'three "four"', "five,\r\nsix", "seven\\", "acht –ö", "nine"]
    for name in names:
        incident = IncidentFactory(title=name, summary=name)
        for other in (name, "ten"):
            IncidentParticipantFactory(incident=incident, actor=ActorFactory(name=other))
    text = exported(api, "incidents", "csv", profile=profile, ordering="created_at").decode()
    found = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    told = {row["title"]: (row["summary"], row["participant_names"]) for row in found}
    join = "; ".join if profile == "spreadsheet" else dumped
    assert told == {name: (name, join([name, "ten"])) for name in names}


def dumped(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("file_format", ["csv", "ndjson", "parquet", "geojson"])
def test_answer_tells_how_many_records_the_whole_file_holds(archive, api, file_format):
    response = api.get(f"{ROOT}/places/export/", {"format": file_format, "country": "IQ"})
    number = body(api.get(f"{ROOT}/places/", {"country": "IQ", "count": "exact"}))["count"]

    assert response.headers["Export-Rows"] == str(number)
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="places-{number}-rows.{file_format}"'
    )


@pytest.mark.parametrize("file_format", ["csv", "ndjson", "parquet"])
@pytest.mark.parametrize("batch", [1, 3, 1000])
def test_no_record_is_lost_or_repeated_between_batches(api, monkeypatch, file_format, batch):
    monkeypatch.setattr(records, "BATCH", batch)
    made = [SourceFactory(name="The same name").uid for _ in range(9)]

    content = exported(api, "sources", file_format, ordering="name")
    read = {"csv": by_pandas, "ndjson": lambda each: lines(each)[:-1], "parquet": by_pyarrow}

    assert [row["uid"] for row in read[file_format](content)] == made


def test_null_is_not_zero(api):
    incident = IncidentFactory()
    MeasureFactory(incident=incident, minimum=None, best=None, maximum=0)

    (row,) = by_pyarrow(exported(api, "incidents", "parquet"))
    (cells,) = by_pandas(exported(api, "incidents", "csv", profile="raw"))

    assert (row["measure_bests"], row["measure_maximums"]) == ([None], [0])
    assert (cells["measure_bests"], cells["measure_maximums"]) == ("[null]", "[0]")


def test_parquet_is_typed_though_it_holds_nothing(api):
    schema = pq.read_schema(io.BytesIO(exported(api, "incidents", "parquet")))

    assert schema.field("date_earliest").type == pa.date32()
    assert schema.field("updated_at").type == pa.timestamp("us", tz="UTC")
    assert schema.field("measure_bests").type == pa.list_(pa.int64())
    assert schema.field("place_lats").type == pa.list_(pa.float64())


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_spreadsheet_runs_no_text_as_a_formula(api, first):
    SourceFactory(name=f"{first}HYPERLINK()")
    PlaceFactory(name="South", lat=-33.5, lon=-70.5, coordinate_basis="gazetteer")

    safe = exported(api, "sources", "csv").decode("utf-8-sig")
    raw = exported(api, "sources", "csv", profile="raw").decode()
    numbers = exported(api, "places", "csv").decode("utf-8-sig")

    assert f"'{first}HYPERLINK()" in safe
    assert f"'{first}HYPERLINK()" not in raw
    assert f"{first}HYPERLINK()" in raw
    assert ",-33.5,-70.5," in numbers


def test_spreadsheet_knows_that_the_file_is_utf_8(api):
    ArticleFactory(title="“Zürich”")

    assert exported(api, "articles", "csv").startswith(b"\xef\xbb\xbfuid,url,title")
    assert exported(api, "articles", "csv", profile="raw").startswith(b"uid,url,title")


@pytest.mark.parametrize(
    ("resource", "query", "status", "fault"),
    [
        ("actors", {}, 400, ("format", "missing")),
        ("actors", {"format": "xlsx"}, 400, ("format", "unknown_value")),
        ("actors", {"format": "geojson"}, 400, ("format", "unknown_value")),
        ("actors", {"format": "csv", "limit": 5}, 400, ("limit", "unknown_parameter")),
        ("actors", {"format": "ndjson", "profile": "raw"}, 422, ("profile", "contradicts")),
        ("places", {"format": "csv", "imprecise": "true"}, 422, ("imprecise", "contradicts")),
        ("actors", {"format": "csv", "ordering": "rank"}, 422, ("ordering", "needs_words")),
        (
            "actors",
            {"format": "csv", "review_status": "draft"},
            403,
            ("review_status", "role_needed"),
        ),
    ],
)
def test_query_that_is_wrong_is_refused(api, resource, query, status, fault):
    (found,) = body(api.get(f"{ROOT}/{resource}/export/", query), status)["errors"]

    assert (found["parameter"], found["code"]) == fault


def test_format_is_not_for_accept_to_decide(api):
    response = api.get(f"{ROOT}/sources/export/", {"format": "csv"}, headers={"accept": "text/csv"})

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_drafts_are_exported_to_the_staff_alone(api, staff_api):
    SourceFactory(review_status="draft")
    SourceFactory()

    assert len(lines(exported(api, "sources", "ndjson"))) == 2
    assert (
        len(lines(exported(staff_api, "sources", "ndjson", review_status="draft,published"))) == 3
    )


def test_table_shows_the_staff_the_drafts_that_belong_to_a_record(api, staff_api):
    incident = IncidentFactory()
    IncidentParticipantFactory(incident=incident, actor=ActorFactory(name="Anybody"))
    hidden = ActorFactory(name="Staff alone", review_status="draft")
    IncidentParticipantFactory(incident=incident, actor=hidden)

    def names(client: APIClient) -> list[str]:
        (row,) = by_pyarrow(exported(client, "incidents", "parquet"))
        return list(row["participant_names"])

    assert names(api) == ["Anybody"]
    assert names(staff_api) == ["Anybody", "Staff alone"]


def test_batch_costs_the_same_for_one_record_and_for_thirty(api):
    costs = []
    for size in (1, 29):
        for _ in range(size):
            ActorFactory()
        with CaptureQueriesContext(connection) as queries:
            exported(api, "actors", "csv")
        costs.append(len(queries))

    # The count, the keys, and what a page of the list costs.
    assert costs == [5, 5]


def test_client_that_goes_away_ends_the_view(transactional_db, api):
    SourceFactory()
    for _ in range(2):  # also before the first byte
        response = APIClient().get(f"{ROOT}/sources/export/", {"format": "csv"})
        response.close()

    SourceFactory()  # another transaction can begin
    assert len(lines(exported(api, "sources", "ndjson"))) == 3


@pytest.mark.parametrize("file_format", ["ndjson", "parquet", "geojson"])
def test_file_that_was_cut_can_be_told(archive, api, file_format):
    whole = exported(api, "places", file_format)
    cut = whole[: len(whole) // 2]

    if file_format == "parquet":
        with pytest.raises(pa.ArrowInvalid):
            by_pyarrow(cut)
    elif file_format == "geojson":
        with pytest.raises(json.JSONDecodeError):
            json.loads(cut)
    else:
        assert json.loads(whole.splitlines()[-1])["_complete"] is True
        assert b"_complete" not in cut


def test_error_in_the_middle_cuts_the_file(archive, api, monkeypatch):
    def failing(*_: Any) -> Any:
        yield []
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("api.viewsets.export.key_batches", failing)
    response = APIClient().get(f"{ROOT}/sources/export/", {"format": "ndjson"})

    with pytest.raises(RuntimeError, match="the disk is gone"):
        response.getvalue()
