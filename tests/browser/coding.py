"""What a coder's hands do at the reading desk: select words, press a letter, fill the form."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from archive.models import Article
from tests.browser.desk import log_in

# Selects words as a pointer does: from their first place in the text to their last.
SELECT = """
(words) => {
    const story = document.getElementById("desk-text");
    const start = story.textContent.indexOf(words);
    const place = (at) => {
        const walker = document.createTreeWalker(story, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (at <= node.length) return [node, at];
            at -= node.length;
        }
    };
    story.focus();
    getSelection().setBaseAndExtent(...place(start), ...place(start + words.length));
}
"""


def open_desk(page: Page, article: Article) -> Locator:
    log_in(page, f"/admin/archive/article/{article.pk}/desk/")
    story = page.locator("#desk-text")
    expect(story).not_to_be_empty()
    return story


def begin(page: Page, words: str, key: str) -> Locator:
    """Select words in the text and press a letter; return the form that opens."""
    page.evaluate(SELECT, words)
    page.keyboard.press(key)
    form = page.locator(".desk-form:not([hidden])")
    expect(form.locator(".desk-words")).to_have_text(words)
    return form


def pick(form: Locator, label: str, letters: str, found: str) -> None:
    """Choose a record by typing a few letters."""
    box = form.get_by_role("combobox", name=label)
    box.press_sequentially(letters)
    option = form.get_by_role("option", name=found)
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    chosen = box.locator("xpath=..").locator(".picker-chosen")
    expect(chosen).to_contain_text(found)


def save(page: Page, form: Locator, said: str) -> None:
    page.evaluate("document.getElementById('desk-said').textContent = ''")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()
    expect(form).to_have_count(0)
