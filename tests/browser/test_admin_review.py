"""The review queue in a browser: a whole session by keys, two reviewers, any screen."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.models import Change, Incident, ReviewClaim
from archive.recording import recording
from tests.browser.desk import log_in
from tests.browser.test_admin_looks import CONTRAST
from tests.conftest import BROWSER_PATIENCE
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery staple"
QUEUE = "/admin/review/"
BODY = (
    "Heavy guns opened up shortly after dawn.\n\nA spokesman confirmed the shelling of Market "
    "Street and said that “at least 12 people” were hurt. The Northern Front denied it.\n\n"
    "Nobody could be reached in the evening."
)


# A page that is closed lets its record go, which the server would hear of after the test.
STAY = "navigator.sendBeacon = () => true"


@pytest.fixture
def page(page: Page, request: pytest.FixtureRequest) -> Page:
    """The browser's page, which says nothing when it is left; unless that is what is tested."""
    if "waits_for_nobody" not in request.fixturenames:
        page.add_init_script(STAY)
    return page


@pytest.fixture
def waits_for_nobody() -> None:
    """Asked for by tests in which leaving the page is told to the server."""


@pytest.fixture
def waiting(live_server) -> list[Incident]:
    """Three incidents in review, the oldest first, the first of them with all that there can be."""
    revision = RevisionFactory(article=ArticleFactory(title="Guns at dawn"), body=BODY)
    incidents: list[Incident] = []
    for title in ("Shelling of Market Street", "Raid on Mill Lane", "March on the town hall"):
        with recording(by="carl"):
            incident: Incident = IncidentFactory(title=title, review_status="in_review")
            incidents.append(incident)
    first = incidents[0]
    front = ActorFactory(name="Northern Front", review_status="draft")
    part = IncidentParticipantFactory(incident=first, actor=front)
    IncidentPlaceFactory(incident=first)
    measure = MeasureFactory(incident=first)
    PassageFactory(incident=first, revision=revision)
    PassageFactory(participant=part, revision=revision, exact="The Northern Front denied it")
    PassageFactory(measure=measure, revision=revision, exact="at least 12 people")
    return incidents


def person(role: str, name: str) -> None:
    UserFactory(role=role, username=name)


def sit_down(page: Page, name: str, path: str = QUEUE) -> None:
    log_in(page, path, name=name, password=PASSWORD)


def title(page: Page, words: str) -> None:
    """Expect a record in hand, and the focus on its title: screen readers read it."""
    heading = page.locator("#review-title")
    expect(heading).to_contain_text(words)
    expect(heading).to_be_focused()


def said(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("#review-said[aria-live=polite]")).to_contain_text(words)


def test_whole_session_by_keys_alone(page: Page, waiting: list[Incident]):
    person("reviewer", "rita")
    sit_down(page, "rita")
    expect(page.locator("#review-title")).to_contain_text("Shelling of Market Street")

    page.keyboard.press("j")
    title(page, "Raid on Mill Lane")
    page.keyboard.press("k")
    title(page, "Shelling of Market Street")
    page.keyboard.press("k")
    said(page, "This is the first that waits here.")

    page.keyboard.press("y")
    title(page, "Raid on Mill Lane")
    said(page, "Published: Shelling of Market Street")
    expect(page.locator("#review-progress")).to_have_text("1 done today · 2 wait")

    page.keyboard.press("n")
    reason = page.get_by_label("What should its author mend?")
    expect(reason).to_be_focused()
    page.keyboard.type("y j k: which lane?")
    page.keyboard.press("Escape")
    expect(reason).not_to_be_visible()
    page.keyboard.press("n")
    expect(reason).to_have_value("y j k: which lane?")
    page.keyboard.press("Enter")
    title(page, "March on the town hall")
    said(page, "Returned: Raid on Mill Lane")

    page.keyboard.press("u")
    title(page, "Raid on Mill Lane")
    said(page, "Undone: Raid on Mill Lane waits again")
    page.keyboard.press("?")
    expect(page.locator(".review-help dl")).to_be_visible()

    page.keyboard.press("e")
    expect(page.get_by_label("Title:")).to_have_value("Raid on Mill Lane")
    page.get_by_label("Title:").fill("Raid on 4 Mill Lane")
    page.keyboard.press("Enter")
    expect(page.locator("#review-title")).to_contain_text("Raid on 4 Mill Lane")
    page.wait_for_load_state()  # its keys are there when its script is
    page.keyboard.press("y")
    title(page, "March on the town hall")
    page.keyboard.press("y")
    title(page, "Nothing waits")

    log = Change.objects.filter(by="rita").order_by("seq").values_list("op", "reason")
    assert list(log) == [
        ("publish", None),
        ("update", "y j k: which lane?"),
        ("update", "Undone at the review queue: returned"),
        ("update", None),
        ("publish", None),
        ("publish", None),
    ]
    assert not ReviewClaim.objects.exists()


def test_keys_do_nothing_in_fields_and_with_modifiers(page: Page, waiting: list[Incident]):
    person("reviewer", "rita")
    sit_down(page, "rita")
    page.get_by_text("Filters").click()
    page.get_by_label("Made by").press_sequentially("yjnk")
    page.get_by_label("Kind").press("y")
    page.locator("#review-title").focus()
    for keys in ("Control+y", "Alt+y", "Meta+y"):
        page.keyboard.press(keys)

    expect(page.get_by_label("Made by")).to_have_value("yjnk")
    expect(page.locator("#review-title")).to_contain_text("Shelling of Market Street")
    assert Incident.objects.filter(review_status="in_review").count() == 3


