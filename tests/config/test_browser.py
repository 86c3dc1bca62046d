"""The pages in a real browser: nothing that the content policy forbids is asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_home_page_opens(page: Page):
    page.goto("/")

    expect(page.get_by_role("heading", level=1)).to_have_text("News Event Archive")


def test_admin_lets_a_superuser_in(page: Page, admin_user):
    page.goto("/admin/")
    page.fill("#id_username", "admin")
    page.fill("#id_password", "password")
    page.click("input[type=submit]")

    expect(page.locator("#user-tools")).to_contain_text("admin")


def test_swagger_page_lists_operations_and_sends_one(page: Page):
    page.goto("/api/v1/docs/")
    operation = page.locator(".opblock", has_text="/api/v1/incidents/").first
    operation.click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()

    expect(operation.locator(".live-responses-table .response-col_status").last).to_contain_text(
        "200"
    )


def test_redoc_page_is_readable_and_searchable(page: Page):
    page.goto("/api/v1/redoc/")
    page.get_by_placeholder("Search...").fill("incident")

    expect(page.locator("[data-role='search:results'] li").first).to_be_visible()
