"""Corrections from a file in a browser: handed out, looked at, written; on any screen."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from archive.models import Incident
from tests.browser.desk import log_in
from tests.factories import IncidentFactory, UserFactory

pytestmark = pytest.mark.browser

LIST = "/admin/archive/incident/"
PASSWORD = "correct horse battery staple"


def corrected_file(page: Page, tmp_path) -> str:
    """Export the list's page as a workbook and correct a title in it; return its path."""
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option("export_xlsx")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Go", exact=True).click()
    path = tmp_path / "incidents.xlsx"
    waiting.value.save_as(path)
    book = load_workbook(path)
    header = [cell.value for cell in book.active[1]]
    book.active.cell(2, header.index("title") + 1).value = "Fire in Basra"
    book.save(path)
    return str(path)


def look_at(page: Page, path: str) -> None:
    page.get_by_role("link", name="Correct from a file").click()
    page.get_by_label("Corrected file").set_input_files(path)
    page.get_by_label("Reason").fill("A misprint")
    page.get_by_role("button", name="Show what would change").focus()
    page.keyboard.press("Enter")


def test_reviewer_looks_at_the_corrections_and_writes_them(page: Page, live_server, tmp_path):
    UserFactory(username="reviewer", role="reviewer")
    IncidentFactory(title="Fire in Bazra")
    log_in(page, LIST, name="reviewer", password=PASSWORD)
    look_at(page, corrected_file(page, tmp_path))

    table = page.get_by_role("region", name="This would change 1 incident")
    expect(table.locator("del")).to_have_text("Fire in Bazra")
    expect(table.locator("ins")).to_have_text("Fire in Basra")
    page.get_by_role("button", name="Write 1 correction").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist .success")).to_have_text("1 incident corrected.")
    assert Incident.objects.get().title == "Fire in Basra"


def test_coder_is_told_which_line_is_not_theirs(
    page: Page, live_server, tmp_path, complaints: list[str]
):
    UserFactory(username="coder", role="coder")
    IncidentFactory(title="Fire in Bazra")
    log_in(page, LIST, name="coder", password=PASSWORD)
    look_at(page, corrected_file(page, tmp_path))

    faults = page.get_by_role("region", name="Nothing was changed: 1 thing to mend in the file")
    expect(faults).to_contain_text("As a coder you may not change this")
    assert [complaint[:3] for complaint in complaints if complaint[0].isdigit()] == ["422"]
    complaints.clear()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_page_fits_its_width(page: Page, admin_user, tmp_path, theme: str, width: int):
    IncidentFactory(title="Fire in Bazra", summary="A long text of many words. " * 30)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme=theme)
    log_in(page, LIST)
    path = corrected_file(page, tmp_path)
    page.set_viewport_size({"width": width, "height": 900})
    look_at(page, path)
    expect(page.locator("ins")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_person_without_rights_is_told_so(page: Page, live_server, complaints: list[str]):
    UserFactory(username="guest", staff=True)
    log_in(page, f"{LIST}import/", name="guest", password=PASSWORD)

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account may not do this")
    assert [complaint[:3] for complaint in complaints if complaint[0].isdigit()] == ["403"]
    complaints.clear()
