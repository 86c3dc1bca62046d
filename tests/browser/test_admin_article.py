"""Articles in a browser: found, read with their passages, corrected, given a new text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from archive.models import Article
from tests.browser.desk import log_in, save, search

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("first_story")]

LIST = "/admin/archive/article/"


def open_story(page: Page) -> None:
    log_in(page, LIST)
    rows = search(page, '"rocket attack" Haniyeh')
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("6 August 2024, 09:16 (time zone not known)")
    rows.first.get_by_role("link").first.click()


def test_article_is_found_by_its_text_and_read_with_its_passages(page: Page):
    open_story(page)
    story = page.locator("#story")
    body = Article.objects.get().latest_revision().body

    assert story.evaluate("element => element.textContent") == body
    singh = story.locator("mark", has_text="Most likely than not")
    expect(singh.first).to_have_class(re.compile("role-"))
    expect(singh.first.get_by_role("link")).to_have_attribute(
        "title", re.compile(r"^(Content|Evidence) · ")
    )


def test_passage_leads_to_its_record_and_back_to_its_words(page: Page):
    open_story(page)
    page.locator("#story mark a", has_text="against US and").first.click()
    expect(page.locator("#content h2").first).to_have_text(
        "Suspected rocket attack on Al-Asad Airbase"
    )

    page.locator(".passages .quote", has_text="blamed Iran-aligned militia groups").click()

    lit = page.locator("#story mark.lit")
    expect(lit.first).to_be_in_viewport()
    assert "".join(lit.all_text_contents()) == "blamed Iran-aligned militia groups for the attack"


def test_words_light_up_together_under_the_pointer(page: Page):
    open_story(page)
    stretch = page.locator("#story mark", has_text="It also comes just days after").first
    uid = (stretch.get_attribute("data-passages") or "").split()[0]

    stretch.hover()

    marks = page.locator(f'#story mark[data-passages~="{uid}"]')
    assert marks.count() > 1
    for number in range(marks.count()):
        expect(marks.nth(number)).to_have_class(re.compile(r"\blit\b"))


def test_article_is_corrected_and_given_a_second_text(page: Page):
    open_story(page)
    page.get_by_label("Byline").fill("By a reporter")
    page.get_by_label("Or paste the text").fill("A rocket 🚀 hit.\n\n“It’s over,” she said.")
    page.get_by_label("What changed").fill("Corrected.")
    save(page, "Save and continue editing")

    expect(page.locator("#story")).to_have_text("A rocket 🚀 hit.\n\n“It’s over,” she said.")
    expect(page.locator(".story-facts")).to_contain_text("Text 2 of 2")
    expect(page.get_by_label("Byline")).to_have_value("By a reporter")
    page.get_by_role("link", name="Text 1", exact=True).click()
    expect(page.locator("#story")).to_contain_text("Several US personnel were injured")


def test_article_is_created_from_a_source_document(page: Page, tmp_path):
    document = tmp_path / "story.txt"
    document.write_text(
        "# The gate was hit\n\nPublished :`2024-09-01 08:00:00`\n\n---\n\nOne line.\n\n---\n"
    )
    log_in(page, f"{LIST}add/")
    page.get_by_label("Source document").set_input_files(document)
    save(page, "Save and continue editing")

    expect(page.get_by_label("Title")).to_have_value("The gate was hit")
    expect(page.get_by_label("Date line")).to_have_value("2024-09-01 08:00:00")
    expect(page.locator("#story")).to_have_text("One line.")
