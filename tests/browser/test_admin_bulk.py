"""Records edited together in a browser: chosen, looked at, changed, taken back; on any screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from archive.models import Incident
from tests.browser.desk import log_in
from tests.factories import IncidentFactory, UserFactory

pytestmark = pytest.mark.browser

LIST = "/admin/archive/incident/"
PASSWORD = "correct horse battery staple"


def begin(page: Page) -> None:
    """Choose all records of the list and the action, by the keyboard alone."""
    page.locator("#action-toggle").focus()
    page.keyboard.press("Space")
    page.get_by_label("Action:").select_option("edit_together")
    page.get_by_role("button", name="Go", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("together")


def ask(page: Page) -> None:
    page.get_by_label("Modality:", exact=True).select_option("planned")
    page.get_by_label("Event mode: make it unknown").focus()
    page.keyboard.press("Space")
    page.get_by_label("Reason").fill("It has not happened yet")
    page.get_by_role("button", name="Show what would change").focus()
    page.keyboard.press("Enter")


def test_reviewer_edits_together_and_takes_it_back(page: Page, live_server):
    UserFactory(username="reviewer", role="reviewer")
    IncidentFactory.create_batch(3, event_type="ASSAULT", event_mode="beat", modality="actual")
    log_in(page, LIST, name="reviewer", password=PASSWORD)
    begin(page)
    ask(page)

    table = page.get_by_role("region", name="3 of 3 incidents will change")
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(table.locator("ins").first).to_have_text("Planned")
    page.get_by_role("button", name="Change 3 incidents").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist .success")).to_contain_text("3 incidents changed.")
    assert set(Incident.objects.values_list("modality", "event_mode")) == {("planned", None)}
    page.get_by_role("link", name="See what was done, or take it back").click()
    page.get_by_label("Why").fill("It did happen")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_have_text("Taken back: 3 records.")
    assert set(Incident.objects.values_list("modality", "event_mode")) == {("actual", "beat")}


def test_what_is_wrong_is_said_and_what_was_chosen_stays(
    page: Page, admin_user, complaints: list[str]
):
    IncidentFactory.create_batch(2)
    log_in(page, LIST)
    begin(page)
    page.get_by_label("Modality:", exact=True).select_option("planned")
    page.get_by_role("button", name="Show what would change").click()

    expect(page.locator(".errorlist")).to_have_text("This field is required.")
    expect(page.get_by_label("Modality:", exact=True)).to_have_value("planned")
    expect(page.get_by_role("heading", level=1)).to_have_text("Edit 2 incidents together")
    assert [each[:3] for each in complaints if each[0].isdigit()] == ["422"]
    complaints.clear()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_fit_their_width(page: Page, admin_user, theme: str, width: int):
    IncidentFactory.create_batch(2, title="Fire in the harbour of Basra, seen from afar " * 4)
    page.emulate_media(color_scheme=theme)
    log_in(page, LIST)
    begin(page)
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    ask(page)
    expect(page.locator(".bulk-steps")).to_be_visible()
    page.get_by_text("Record by record").click()

    assert page.evaluate("document.documentElement.scrollWidth") == width
