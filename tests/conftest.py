"""What every test may lean on: Hypothesis' profile and a browser that complains about nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import hypothesis
import pytest
from django.test import SimpleTestCase
from playwright.sync_api import Browser, Page, expect, sync_playwright

CI = bool(os.environ.get("CI"))

# Milliseconds to wait for what a page will show: long, since a busy machine is slow and not wrong.
BROWSER_PATIENCE = 20_000

# No deadline: examples that write to a database take as long as the disk does.
hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if CI else "default")


# Whoever asks for one of these meets a database; “archive” is a site of its own (tests/faults).
DATABASE_FIXTURES = {"archive", "db", "django_db_setup", "live_server", "transactional_db"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that meet no database: a second engine is spared those."""
    for item in items:
        meets = (
            item.get_closest_marker("django_db")
            or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
            or issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
        )
        if not meets:
            item.add_marker("no_database")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once per worker."""
    executable = shutil.which("chromium")
    if executable is None:
        if CI:
            pytest.fail("Chromium is required in CI: apt-get install chromium libatomic1")
        pytest.skip("no Chromium here: apt-get install chromium libatomic1")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs an event loop in this thread; the ORM calls of the test are not in it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about so far: a test that expects one removes it."""
    return []


@pytest.fixture
def page(chromium: Browser, live_server, complaints: list[str]) -> Iterator[Page]:
    """A page of the running site; errors on its console and answers from 400 on fail the test."""
    context = chromium.new_context(base_url=live_server.url)
    context.set_default_timeout(BROWSER_PATIENCE)
    expect.set_options(timeout=BROWSER_PATIENCE)
    page = context.new_page()
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "response",
        lambda answer: (
            complaints.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        ),
    )
    yield page
    # What the site is still asked for would hold tables that are emptied after the test.
    page.wait_for_load_state("networkidle")
    context.close()
    assert complaints == []
