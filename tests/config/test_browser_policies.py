"""What every answer tells the browser: content, permissions, framing, other origins."""

from __future__ import annotations

import pytest

from tests.factories import UserFactory

STRICT = {
    "default-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}


def policy(response) -> dict[str, list[str]]:
    header = response["Content-Security-Policy"]
    return {name: values for name, *values in (part.split() for part in header.split("; "))}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/livez/", "/api/v1/nothing/", "/nothing/"])
def test_page_has_the_strict_policy(client, path):
    assert policy(client.get(path)) == STRICT


def test_swagger_page_may_show_the_images_of_its_style_sheet(client):
    assert policy(client.get("/api/v1/docs/")) == STRICT | {"img-src": ["'self'", "data:"]}


def test_redoc_page_may_only_add_the_two_styles_it_is_made_of(client):
    found = policy(client.get("/api/v1/redoc/"))

    styles = found.pop("style-src")
    assert found == STRICT | {"img-src": ["'self'", "data:"], "worker-src": ["'self'", "blob:"]}
    assert [style[:8] for style in styles] == ["'self'", "'sha256-", "'sha256-"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/livez/"])
def test_page_has_the_other_protections(client, path):
    response = client.get(path)

    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(
        response["Permissions-Policy"].split(", ")
    )


def test_https_answer_keeps_the_browser_on_https(client):
    response = client.get("/", secure=True)

    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_api_may_be_read_by_any_origin_without_its_visitors_login(client):
    response = client.get("/api/v1/nothing/", headers={"origin": "https://reader.example"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response


def test_api_may_not_be_written_from_another_origin(client):
    response = client.options(
        "/api/v1/nothing/",
        headers={"origin": "https://reader.example", "access-control-request-method": "DELETE"},
    )

    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/livez/"])
def test_other_pages_are_closed_to_other_origins(client, path):
    response = client.get(path, headers={"origin": "https://reader.example"})

    assert "Access-Control-Allow-Origin" not in response


def test_answers_of_the_api_differ_by_token_also_where_none_was_sent(client):
    response = client.get("/api/v1/problems/not-found/")

    assert "Authorization" in response["Vary"]
    assert "Cookie" not in response["Vary"]
    assert response.cookies == {}


@pytest.mark.django_db
def test_a_session_counts_for_nothing_in_the_api(client, django_assert_num_queries):
    client.force_login(UserFactory(superuser=True))

    with django_assert_num_queries(1):  # the tag of the list
        response = client.get("/api/v1/incidents/?review_status=draft")

    assert response.status_code == 403
