"""Statements in a browser: found by their speaker, read, created with their words, corrected."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from archive.models import Statement
from tests.browser.desk import choose, log_in, new_row, save, search

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("first_story")]

LIST = "/admin/archive/statement/"
TEXT = "‘Several’ US personnel injured in rocket attack on Iraq base (text 1)"
SINGH = "Sabrina Singh · Person, United States"


def test_statement_is_found_by_its_speaker_and_read(page: Page):
    log_in(page, LIST)
    page.get_by_text("By speaker").click()
    choose(page, "filter_speaker", "austin", "Lloyd Austin · Person, United States")
    page.locator("details", has_text="By speaker").get_by_role("button").click()
    rows = page.locator("#result_list tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.locator(".field-form_words")).to_have_text(["Relayed", "Relayed"])

    rows.filter(has_text="agreed that today’s").get_by_role("link").click()

    expect(page.locator(".record-line")).to_contain_text("Lloyd Austin, Yoav Gallant")
    asserted = page.locator(".panel", has_text="What it asserts")
    expect(asserted).to_contain_text("Iran-aligned militia groups (unspecified): Perpetrator")


def test_statement_is_created_with_its_words_and_speaker(page: Page):
    log_in(page, f"{LIST}add/")
    choose(page, "id_revision", "several", TEXT)
    page.get_by_role("textbox", name="Text:", exact=True).fill("those attacks slowed")
    page.get_by_label("Form:", exact=True).select_option(label="Indirect")
    page.get_by_label("Assert", exact=True).check()
    choose(
        page,
        "id_about",
        "jordan",
        "Drone attack on a US outpost in Jordan · not known",
    )
    row = new_row(page, "participants")
    choose(page, f"{row}-actor", "singh", SINGH)
    page.locator(f"#{row}-role").select_option("speaker")
    words = new_row(page, "passages")
    page.locator(f"#{words}-exact").fill("Those attacks slowed after three American troops")
    page.locator(f"#{words}-role").select_option("content")
    save(page, "Save and continue editing")

    statement = Statement.objects.get(text="those attacks slowed")
    assert [part.actor.name for part in statement.participants.all()] == ["Sabrina Singh"]
    # The text has a no-break space there, and so have the words.
    assert statement.passages.get().exact in statement.revision.body
    expect(page.locator(".record-line")).to_contain_text("Sabrina Singh · not known · Indirect")


def test_statement_is_corrected(page: Page):
    log_in(page, LIST)
    search(page, "speaker:biden").first.get_by_role("link").click()
    page.get_by_label("Verbatim").uncheck()
    choose(
        page,
        "id_relayed_by",
        "department defense",
        "US Department of Defense · Government body, United States",
    )
    save(page)

    statement = Statement.objects.get(participants__actor__name="Joe Biden")
    assert (statement.verbatim, statement.relayed_by.name) == (False, "US Department of Defense")
