"""The admin's looks: at a desk and on a telephone, in light and dark, by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from archive.models import Actor, Article, Incident, Statement
from tests.browser.desk import log_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("first_story")]


@pytest.fixture
def paths() -> list[str]:
    """A list and a page of each of the four kinds that are worked with most."""
    attack = Incident.objects.get(title__startswith="Suspected rocket attack")
    militias = Actor.objects.get(name__startswith="Iran-aligned")
    readout = Statement.objects.filter(form="relayed").first()
    article = Article.objects.get()
    kinds = {
        "article": article.pk,
        "incident": attack.pk,
        "statement": readout.pk,
        "actor": militias.pk,
    }
    lists = [f"/admin/archive/{kind}/" for kind in kinds]
    return [*lists, *(f"/admin/archive/{kind}/{pk}/change/" for kind, pk in kinds.items())]


# The difference in brightness that WCAG 2 asks of small text, measured where our own colours are.
CONTRAST = """
() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
    const rgb = (...layers) => {
        canvas.fillStyle = "white";
        canvas.fillRect(0, 0, 1, 1);
        for (const colour of layers) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
        }
        return canvas.getImageData(0, 0, 1, 1).data.slice(0, 3);
    };
    const light = (colours) => {
        const [r, g, b] = [...rgb(...colours)].map((c) => {
            const part = c / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
        const layers = [];
        for (let at = element; at; at = at.parentElement) {
            layers.unshift(getComputedStyle(at).backgroundColor);
        }
        return layers;
    };
    const worst = {};
    const chosen = ".badge, .as-printed, .quiet, .quote, .uid, mark a, .term-definition, dd";
    for (const element of document.querySelectorAll(chosen)) {
        if (!element.offsetParent || !element.textContent.trim()) continue;
        const layers = behind(element);
        const [a, b] = [light(layers), light([...layers, getComputedStyle(element).color])];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        const name = element.className || element.tagName;
        worst[name] = Math.min(worst[name] ?? 99, ratio);
    }
    return worst;
}
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_fit_their_width_and_are_readable(page: Page, paths, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    log_in(page, "/admin/")
    for path in paths:
        page.goto(path)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")

        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        faint = {name: ratio for name, ratio in page.evaluate(CONTRAST).items() if ratio < 4.5}
        assert faint == {}, path


def test_keyboard_skips_the_text_and_reaches_the_form(page: Page):
    log_in(page, f"/admin/archive/article/{Article.objects.get().pk}/change/")
    page.get_by_role("link", name="Skip the text").focus()
    expect(page.get_by_role("link", name="Skip the text")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.name") == "title"


def test_keyboard_stops_once_at_each_passage(page: Page):
    log_in(page, f"/admin/archive/article/{Article.objects.get().pk}/change/")
    expect(page.locator("#story")).to_contain_text("Several US personnel")
    stops = page.locator("#story mark a:not([tabindex='-1'])")

    assert 0 < stops.count() <= page.locator("#story .place").count()
    stops.first.focus()
    expect(page.locator("#story mark.lit").first).to_be_visible()


def test_staff_without_rights_sees_clear_words(
    page: Page, complaints: list[str], django_user_model
):
    django_user_model.objects.create_user("guest", password="password", is_staff=True)
    log_in(page, "/admin/archive/incident/", name="guest")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account may not do this")
    expect(page.locator("#content")).to_contain_text("guest, who may not do this")
    assert [complaint[:3] for complaint in complaints if complaint[0].isdigit()] == ["403"]
    complaints.clear()
