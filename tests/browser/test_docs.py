"""Swagger UI and Redoc in a real browser: under the strict policy, from this server alone."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def hosts(page: Page, live_server) -> Iterator[set[str]]:
    """The hosts that the page asked; any but our own fails the test, as do complaints."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    yield asked
    assert asked - {"", urlsplit(live_server.url).netloc} == set()


def test_swagger_shows_every_resource_and_asks_no_other_host(page: Page, hosts: set[str]):
    page.goto("/api/v1/docs/")

    tags = [each["name"] + each["description"] for each in settings.SPECTACULAR_SETTINGS["TAGS"]]
    expect(page.locator(".opblock-tag")).to_have_text(tags)
    assert len(hosts) == 1


def test_swagger_sends_what_was_filled_in_and_no_examples(page: Page, hosts: set[str]):
    page.goto("/api/v1/docs/")
    operation = page.locator("#operations-sources-sources_list")
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.locator("tr[data-param-name=kind] input").fill("newspaper")

    with page.expect_request("**/api/v1/sources/**") as sent:
        operation.get_by_role("button", name="Execute").click()

    assert urlsplit(sent.value.url).query == "kind=newspaper&limit=50"
    expect(operation.locator("tr[data-param-name=kind]")).to_contain_text(
        "Example: newspaper,agency"
    )
    expect(operation.locator(".live-responses-table .response-col_status").last).to_contain_text(
        "200"
    )


def test_redoc_shows_an_operation_with_its_recorded_answer(page: Page, hosts: set[str]):
    page.goto("/api/v1/redoc/#operation/incidents_list")

    expect(page.get_by_role("heading", name="List incidents")).to_be_visible()
    expect(page.get_by_text("Drone attack on Al-Asad").first).to_be_attached()
    expect(page.get_by_text("API docs by Redocly")).to_be_visible()
    assert page.locator("img[src^='http']").count() == 0
