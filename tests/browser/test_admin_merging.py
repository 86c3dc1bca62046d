"""The merge desk in a browser: merged and taken back by keyboard alone, on any screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from archive.models import Actor, DistinctPair
from tests.browser.desk import choose, log_in
from tests.factories import (
    ActorFactory,
    AliasFactory,
    ExternalIdFactory,
    IncidentParticipantFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("first_story")]

DESK = "/admin/merge/"
PASSWORD = "correct horse battery staple"


@pytest.fixture
def twin() -> Actor:
    """Another record of Hezbollah, which the first story has, with something on it."""
    actor = ActorFactory(name="Hizballah", kind="armed_group", country="LB", sector="MIL")
    AliasFactory(actor=actor, text="Hezbollah", kind="spelling")
    ExternalIdFactory(actor=actor, scheme="wikidata", value="Q41053")
    IncidentParticipantFactory(actor=actor, incident__title="Rockets on a farm")
    return actor


def press(page: Page, role, name: str) -> None:
    """Go to a link or button and press Enter."""
    page.get_by_role(role, name=name).focus()
    page.keyboard.press("Enter")


def enter(page: Page, role: str, path: str = DESK) -> None:
    UserFactory(username=role, role=role)
    log_in(page, path, name=role, password=PASSWORD)


def test_reviewer_merges_two_actors_and_takes_it_back_by_keyboard_alone(page: Page, twin: Actor):
    enter(page, "reviewer", "/admin/")
    hezbollah = Actor.objects.get(name="Hezbollah")
    press(page, "link", "Merge desk")
    expect(page.locator(".merge-clues")).to_have_text("The same name: Hezbollah")
    press(page, "link", "Hizballah and Hezbollah")

    expect(page.get_by_role("heading", level=1)).to_have_text("Are these one actor?")
    name = page.get_by_role("row", name="Name They differ")
    name.get_by_role("radio", name="Hezbollah").focus()
    page.keyboard.press("ArrowUp")
    expect(name.get_by_role("radio", name="Hizballah")).to_be_checked()
    expect(page.get_by_role("row", name="Sector Only one says it")).to_contain_text("Military")
    page.get_by_label("Why").fill("Two spellings")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="They are one: try it out")).to_be_focused()
    page.keyboard.press("Enter")

    tried = page.get_by_role("region", name="Tried out: this is what would happen")
    expect(tried).to_be_focused()
    expect(tried).to_contain_text("“Hezbollah” would take: Name, Sector.")
    expect(tried.get_by_role("row", name="Incident participants")).to_contain_text("1")
    assert Actor.objects.get(pk=twin.pk).merged_into is None
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Merge them now")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist .success")).to_contain_text("was merged into")
    expect(page.locator(".merge-changed")).to_contain_text("Rockets on a farm")
    hezbollah.refresh_from_db()
    assert (hezbollah.name, hezbollah.sector) == ("Hizballah", "MIL")
    answer = page.request.get(f"/api/v1/actors/{twin.uid}/", max_redirects=0)
    assert (answer.status, answer.headers["location"].split("/")[-2]) == (301, hezbollah.uid)

    press(page, "button", "Take the merge back")
    expect(page.locator(".messagelist .success")).to_contain_text("are two again")
    assert page.request.get(f"/api/v1/actors/{twin.uid}/", max_redirects=0).status == 200
    hezbollah.refresh_from_db()
    assert (hezbollah.name, hezbollah.sector) == ("Hezbollah", None)


def test_reviewer_tells_two_apart_and_takes_that_back(page: Page, twin: Actor):
    enter(page, "reviewer")
    press(page, "link", "Hizballah and Hezbollah")
    page.get_by_label("Why").fill("A party and its bank")
    press(page, "button", "They are two")

    expect(page.locator("#content")).to_contain_text("No actors look like one another.")
    assert DistinctPair.objects.get().by == "reviewer"
    press(page, "link", "Told apart")
    expect(page.locator("#content")).to_contain_text("“A party and its bank”")
    press(page, "button", "Suggest")
    expect(page.locator("#content")).to_contain_text("Nobody has told actors apart.")
    page.goto(DESK)
    expect(page.get_by_role("link", name="Hizballah and Hezbollah")).to_be_visible()


def test_other_record_is_found_by_typing(page: Page, twin: Actor):
    enter(page, "reviewer", f"/admin/archive/actor/{twin.pk}/change/")
    expect(page.locator(".merging-line")).to_contain_text("Hezbollah The same name: Hezbollah")
    press(page, "link", "Merge with …")
    choose(page, "id_other", "gall", "Yoav Gallant · Person, Israel")
    press(page, "button", "Compare the two")

    expect(page.get_by_role("heading", level=1)).to_have_text("Are these one actor?")
    expect(page.locator("#content")).to_contain_text(
        "Nothing that the archive compares suggests it."
    )


def test_what_was_changed_meanwhile_is_told_and_what_was_chosen_stays(
    page: Page, twin: Actor, complaints: list[str]
):
    enter(page, "reviewer")
    press(page, "link", "Hizballah and Hezbollah")
    page.get_by_label("Why").fill("Two spellings")
    twin.sector = None
    twin.save()
    press(page, "button", "They are one: try it out")

    expect(page.get_by_role("alert")).to_contain_text("was changed since you opened this page")
    expect(page.get_by_label("Why")).to_have_value("Two spellings")
    assert [complaint[:3] for complaint in complaints if complaint[0].isdigit()] == ["409"]
    complaints.clear()


def test_coder_looks_and_does_not_decide(page: Page, twin: Actor):
    enter(page, "coder")
    expect(page.locator("#content")).to_contain_text("reviewers decide on them")
    press(page, "link", "Hizballah and Hezbollah")

    expect(page.locator("#content")).to_contain_text("You may look; reviewers merge.")
    expect(page.locator("#content").get_by_role("radio")).to_have_count(0)
    expect(page.locator("#content").get_by_role("button")).to_have_count(0)


def test_person_without_rights_is_told_so(page: Page, complaints: list[str]):
    UserFactory(username="guest", staff=True)
    log_in(page, DESK, name="guest", password=PASSWORD)

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account may not do this")
    assert [complaint[:3] for complaint in complaints if complaint[0].isdigit()] == ["403"]
    complaints.clear()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_fit_their_width(page: Page, twin: Actor, theme: str, width: int):
    AliasFactory(actor=twin, text="Party of God " * 20, kind="translation")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    enter(page, "reviewer")
    fits = "document.documentElement.scrollWidth"
    assert page.evaluate(fits) == width
    page.get_by_role("link", name="Hizballah and Hezbollah").click()
    assert page.evaluate(fits) == width
    page.get_by_role("button", name="They are one: try it out").click()
    expect(page.locator(".merge-report")).to_be_visible()
    assert page.evaluate(fits) == width
    page.get_by_role("button", name="Merge them now").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert page.evaluate(fits) == width


def test_pair_is_merged_without_a_script(page: Page, chromium, live_server, twin: Actor):
    UserFactory(username="reviewer", role="reviewer")
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    plain = context.new_page()
    log_in(plain, f"{DESK}actor/{twin.uid}/", name="reviewer", password=PASSWORD)
    plain.get_by_label("Or its uid").fill(Actor.objects.get(name="Hezbollah").uid)
    plain.get_by_role("button", name="Compare the two").click()
    plain.get_by_role("button", name="They are one: try it out").click()
    plain.get_by_role("button", name="Merge them now").click()

    expect(plain.locator(".messagelist .success")).to_contain_text("was merged into")
    context.close()
