"""Parameters: what is unknown, repeated, empty or malformed is refused, and nothing breaks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from api.kinds import Text
from api.strict import Parameter
from api.urls import router
from api.viewsets.base import RecordViewSet, StrictViewSet
from archive.vocabularies import EVENT_TYPE
from tests.api.answers import ROOT, body, listed, refused
from tests.factories import IncidentFactory

RESOURCES = {
    prefix: viewset for prefix, viewset, _ in router.registry if issubclass(viewset, RecordViewSet)
}


def declared(resource: str, action: str = "list") -> dict[str, Parameter]:
    view: StrictViewSet = RESOURCES[resource]()
    view.action = action
    return view.parameters()


ALL = [(resource, name) for resource in RESOURCES for name in declared(resource)]


def test_an_unknown_parameter_is_named_with_the_nearest_and_all_that_are_allowed(
    api: APIClient,
) -> None:
    fault = refused(api, "incidents", event_typ="ASSAULT")

    assert fault == {
        "parameter": "event_typ",
        "code": "unknown_parameter",
        "detail": "There is no parameter “event_typ” here; did you mean “event_type”?",
        "allowed": sorted(declared("incidents")),
        "did_you_mean": "event_type",
    }


def test_an_unknown_parameter_unlike_any_other_offers_no_guess(api: APIClient) -> None:
    fault = refused(api, "incidents", zzz="1")

    assert "did_you_mean" not in fault
    assert fault["detail"] == "There is no parameter “zzz” here."


def test_an_unknown_term_is_named_with_the_nearest_and_all_that_are_allowed(
    api: APIClient,
) -> None:
    fault = refused(api, "incidents", 422, event_type="ASSAULT,asault")

    assert fault == {
        "parameter": "event_type",
        "code": "unknown_term",
        "detail": "event_type: “asault” is not a term of event_type; did you mean “ASSAULT”?",
        "allowed": list(EVENT_TYPE.codes),
        "did_you_mean": "ASSAULT",
    }


def test_every_fault_is_told_at_once(api: APIClient) -> None:
    query = "?event_typ=x&date_after=today&limit=0&kind=&verbatim=true"

    problem = body(api.get(f"{ROOT}/incidents/{query}"), 400)

    assert [(fault["parameter"], fault["code"]) for fault in problem["errors"]] == [
        ("event_typ", "unknown_parameter"),
        ("date_after", "not_a_day"),
        ("limit", "not_a_number"),
        ("kind", "empty"),
        ("verbatim", "unknown_parameter"),
    ]


def codes(response: Any, status: int = 400) -> list[str]:
    return [fault["code"] for fault in body(response, status)["errors"]]


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "empty"),
        ("a" * 5000, "too_long"),
    ],
)
def test_what_no_parameter_takes_is_refused(
    api: APIClient, resource: str, value: str, code: str
) -> None:
    found = {
        name: codes(api.get(f"{ROOT}/{resource}/?{name}={value}")) for name in declared(resource)
    }

    assert found == {name: [code] for name in declared(resource)}


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("value", ["a%00b", "%ff%fe"])
def test_what_is_no_text_is_refused_by_what_takes_any_text_and_by_all_else(
    api: APIClient, resource: str, value: str
) -> None:
    for name, parameter in declared(resource).items():
        answer = api.get(f"{ROOT}/{resource}/?{name}={value}")
        if isinstance(parameter.kind, Text):
            assert codes(answer, 422) == ["not_text"], name
        else:
            assert answer.status_code in {400, 422}, name


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_parameter_of_one_value_given_twice_is_refused(api: APIClient, resource: str) -> None:
    single = {
        name: parameter.example
        for name, parameter in declared(resource).items()
        if not parameter.repeatable
    }
    found = {
        name: codes(api.get(f"{ROOT}/{resource}/", {name: [example, example]}))
        for name, example in single.items()
    }

    assert found == {name: ["repeated"] for name in single}


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_gap_in_a_list_and_a_list_without_end_are_refused(api: APIClient, resource: str) -> None:
    lists = {name: each for name, each in declared(resource).items() if each.many}
    # A comma belongs to an external id unless a scheme follows it.
    plain = {name: each for name, each in lists.items() if name != "external_id"}
    gaps = {
        name: codes(api.get(f"{ROOT}/{resource}/", {name: f"{each.example},"}))
        for name, each in plain.items()
    }
    endless = {
        name: codes(api.get(f"{ROOT}/{resource}/", {name: ",".join([start] * 101)}))
        for name, start in {**dict.fromkeys(plain, "a"), "external_id": "doi:1"}.items()
    }

    assert gaps == {name: ["empty"] for name in plain}
    assert endless == {name: ["too_many"] for name in lists}


@pytest.mark.parametrize("resource", RESOURCES)
def test_every_example_is_taken(api: APIClient, resource: str) -> None:
    together = {
        "date_match": {"date_after": "2024-08-01"},
        "measure_min": {"measure": "attacks"},
        "measure_max": {"measure": "attacks"},
    }
    refusals = {}
    for name, parameter in declared(resource).items():
        query = {name: parameter.example, **together.get(name, {})}
        response = api.get(f"{ROOT}/{resource}/", query)
        if response.status_code != 200:
            refusals[name] = codes(response, 422)

    # The records of the examples are not here, nor is the page of the cursor.
    assert set(map(str, refusals.values())) <= {"['unknown_uid']", "['cursor_of_another_list']"}


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_record_takes_no_parameters_of_lists(api: APIClient, resource: str) -> None:
    response = api.get(f"{ROOT}/{resource}/{'x' * 30}/", {"limit": "1"})

    assert [fault["code"] for fault in body(response, 400)["errors"]] == ["unknown_parameter"]


def test_the_root_takes_no_parameters(api: APIClient) -> None:
    assert set(body(api.get(f"{ROOT}/"))) >= set(RESOURCES)
    assert body(api.get(f"{ROOT}/?x=1"), 400)["errors"][0]["parameter"] == "x"


@pytest.mark.parametrize("text", ["True", "1", "yes", "TRUE"])
def test_a_boolean_is_true_or_false(api: APIClient, text: str) -> None:
    assert refused(api, "statements", verbatim=text)["allowed"] == ["true", "false"]


@pytest.mark.parametrize(
    "uid",
    [
        "inc_01j4qkzv6tf0jvn7h2g5y9m3xa",
        "act_01J4QKZV6TF0JVN7H2G5Y9M3XA",
        "act_81j4qkzv6tf0jvn7h2g5y9m3xa",
        "act_01j4qkzv6tf0jvn7h2g5y9m3x",
        "act_01j4qkzv6tf0jvn7h2g5y9m3il",
        "1",
    ],
)
def test_an_identifier_of_another_form_is_refused(api: APIClient, uid: str) -> None:
    assert refused(api, "incidents", participant=uid)["code"] == "not_a_uid"


@pytest.mark.parametrize("value", ["Q1", "wikidata:", ":Q1"])
def test_an_external_id_needs_a_scheme_and_a_value(api: APIClient, value: str) -> None:
    assert refused(api, "actors", external_id=value)["code"] == "not_an_external_id"


def test_an_external_id_of_a_scheme_that_is_not_known_is_refused(api: APIClient) -> None:
    fault = refused(api, "actors", 422, external_id="wikidat:Q1")

    assert fault["did_you_mean"] == "wikidata"


def test_a_plus_that_was_sent_as_a_blank_is_read_as_an_offset(api: APIClient) -> None:
    incident = IncidentFactory()

    found = body(api.get(f"{ROOT}/incidents/?updated_after=2001-01-01T00:00:00+02:00"))

    assert [each["uid"] for each in found["results"]] == [incident.uid]
    assert listed(api, "incidents", updated_after="2001-01-01T00:00:00.123456789Z") == [
        incident.uid
    ]


names = st.sampled_from(sorted({name for _, name in ALL})) | st.text(max_size=20)
values = st.one_of(
    st.text(max_size=40),
    st.sampled_from([parameter.example for r in RESOURCES for parameter in declared(r).values()]),
    st.sampled_from(
        [
            "%",
            "_",
            "'",
            '"',
            "\\",
            ",",
            "null",
            "-1",
            "1e400",
            "Infinity",
            "0x10",
            "١٢",
            "٢٠٢٤-٠٨-٠٥",
            "9" * 30,
            "0000-00-00",
            "0000-01-01",
            "9999-12-31",
            "0001-01-01",
            "2024-08-05T23:59:60Z",
            "2024-08-05T12:00:00+99:99",
            "wikidata:" + "x" * 3000,
            "\u2028",
            "\ud7ff",
            "\U0010ffff",
        ]
    ),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.datetimes(timezones=st.timezones()).map(lambda each: each.isoformat()),
)


@pytest.mark.parametrize("resource", RESOURCES)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.lists(st.tuples(names, values), max_size=4))
def test_no_query_breaks_the_server(
    api: APIClient, resource: str, query: list[tuple[str, Any]]
) -> None:
    for address in (f"{ROOT}/{resource}/", f"{ROOT}/{resource}/{'x' * 30}/"):
        response = api.get(f"{address}?{urlencode(query)}")

        assert response.status_code in {200, 400, 403, 404, 422}
        assert response.json()


def test_a_path_that_cannot_be_comes_before_what_the_query_means(api: APIClient) -> None:
    nowhere, unknown = (f"{ROOT}/actors/{uid}/network/" for uid in ("x", "act_" + "0" * 26))

    # The first breaks the schema, which is never 422; the second fits it.
    assert api.get(nowhere, {"event_type": "asault"}).status_code == 404
    assert api.get(unknown, {"event_type": "asault"}).status_code == 422
