"""What is pictured: each shot opens a page, does what a reader would, and names the part to show.

A page adds its own here: a function that is given the browser's page, on the site's address, and
returns what to picture (None for all that is seen).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import new_row


@dataclass(frozen=True)
class Shot:
    """A picture: its file under docs/images, how it comes about, how wide and in which colours.

    It shows the first story, or an invented archive of a thousand incidents where that says more.
    """

    name: str
    take: Callable[[Page], Locator | None]
    width: int = 1280
    height: int = 860
    dark: bool = False
    invented: bool = False


def health(page: Page) -> None:
    """The health of the data, looked at just now."""
    page.goto("/admin/health/")
    page.get_by_role("button", name="Look").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def dashboard(page: Page) -> None:
    """The index, its charts drawn."""
    page.goto("/admin/?years=1")
    expect(page.locator(".chart-map svg .map-point").first).to_be_visible()
    expect(page.locator(".chart-bars svg .chart-certain").first).to_be_attached()


def corrections(page: Page) -> None:
    """A file with two corrections, looked at before it counts."""
    page.goto("/admin/archive/actor/")
    for row in range(4):
        page.locator(".action-select").nth(row).check()
    page.get_by_label("Action:").select_option("export_xlsx")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Go", exact=True).click()
    path = waiting.value.path()
    book = load_workbook(io.BytesIO(path.read_bytes()))
    header = [cell.value for cell in book.active[1]]
    for row, column, text in ((2, "sector", "MIL"), (3, "country", "IQ"), (3, "kind", "military")):
        book.active.cell(row, header.index(column) + 1).value = text
    changed = io.BytesIO()
    book.save(changed)
    page.goto("/admin/archive/actor/import/")
    file = {"name": "actors.xlsx", "mimeType": "", "buffer": changed.getvalue()}
    page.get_by_label("Corrected file").set_input_files(file)
    page.get_by_label("Reason").fill("The article names them on its second page.")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".import-changes")).to_be_visible()


def bulk(page: Page) -> None:
    """An edit of five incidents, looked at before it counts: one of them would be refused."""
    page.goto("/admin/archive/incident/")
    for row in range(5):
        page.locator(".action-select").nth(row).check()
    page.get_by_label("Action:").select_option("edit_together")
    page.get_by_role("button", name="Go", exact=True).click()
    page.get_by_label("Kind:", exact=True).select_option("aggregate")
    page.get_by_label("Kind of date:", exact=True).select_option("one_day_within")
    page.get_by_label("Economic").first.check()
    page.get_by_label("Reason").fill("They sum up the attacks of months.")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".bulk-steps")).to_be_visible()


# Selects the words of a passage, as a hand would.
SELECT_PASSAGE = """
(mark) => {
    document.getElementById("desk-text").focus();
    getSelection().selectAllChildren(mark);
}
"""


def desk(page: Page) -> None:
    """The first story at the reading desk: a count of an incident is being coded."""
    page.goto("/admin/archive/article/")
    page.get_by_role("link", name="at the desk").first.click()
    page.locator(".desk-card.kind-incident .desk-take").first.click()
    page.locator("#desk-text mark", has_text="several US personnel").first.evaluate(SELECT_PASSAGE)
    page.keyboard.press("m")
    expect(page.locator(".desk-form:not([hidden])")).to_be_visible()


def review(page: Page) -> None:
    """An incident that waits, with its words; the reason for its return is being typed."""
    page.goto("/admin/review/?kind=incident&state=in_review")
    page.get_by_role("link", name="Police deployment in Veat").click()
    expect(page.locator("#review-title")).to_contain_text("Police deployment in Veat")
    page.keyboard.press("n")
    page.keyboard.type("The text says “at least 6”, and nothing of reserves.")


def merge(page: Page) -> None:
    """Two records of one actor, tried out as one."""
    page.goto("/admin/merge/?kind=actor")
    pair = page.locator(".merge-compare")
    if not pair.count():
        page.goto("/admin/archive/actor/add/")
        page.locator("#id_name").fill("Lebanese Hizballah")
        page.locator("#id_kind").select_option("armed_group")
        page.locator("#id_sector").select_option("REB")
        alias = new_row(page, "aliases")
        page.locator(f"#{alias}-text").fill("Party of God")
        page.locator(f"#{alias}-kind").select_option("translation")
        identifier = new_row(page, "external_ids")
        page.locator(f"#{identifier}-scheme").select_option("wikidata")
        page.locator(f"#{identifier}-value").fill("Q41053")
        page.get_by_role("button", name="Save", exact=True).click()
        page.goto("/admin/merge/?kind=actor")
    pair.first.click()
    page.get_by_role("button", name="They are one: try it out").click()
    expect(page.locator(".merge-report")).to_be_visible()


SHOTS = [
    Shot("bulk", bulk, height=760),
    Shot("bulk-phone", bulk, width=390, height=844),
    Shot("corrections", corrections, height=640),
    Shot("corrections-phone", corrections, width=390, height=844),
    Shot("dashboard", dashboard, height=1250, invented=True),
    Shot("dashboard-dark", dashboard, height=1250, dark=True, invented=True),
    Shot("dashboard-phone", dashboard, width=390, height=1500, invented=True),
    Shot("desk", desk),
    Shot("desk-dark", desk, dark=True),
    Shot("desk-phone", desk, width=390, height=844),
    Shot("health", health, height=1100),
    Shot("health-dark", health, height=1100, dark=True),
    Shot("health-phone", health, width=390, height=844),
    Shot("review", review, invented=True),
    Shot("review-dark", review, dark=True, invented=True),
    Shot("review-phone", review, width=390, height=844, invented=True),
    Shot("merge", merge, height=1180),
    Shot("merge-dark", merge, height=1180, dark=True),
    Shot("merge-phone", merge, width=390, height=844),
]
