"""The first story coded at the desk from its bare text: all that its reference coding holds.

One of each: places, actors with country and voice, offices, an incident with day and contexts, who
took part, statements with acts and roles, counts, links of either kind; then published.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from archive.models import (
    Actor,
    Affiliation,
    Alias,
    Article,
    Incident,
    IncidentLink,
    Passage,
    Place,
    Statement,
    StatementLink,
)
from tests.browser.coding import begin, open_desk, pick, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ATTACK = "Suspected rocket attack on Al-Asad Airbase"
CALL = "Austin-Gallant call"
SAID = "We can confirm that there was a suspected rocket attack today"
BLAMED = "blamed Iran-aligned militia groups for the attack"
MILITIAS = "Iran-aligned militia groups"


def take(page: Page, kind: str, title: str) -> None:
    """Take a record in hand."""
    card = page.locator(f".desk-card.kind-{kind}", has_text=title)
    button = card.locator(".desk-take").filter(has_text=title)
    if button.get_attribute("aria-pressed") != "true":
        button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def without_words(page: Page, label: str) -> Locator:
    """Press a button for which no words are needed; return its form."""
    page.evaluate("getSelection().removeAllRanges()")
    page.locator(".desk-bar").get_by_role("button", name=label).click()
    return page.locator(".desk-form:not([hidden])")


def more(form: Locator) -> None:
    form.get_by_text("More", exact=True).click()


def on_monday(form: Locator) -> None:
    form.get_by_label("Kind of date").select_option("exact_day")
    form.get_by_label("Earliest day").fill("2024-08-05")
    form.get_by_label("Latest day").fill("2024-08-05")
    form.get_by_label("Words for it in the text").fill("Monday")


def code_places(page: Page) -> None:
    form = begin(page, "Al-Asad Airbase", "g")
    form.get_by_label("Kind", exact=True).select_option("facility")
    form.get_by_label("Country", exact=True).select_option("IQ")
    save(page, form, "Place added.")
    form = begin(page, "Tehran", "g")
    form.get_by_label("Kind", exact=True).select_option("city")
    form.get_by_label("Country", exact=True).select_option("IR")
    save(page, form, "Place added.")


def code_actor(page: Page, words: str, kind: str, country: str, **more_fields: str) -> None:
    form = begin(page, words, "a")
    form.get_by_label("Name of a new one").fill(more_fields.get("name", words))
    form.get_by_label("Kind", exact=True).select_option(kind)
    form.get_by_label("Identity").select_option(more_fields.get("identity", "named"))
    more(form)
    form.get_by_label("Country of a new one").select_option(country)
    if voice := more_fields.get("voice"):
        form.get_by_label("Whose words these are").select_option(voice)
        pick(form, "Who uses them", "Pentagon", "Pentagon")
    save(page, form, "Actor added.")


def code_incidents(page: Page) -> None:
    form = begin(page, "suspected rocket attack Monday", "i")
    form.get_by_label("Title").fill(ATTACK)
    form.get_by_label("Event type", exact=True).select_option("ASSAULT")
    form.get_by_label("Modality").select_option("suspected")
    on_monday(form)
    more(form)
    form.get_by_role("group", name="Contexts").get_by_label("Military").check()
    save(page, form, "Incident added.")
    take(page, "place", "Al-Asad Airbase")
    form = begin(page, "at Al-Asad Airbase", "w")
    form.get_by_label("Role").select_option("occurred")
    form.get_by_label("Geo precision").select_option("exact_site")
    save(page, form, "Place of the incident added.")


def code_statements(page: Page) -> None:
    take(page, "incident", ATTACK)
    form = begin(page, BLAMED, "s")
    form.get_by_label("Form", exact=True).select_option("mixed")
    pick(form, "Who speaks", "Pentagon", "Pentagon")
    form.get_by_label("Anonymity").select_option("institution")
    more(form)
    pick(form, "Accused", "militia", MILITIAS)
    acts = form.get_by_role("group", name="Speech acts")
    acts.get_by_label("Accuse", exact=True).check()
    acts.get_by_label("Condemn", exact=True).check()
    on_monday(form)
    save(page, form, "Statement added.")
    form = begin(page, MILITIAS, "p")
    pick(form, "Actor", "militia", MILITIAS)
    form.get_by_label("Role").select_option("perpetrator")
    form.get_by_label("Status").select_option("alleged")
    save(page, form, "Participant added.")
    take(page, "incident", ATTACK)
    form = begin(page, SAID, "s")
    expect(form.get_by_label("Form", exact=True)).to_have_value("direct")
    form.get_by_label("Anonymity").select_option("unnamed_individual")
    save(page, form, "Statement added.")


def code_ties(page: Page) -> None:
    take(page, "actor", "Lloyd Austin")
    form = begin(page, "US Defense Secretary", "o")
    pick(form, "Organisation", "Pentagon", "Pentagon")
    form.get_by_label("Kind", exact=True).select_option("holds_office")
    save(page, form, "Affiliation added.")
    form = begin(page, "a call between", "i")
    form.get_by_label("Title").fill(CALL)
    form.get_by_label("Event type", exact=True).select_option("CONSULT")
    save(page, form, "Incident added.")
    form = without_words(page, "Link")
    pick(form, "To incident", "suspected rocket", ATTACK)
    form.get_by_label("Kind", exact=True).select_option("discusses")
    save(page, form, "Link added.")
    take(page, "statement", BLAMED[:20])
    form = without_words(page, "Relation")
    pick(form, "To statement", "confirm rocket", "We can confirm")
    form.get_by_label("Kind", exact=True).select_option("possible_same_source")
    save(page, form, "Link added.")


def test_first_story_is_coded_with_places_offices_and_links(page: Page, bare_story: Article):
    open_desk(page, bare_story)

    code_places(page)
    code_actor(page, "Pentagon", "government_body", "US")
    code_actor(page, "Lloyd Austin", "person", "US")
    code_actor(page, MILITIAS, "generic_group", "", identity="generic", voice="indirect")
    code_incidents(page)
    code_statements(page)
    code_ties(page)

    assert dict(Place.objects.values_list("name", "country")) == {
        "Al-Asad Airbase": "IQ",
        "Tehran": "IR",
    }
    assert dict(Actor.objects.values_list("name", "country")) == {
        "Pentagon": "US",
        "Lloyd Austin": "US",
        MILITIAS: None,
    }
    said = Alias.objects.get(actor__name=MILITIAS)
    assert (said.voice, str(said.used_by)) == ("indirect", "Pentagon")
    attack = Incident.objects.get(title=ATTACK)
    assert (attack.date_earliest, attack.date_latest, attack.contexts) == (
        date(2024, 8, 5),
        date(2024, 8, 5),
        ["military"],
    )
    where = attack.places.get()
    assert (where.place, where.geo_precision) == (
        Place.objects.get(kind="facility"),
        "exact_site",
    )
    blamed = Statement.objects.get(text=BLAMED)
    assert (blamed.speech_acts, blamed.edtf) == (["accuse", "condemn"], "2024-08-05")
    assert {(part.role, part.actor.name) for part in blamed.participants.all()} == {
        ("speaker", "Pentagon"),
        ("accused", MILITIAS),
    }
    part = attack.participants.get()
    assert (part.actor.name, part.status, list(part.asserted_by.all())) == (
        MILITIAS,
        "alleged",
        [blamed],
    )
    office = Affiliation.objects.get()
    assert (str(office.actor), str(office.organisation), office.role_title) == (
        "Lloyd Austin",
        "Pentagon",
        "US Defense Secretary",
    )
    link = IncidentLink.objects.get()
    assert (link.from_incident.title, link.kind, link.to_incident) == (CALL, "discusses", attack)
    assert (StatementLink.objects.get().from_statement, Statement.objects.count()) == (blamed, 2)
    body = bare_story.latest_revision().body
    assert {body[each.start : each.end] == each.exact for each in Passage.objects.all()} == {True}

    publish = page.get_by_role("button", name=re.compile("^Publish: "))
    total = publish.count()
    for left in range(total, 0, -1):
        expect(publish).to_have_count(left)
        publish.first.click()
    expect(publish).to_have_count(0)
    assert total == 10
    for model in (Article, Place, Actor, Incident, Statement):
        assert set(model.objects.values_list("review_status", flat=True)) == {"published"}
