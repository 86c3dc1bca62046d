"""What a manager's hands do in the admin: log in, choose by typing, fill a new row."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


def log_in(page: Page, path: str, *, name: str = "admin", password: str = "password") -> None:
    """Open a page of the admin, by way of the log-in form."""
    page.goto(path)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    # The scripts of a page take their places once it is loaded; a click before that may be lost.
    page.wait_for_load_state("load")


def search(page: Page, words: str) -> Locator:
    """Search a list; return its rows."""
    page.locator("#searchbar").fill(words)
    page.get_by_role("button", name="Search").click()
    return page.locator("#result_list tbody tr")


def choose(page: Page, field: str, words: str, label: str) -> None:
    """Choose a record by typing into the field with this id and pressing Enter on the label."""
    page.locator(f"#{field} + .select2").click()
    expect(page.locator(".select2-container--open .select2-search__field").first).to_be_focused()
    page.keyboard.type(words)
    highlighted = page.locator(".select2-results__option--highlighted")
    expect(highlighted).to_have_text(label)
    page.keyboard.press("Enter")
    expect(page.locator(f"#{field} + .select2")).to_contain_text(label)


def new_row(page: Page, prefix: str) -> str:
    """Add a row to an inline; return the prefix of the ids of its fields."""
    group = page.locator(f"#{prefix}-group")
    details = group.locator("> fieldset > details")
    if details.count() and details.get_attribute("open") is None:
        details.locator("> summary").click()
    number = page.locator(f"#id_{prefix}-TOTAL_FORMS").input_value()
    group.get_by_role("button", name=re.compile("^Add another")).click()
    return f"id_{prefix}-{number}"


def save(page: Page, button: str = "Save") -> None:
    """Save the form, and see that it was."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
