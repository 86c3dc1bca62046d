"""Actors in a browser: found by an alias, read, created by the rules, given names and ties."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from archive.models import Actor
from tests.browser.desk import choose, log_in, new_row, save, search

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("first_story")]

LIST = "/admin/archive/actor/"


def test_actor_is_found_by_an_alias_and_read(page: Page):
    log_in(page, LIST)
    rows = search(page, "hizballah")
    expect(rows).to_have_count(1)
    expect(rows.locator(".field-also")).to_have_text("Hezbollah in Lebanon; Lebanese Hizballah")
    rows.get_by_role("link").click()

    expect(page.locator(".record-line")).to_contain_text("Armed group · Named · known everywhere")
    expect(page.locator(".passages .quote", has_text="Lebanese Hizballah")).not_to_have_count(0)
    said = page.locator(".panel", has_text="What it says")
    expect(said).to_contain_text("vowed retaliation on Israel")


def test_unnamed_actor_is_refused_everywhere_and_taken_in_its_article(page: Page):
    log_in(page, f"{LIST}add/")
    page.get_by_label("Name:", exact=True).fill("Unnamed Pentagon spokesman")
    page.locator("#id_kind").select_option(label="Unnamed person")
    page.get_by_label("Identity").select_option(label="Unnamed")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".field-scope .errorlist")).to_contain_text(
        "An unnamed actor is known from one article only"
    )

    expect(page.locator(".errornote")).to_be_in_viewport()
    page.get_by_label("Scope").select_option(label="Article")
    choose(
        page,
        "id_article",
        "rocket",
        "‘Several’ US personnel injured in rocket attack on Iraq base · 6 August 2024",
    )
    row = new_row(page, "aliases")
    page.locator(f"#{row}-text").fill("a spokesman")
    tie = new_row(page, "affiliations")
    choose(
        page,
        f"{tie}-organisation",
        "department defense",
        "US Department of Defense · Government body, United States",
    )
    page.locator(f"#{tie}-kind").select_option("spokesperson")
    save(page)

    actor = Actor.objects.get(name="Unnamed Pentagon spokesman")
    assert (actor.scope, actor.aliases.get().text) == ("article", "a spokesman")
    assert actor.affiliations.get().organisation.name == "US Department of Defense"


def test_actor_is_corrected(page: Page):
    log_in(page, LIST)
    search(page, "hamas").filter(has_text="Armed group").get_by_role("link").click()
    page.get_by_label("Country").select_option(label="Palestine")
    page.locator("#id_aliases-0-kind").select_option("name")
    save(page)

    assert Actor.objects.get(name="Hamas").country == "PS"
