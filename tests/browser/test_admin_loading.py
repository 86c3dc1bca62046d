"""Stories from files in a browser: chosen, looked at, loaded; on any screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from archive.models import Article
from tests.archive.loaders.documents.test_feed import rss
from tests.browser.desk import log_in

pytestmark = pytest.mark.browser

LIST = "/admin/archive/article/"
ONE = (
    "<title>Rockets hit an air base in the west of the country</title>"
    "<link>https://example.org/news/2024/08/06/rockets-hit-an-air-base-in-the-west</link>"
    "<description>Five people were injured.</description>"
)
TWO = "<title>A ship is boarded</title><description>By nobody known.</description>"
EMPTY = "<category>none</category>"


def feed(tmp_path: Path, *items: str) -> Path:
    path = tmp_path / "rss.xml"
    path.write_text(rss(*items))
    return path


def look(page: Page, *paths: Path) -> None:
    page.get_by_role("link", name="Load from files").click()
    page.get_by_label("Files").set_input_files(paths)
    page.get_by_role("button", name="Show what would be loaded").click()


def test_a_feed_is_looked_at_and_loaded(page: Page, admin_user, tmp_path):
    log_in(page, LIST)
    look(page, feed(tmp_path, ONE, TWO))

    table = page.get_by_role("region", name="This would load 2 new articles")
    expect(table.locator(".load-what")).to_have_text(["New article", "New article"])
    assert not Article.objects.exists()
    page.get_by_role("button", name="Load 2 new articles").click()

    expect(page.locator(".messagelist .success")).to_have_text("2 new articles loaded.")
    assert Article.objects.count() == 2


def test_an_outlet_is_chosen_by_typing(page: Page, admin_user):
    log_in(page, f"{LIST}load/")
    page.locator("#id_source + .select2").click()

    expect(page.locator(".select2-container--open .select2-search__field").first).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_page_fits_its_width(
    page: Page, admin_user, tmp_path, theme: str, width: int, complaints: list[str]
):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    other = tmp_path / "a-file-with-a-rather-long-name-as-feeds-and-exports-have-them.xml"
    other.write_text("<rss><channel>")
    log_in(page, LIST)
    look(page, feed(tmp_path, ONE, EMPTY, TWO), other)
    expect(page.get_by_role("heading", name="Nothing was loaded: 2 things to mend")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [complaint[:3] for complaint in complaints if complaint[0].isdigit()] == ["422"]
    complaints.clear()
