"""Incidents in a browser: found, read, created with what belongs to them, corrected."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from archive.models import Incident
from tests.browser.desk import choose, log_in, new_row, save, search

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("first_story")]

LIST = "/admin/archive/incident/"
MILITIAS = "Iran-aligned militia groups (unspecified) · Generic group"
READOUT = "“blamed Iran-aligned militia groups for the attack, calling it a “dangerous esca…” · "


def test_incident_is_found_by_who_took_part_and_read(page: Page):
    log_in(page, LIST)
    page.get_by_text("By participant").click()
    choose(page, "filter_participant", "hizb", "Hezbollah · Armed group, Lebanon")
    page.locator("details", has_text="By participant").get_by_role("button").click()
    expect(page.locator("#result_list")).to_have_count(0)

    page.get_by_role("link", name="Clear", exact=True).click()
    choose(page, "filter_participant", "haniyeh", "Ismail Haniyeh · Person")
    page.locator("details", has_text="By participant").get_by_role("button").click()
    rows = page.locator("#result_list tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.locator(".field-when")).to_have_text(
        "between 29 July and 4 August 2024 (one day) “last week”"
    )
    expect(rows.locator(".field-who")).to_have_text("Ismail Haniyeh (victim)")
    rows.get_by_role("link").click()

    expect(page.locator(".passages .quote").first).to_have_text(
        "the assassination of Hamas political leader Ismail Haniyeh in Tehran last week"
    )
    expect(page.get_by_role("heading", name="What is said about it")).to_be_visible()


def test_incident_is_created_with_an_alleged_perpetrator_and_its_words(page: Page):
    log_in(page, f"{LIST}add/")
    page.get_by_label("Title").fill("Blame for the attack")
    page.get_by_label("Event type:", exact=True).select_option(label="Accuse")
    mode = page.get_by_label("Event mode")
    assert mode.locator("optgroup:not([hidden])").evaluate_all(
        "groups => groups.map(group => group.label)"
    ) == ["Accuse"]
    mode.select_option(label="Allege")
    expect(page.locator(".field-event_type .term-definition").first).not_to_be_empty()
    page.get_by_label("Kind of date").select_option(label="Exact day")
    page.get_by_label("Earliest day").fill("2024-08-05")
    page.get_by_label("Latest day").fill("2024-08-05")
    page.get_by_label("Military").check()

    row = new_row(page, "participants")
    choose(page, f"{row}-actor", "militia", MILITIAS)
    page.locator(f"#{row}-role").select_option("perpetrator")
    page.locator(f"#{row}-status").select_option("alleged")
    page.get_by_role("button", name="Save and continue editing").click()
    errors = page.locator("#participants-0 .errorlist")
    expect(errors).to_contain_text("needs the statement that asserts it")
    choose(page, f"{row}-asserted_by", "blamed dangerous", f"{READOUT}US Department of Defense")

    words = new_row(page, "passages")
    page.locator(f"#{words}-exact").fill("Al-Asad Airbase")
    choose(
        page,
        f"{words}-revision",
        "several",
        "‘Several’ US personnel injured in rocket attack on Iraq base (text 1)",
    )
    page.get_by_role("button", name="Save and continue editing").click()
    places = page.locator("#passages-0 input[type=radio]")
    expect(places).to_have_count(3)
    page.locator("#passages-0 label", has_text="in western Iraq").click()
    save(page, "Save and continue editing")

    incident = Incident.objects.get(title="Blame for the attack")
    assert [claim.status for claim in incident.participants.all()] == ["alleged"]
    (passage,) = incident.passages.all()
    assert passage.revision.body[passage.end :].startswith(" in western Iraq")
    assert passage.revision.body[passage.start : passage.end] == "Al-Asad Airbase"
    expect(page.locator(".passages .quote")).to_have_text("Al-Asad Airbase")
    expect(page.locator(".record-line")).to_contain_text("5 August 2024 · Accuse, allege")


def test_incident_is_corrected_and_linked(page: Page):
    log_in(page, LIST)
    search(page, "austin call").first.get_by_role("link").click()
    page.get_by_label("Title").fill("Call between Austin and Gallant")
    row = new_row(page, "links")
    page.locator(f"#{row}-kind").select_option("precedes")
    choose(
        page,
        f"{row}-to_incident",
        "retal",
        "Anticipated Iranian retaliation against Israel · not known",
    )
    save(page)

    incident = Incident.objects.get(title="Call between Austin and Gallant")
    assert {link.kind for link in incident.links.all()} == {"discusses", "precedes"}


def test_actor_is_added_without_leaving_the_incident(page: Page):
    log_in(page, LIST)
    search(page, "austin call").first.get_by_role("link").click()
    row = new_row(page, "participants")
    with page.expect_popup() as opened:
        page.locator(f"#add_{row}-actor").click()
    popup = opened.value
    popup.get_by_label("Name:", exact=True).fill("Patrick Ryder")
    popup.locator("#id_kind").select_option(label="Person")
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator(f"#{row}-actor + .select2")).to_contain_text("Patrick Ryder")
    page.locator(f"#{row}-role").select_option("participant")
    save(page)
    call = Incident.objects.get(title="Austin-Gallant call")
    assert "Patrick Ryder" in [part.actor.name for part in call.participants.all()]


def test_incident_is_published_from_the_list_by_keyboard(page: Page):
    Incident.objects.filter(title="Austin-Gallant call").update(review_status="draft")
    log_in(page, f"{LIST}?review_status=draft")
    page.get_by_role("checkbox", name="Select this object").focus()
    page.keyboard.press("Space")
    page.locator("select[name=action]").select_option(label="Publish")
    page.get_by_role("button", name="Go").press("Enter")

    expect(page.locator(".messagelist .success")).to_have_text("1 incident now published.")
    expect(page.locator("#result_list")).to_have_count(0)


def test_incident_is_retracted_on_its_page_with_a_reason(page: Page):
    incident = Incident.objects.get(title="Austin-Gallant call")
    log_in(page, f"{LIST}{incident.pk}/change/")
    page.get_by_label("Why", exact=True).fill("The outlet withdrew it.")
    page.get_by_role("button", name="Retract").press("Enter")

    expect(page.locator(".messagelist .success")).to_contain_text("is now retracted.")
    expect(page.locator(".retraction")).to_have_text("Retracted: The outlet withdrew it.")
    page.get_by_label("Title").fill("Another title")
    expect(page.get_by_role("button", name="Publish again")).to_be_disabled()
    expect(page.get_by_role("status")).to_contain_text("Save first")
