"""What is pictured: each shot opens a page, does what a reader would, and names the part to show.

A page adds its own here: a function that is given the browser's page, on the site's address, and
returns what to picture (None for all that is seen).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


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


SHOTS = [
    Shot("dashboard", dashboard, height=1250, invented=True),
    Shot("dashboard-dark", dashboard, height=1250, dark=True, invented=True),
    Shot("dashboard-phone", dashboard, width=390, height=1500, invented=True),
    Shot("health", health, height=1100),
    Shot("health-dark", health, height=1100, dark=True),
    Shot("health-phone", health, width=390, height=844),
]