def test_what_stands_in_the_way_is_said_when_y_is_pressed(
    page: Page, waiting: list[Incident], settings
):
    settings.ARCHIVE_SECOND_PERSON = True
    person("reviewer", "carl")
    sit_down(page, "carl")
    expect(page.locator("#review-title")).to_contain_text("Shelling of Market Street")
    expect(page.locator(".review-rows")).to_contain_text("yours: waits for somebody else")

    page.keyboard.press("y")

    said(page, "You may not publish this yourself: you made it, or changed it last")
    assert Incident.objects.filter(review_status="in_review").count() == 3


def test_two_reviewers_do_not_collide(
    page: Page, chromium: Browser, live_server, waiting: list[Incident]
):
    person("reviewer", "rita")
    person("reviewer", "olga")
    sit_down(page, "rita")
    expect(page.locator("#review-title")).to_contain_text("Shelling of Market Street")
    context = chromium.new_context(base_url=live_server.url)
    other = context.new_page()
    other.add_init_script(STAY)

    sit_down(other, "olga")
    expect(other.locator("#review-title")).to_contain_text("Raid on Mill Lane")
    expect(other.locator(".review-rows")).to_contain_text(re.compile(r"rita until \d\d:\d\d UTC"))
    other.get_by_role("link", name="Shelling of Market Street").click()
    expect(other.locator(".review-holder")).to_contain_text("rita holds this record until")
    other.keyboard.press("y")
    said(other, "rita holds this record until")
    other.get_by_role("button", name="Take it over").click()
    said(other, "You hold it now; rita does no longer.")

    page.keyboard.press("y")
    said(page, "olga holds this record until")
    other.keyboard.press("y")
    said(other, "Published: Shelling of Market Street")
    page.keyboard.press("j")
    expect(page.locator("#review-title")).to_contain_text("March on the town hall")
    other.wait_for_load_state("networkidle")
    context.close()
    assert Change.objects.filter(op="publish").values_list("by", flat=True).get() == "olga"


def test_leaving_the_page_lets_the_record_go(
    page: Page, waiting: list[Incident], waits_for_nobody: None
):
    person("reviewer", "rita")
    sit_down(page, "rita")
    expect(page.locator("#review-title")).to_contain_text("Shelling of Market Street")
    assert ReviewClaim.objects.count() == 1

    page.get_by_role("link", name="Home").click()

    expect(page.locator("#site-name")).to_be_visible()
    end = time.monotonic() + BROWSER_PATIENCE / 1000
    while ReviewClaim.objects.exists() and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert not ReviewClaim.objects.exists()


def test_works_without_a_script(chromium: Browser, live_server, waiting: list[Incident]):
    person("reviewer", "rita")
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sit_down(page, "rita")

    page.get_by_role("link", name="Next").click()
    expect(page.locator("#review-title")).to_contain_text("Raid on Mill Lane")
    page.locator(".review-no > summary").click()
    page.get_by_label("What should its author mend?").fill("Which lane?")
    page.get_by_role("button", name="Return it").click()
    expect(page.locator("#review-title")).to_contain_text("March on the town hall")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#review-title")).to_contain_text("Raid on Mill Lane")
    page.get_by_role("button", name="Publish").click()
    said(page, "Published: Raid on Mill Lane")
    context.close()


def test_coder_reads_and_corrects_and_has_no_other_keys(page: Page, waiting: list[Incident]):
    person("coder", "carl")
    sit_down(page, "carl")
    expect(page.locator("#review-title")).to_contain_text("Shelling of Market Street")
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    for key in ("y", "n", "u"):
        page.keyboard.press(key)
    page.keyboard.press("j")
    title(page, "Raid on Mill Lane")
    page.keyboard.press("e")
    expect(page.get_by_label("Title:")).to_have_value("Raid on Mill Lane")
    page.get_by_role("link", name="Back to the review queue").click()
    expect(page.locator("#review-title")).to_contain_text("Raid on Mill Lane")
    assert Incident.objects.filter(review_status="in_review").count() == 3


def test_person_without_rights_is_told_so(page: Page, complaints: list[str]):
    UserFactory(username="guest", staff=True)
    sit_down(page, "guest")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account may not do this")
    assert [complaint[:3] for complaint in complaints if complaint[0].isdigit()] == ["403"]
    complaints.clear()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_page_fits_its_width_and_is_readable(
    page: Page, waiting: list[Incident], theme: str, width: int
):
    person("reviewer", "rita")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    sit_down(page, "rita")
    page.locator(".review-filters > summary").click()
    page.keyboard.press("n")
    expect(page.locator("#review-reason")).to_be_focused()

    assert page.evaluate("document.documentElement.scrollWidth") == width
    box = page.locator(".review-no form").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    faint = {name: ratio for name, ratio in page.evaluate(CONTRAST).items() if ratio < 4.5}
    assert faint == {}


def test_words_are_marked_in_their_sentences_and_led_to(page: Page, waiting: list[Incident]):
    person("reviewer", "rita")
    sit_down(page, "rita")
    marks = page.locator(".review-text mark")
    expect(marks).to_have_text(
        ["the shelling of Market Street", "at least 12 people", "The Northern Front denied it"]
    )
    expect(page.locator(".review-text .story")).to_contain_text("said that “at least 12 people”")

    page.locator(".review-parts .quote", has_text="The Northern Front denied it").click()

    expect(marks.last).to_be_in_viewport()
