"""The index in a browser: charts drawn from their tables, on any screen, in any colours."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import log_in
from tests.factories import IncidentFactory, IncidentPlaceFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery staple"


@pytest.fixture
def places(live_server, admin_user) -> None:
    """Incidents in a town, somewhere in a province, and in a country."""
    for name, kind, precision, located in (
        ("Basra", "city", "exact_site", True),
        ("Anbar", "admin1", "admin1", True),
        ("Iraq", "country", "country", False),
        ("Malta", "country", "country", False),
    ):
        country = "MT" if name == "Malta" else "IQ"
        place = PlaceFactory(name=name, kind=kind, country=country, located=located)
        incident = IncidentFactory(date_earliest=date(2024, 8, 5))
        IncidentPlaceFactory(incident=incident, place=place, geo_precision=precision)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("role", ["coder", "reviewer"])
def test_charts_say_what_their_tables_say(page: Page, role: str):
    UserFactory(username=role, role=role)
    log_in(page, "/admin/", name=role, password=PASSWORD)

    bars = page.locator(".chart-bars svg a")
    expect(bars).to_have_count(12)
    expect(bars.last.locator("title")).to_have_text("August 2024: 4 certain, 4 possible")
    tallest = page.locator(".chart-bars svg .chart-certain").last
    assert float(tallest.get_attribute("height") or 0) > 100
    world = page.locator(".chart-map svg")
    expect(world.locator(".map-land")).to_have_count(177)
    expect(world.locator(".map-point title")).to_have_text("Basra: 1 incident, exact site")
    expect(world.locator(".map-country title")).to_have_text("Iraq: 1 incident, country")
    point, area = (world.locator(f".map-{kind}").get_attribute("r") for kind in ("point", "area"))
    assert float(area or 0) > 3 * float(point or 0)
    expect(page.locator(".map-missing")).to_have_text(
        "Too small for this map: Malta: 1 incident, country."
    )


@pytest.mark.usefixtures("places")
def test_month_is_opened_from_the_table_by_keyboard_alone(page: Page):
    log_in(page, "/admin/")
    summary = page.locator(".chart-bars summary")
    summary.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="August 2024", exact=True)
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")

    expect(page.locator("#result_list tbody tr")).to_have_count(4)


@pytest.mark.usefixtures("places")
def test_charts_are_no_stops_of_the_keyboard_and_hidden_from_screen_readers(page: Page):
    log_in(page, "/admin/")
    expect(page.locator(".chart-map svg .map-point")).to_be_visible()

    assert page.locator(".chart svg a:not([tabindex='-1'])").count() == 0
    assert page.locator(".chart svg:not([aria-hidden='true'])").count() == 0


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_index_fits_its_width(page: Page, theme: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    log_in(page, "/admin/")
    expect(page.locator(".chart-map svg .map-point")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_person_without_rights_sees_no_charts(page: Page, live_server):
    UserFactory(username="guest", staff=True)
    log_in(page, "/admin/", name="guest", password=PASSWORD)

    expect(page.locator("#content")).to_contain_text("You don’t have permission")
    expect(page.locator(".chart, .dash section")).to_have_count(0)
