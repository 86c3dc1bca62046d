"""The health of the data in a browser: looked at, followed to the rows, on any screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import log_in
from tests.factories import IncidentFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("first_story")]

PAGE = "/admin/health/"


@pytest.mark.parametrize("role", ["coder", "reviewer"])
def test_number_is_counted_and_followed_by_keyboard_alone(page: Page, role: str):
    UserFactory(username=role, role=role)
    bare = IncidentFactory(title="Nobody wrote of this")
    log_in(page, "/admin/", name=role, password="correct horse battery staple")
    page.get_by_role("link", name="Health of the data").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Health of the data")
    expect(page.locator("#content")).to_contain_text("Nobody has looked yet.")

    page.get_by_role("button", name="Look now").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist .success")).to_have_text("Everything was looked at again.")
    row = page.get_by_role("row", name="Published without a passage")
    row.get_by_role("link", name="1 incident").focus()
    page.keyboard.press("Enter")
    rows = page.locator("#result_list tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text(bare.title)
    expect(page.locator("#changelist-filter .chosen")).to_have_text("Published without a passage")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_page_fits_its_width(page: Page, theme: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    log_in(page, PAGE)
    page.get_by_role("button", name="Look now").click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_person_without_rights_is_told_so(page: Page, complaints: list[str]):
    UserFactory(username="guest", staff=True)
    log_in(page, PAGE, name="guest", password="correct horse battery staple")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account may not do this")
    assert [complaint[:3] for complaint in complaints if complaint[0].isdigit()] == ["403"]
    complaints.clear()
