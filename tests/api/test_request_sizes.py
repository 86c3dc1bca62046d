"""How much of a request is read: addresses, bodies, values, nesting."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from tests.api.answers import ROOT, body, refused

pytestmark = pytest.mark.django_db


def test_an_address_that_is_too_long_is_a_problem(api):
    response = api.get(f"{ROOT}/incidents/?q={'a' * 16_000}")

    problem = body(response, 414)
    assert problem["type"] == f"{ROOT}/problems/address-too-long/"
    assert problem["detail"] == "The address has 16020 characters; at most 16000 go."


def test_a_body_that_is_too_large_is_a_problem_before_it_is_read(settings):
    settings.MAX_BODY_BYTES = 1000
    address = f"{ROOT}/vocabularies/"

    problem = body(APIClient().post(address, {"text": "x" * 1000}, format="json"), 413)

    assert problem["type"] == f"{ROOT}/problems/body-too-large/"
    assert problem["detail"] == "The body has 1011 bytes; at most 1000 go."
    assert APIClient().post(address, {"text": "x" * 900}, format="json").status_code != 413


def test_a_body_without_its_length_is_a_problem_and_not_taken_for_none(coder: APIClient):
    request = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}

    problem = body(coder.post(f"{ROOT}/sources/", {"name": "x"}, format="json", **request), 411)

    assert problem["type"] == f"{ROOT}/problems/length-required/"
    assert problem["detail"] == "The body is sent in chunks: send it with Content-Length."


def test_other_pages_of_the_site_have_limits_of_their_own(client, settings):
    settings.MAX_BODY_BYTES = 10

    assert client.post("/livez/", {"text": "x" * 100}).status_code == 405
    assert client.get("/livez/?" + "a" * 17_000).status_code == 200


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"[" * 1025 + b"]" * 1025, "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"name":' * 1025 + b"1" + b"}" * 1025, "not_json"),
        (b"[" * 1000 + b"]" * 1000, "wrong_type"),
        (b'{"name": "\xff"}', "not_json"),
        (b'{"name": "\\ud800"}', "not_json"),
        (b'{"name": NaN}', "not_json"),
        (b'{"name": 1e999}', "not_json"),
        (b'{"name": ' + b"9" * 400 + b"}", "not_json"),
        (b'{"name": ' + b"9" * 30 + b"}", "wrong_type"),
        (b'{"name": "x"} {"name": "y"}', "not_json"),
    ],
)
def test_a_body_that_is_no_json_or_too_deep_breaks_the_schema(
    coder: APIClient, sent: bytes, code: str
) -> None:
    address = f"{ROOT}/sources/"

    # Without the judge of requests and answers, who would read the body himself.
    client = APIClient()
    client.credentials(**coder._credentials)
    problem = body(client.post(address, sent, content_type="application/json"), 400)

    assert problem["errors"][0]["code"] == code


def test_a_nul_character_fits_the_schema_and_cannot_be_kept(coder: APIClient) -> None:
    problem = body(coder.post(f"{ROOT}/sources/", {"name": "a\0b"}), 422)

    assert [fault["code"] for fault in problem["errors"]] == ["not_storable"]


def test_a_parameter_that_is_given_too_often_is_refused(api):
    fault = refused(api, "incidents", context=["military"] * 21)

    assert (fault["parameter"], fault["code"]) == ("context", "too_many")
    assert fault["detail"] == "context: given 21 times; at most 20 go."


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"uid": ",".join(["inc_01m817qnmxe7ttmpca53k2tg1q"] * 101)}, "too_many"),
        ({"participant_name": "x" * 4001}, "too_long"),
        ({"limit": "501"}, "not_a_number"),
        ({"q": "a" * 501}, "not_a_query"),
        ({"q": "(" * 11 + "a" + ")" * 11}, "not_a_query"),
        ({"q": " ".join(["a"] * 41)}, "not_a_query"),
    ],
)
def test_what_is_more_than_goes_is_refused_by_name(api, query, code):
    fault = refused(api, "incidents", **query)

    assert (fault["parameter"], fault["code"]) == (next(iter(query)), code)
