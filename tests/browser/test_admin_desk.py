"""The reading desk in a browser: the first story coded from its bare text, by hand and by keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from archive.models import Actor, Article, Incident, Measure, Passage, Statement
from tests.browser.coding import SELECT, begin, open_desk, pick, save
from tests.browser.desk import log_in
from tests.factories import (
    IncidentFactory,
    PassageFactory,
    RevisionFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAID = "We can confirm that there was a suspected rocket attack today"
BLAMED = "blamed Iran-aligned militia groups for the attack"


def test_first_story_is_coded_from_its_bare_text_and_published(page: Page, bare_story):
    story = open_desk(page, bare_story)
    body = bare_story.latest_revision().body
    assert story.evaluate("element => element.textContent") == body

    form = begin(page, "suspected rocket attack Monday", "i")
    form.get_by_label("Title").fill("Suspected rocket attack on Al-Asad Airbase")
    form.get_by_label("Event type", exact=True).select_option("ASSAULT")
    save(page, form, "Incident added.")
    incident = Incident.objects.get()

    form = begin(page, "a US defense official", "a")
    form.get_by_label("Name of a new one").fill("US defense official")
    form.get_by_label("Kind", exact=True).select_option("person")
    form.get_by_label("Identity").select_option("unnamed")
    save(page, form, "Actor added.")
    official = Actor.objects.get()
    assert official.article == bare_story

    # The incident in hand again: what is said is about it, what is counted is of it.
    page.get_by_role("button", name=re.compile("^Suspected rocket attack")).first.click()
    form = begin(page, SAID, "s")
    expect(form.get_by_label("Form", exact=True)).to_have_value("direct")
    pick(form, "Who speaks", "defense off", "US defense official")
    form.get_by_label("Anonymity").select_option("unnamed_individual")
    save(page, form, "Statement added.")
    statement = Statement.objects.get()
    assert (statement.text, list(statement.about.all())) == (SAID, [incident])
    assert statement.participants.get().actor == official

    page.get_by_role("button", name=re.compile("^Suspected rocket attack")).first.click()
    form = begin(page, "several US personnel were injured", "m")
    expect(form.get_by_label("Measure", exact=True)).to_be_focused()
    form.get_by_label("Measure", exact=True).select_option("injured")
    form.get_by_label("Minimum", exact=True).fill("3")
    pick(form, "Asserted by", "confirm rocket", "We can confirm")
    form.get_by_label("Status").select_option("claimed")
    save(page, form, "Measure added.")
    measure = Measure.objects.get()
    assert (measure.incident, list(measure.asserted_by.all())) == (incident, [statement])

    form = begin(page, BLAMED, "e")
    save(page, form, "Passage added.")
    assert incident.passages.filter(exact=BLAMED).exists()

    for passage in Passage.objects.all():
        assert body[passage.start : passage.end] == passage.exact

    for title in [bare_story.title, incident.title, "US defense official", SAID[:20]]:
        page.get_by_role("button", name=re.compile(f"^Publish: “?{re.escape(title)}")).click()
        expect(page.get_by_role("status").filter(has_text="Published.")).to_be_visible()
        page.evaluate("document.getElementById('desk-said').textContent = ''")
    assert Statement.objects.get().is_public
    assert Incident.objects.get().is_public


def test_refusal_stands_beside_its_field_and_nothing_is_lost(page: Page, bare_story, complaints):
    open_desk(page, bare_story)
    form = begin(page, "suspected rocket attack Monday", "i")
    form.get_by_label("Title").fill("An attack")

    form.get_by_role("button", name="Save").click()

    expect(form.locator("[data-field=event_type] .errorlist")).to_have_text(
        "This field is required."
    )
    expect(form.get_by_label("Event type", exact=True)).to_be_focused()
    expect(form.get_by_label("Title")).to_have_value("An attack")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    assert page.evaluate("getSelection().toString()") == "suspected rocket attack Monday"
    assert len(complaints) == 2  # the answer 422, and the console's word of it
    complaints.clear()


@pytest.fixture
def emoji(live_server, admin_user) -> Passage:
    """A passage after an emoji, which is two units to the browser and one to the archive."""
    body = "🚀🚀 Rockets hit\u00a0the “old gate” 🔥 today."
    revision = RevisionFactory(body=body)
    incident = IncidentFactory(title="Rockets at the gate")
    start = body.index("hit")
    exact = "hit\u00a0the"
    return PassageFactory(
        revision=revision, start=start, end=start + len(exact), exact=exact, incident=incident
    )


def test_end_of_a_passage_is_moved_by_keys_and_taken_back(page: Page, emoji):
    story = open_desk(page, emoji.revision.article)
    story.locator("mark").click()
    story.get_by_role("slider", name="End of the passage").focus()

    page.keyboard.press("Shift+ArrowRight")

    expect(page.get_by_role("status")).to_have_text("Passage resized.")
    emoji.refresh_from_db()
    assert emoji.exact == "hit\u00a0the “old"
    expect(story.get_by_role("slider", name="End of the passage")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("status")).to_have_text("Undone.")
    emoji.refresh_from_db()
    assert emoji.exact == "hit\u00a0the"


def test_end_of_a_passage_is_dragged(page: Page, emoji):
    story = open_desk(page, emoji.revision.article)
    story.locator("mark").click()
    handle = story.get_by_role("slider", name="Start of the passage").bounding_box()
    assert handle is not None
    goal = page.evaluate(
        """() => {
            const node = document.getElementById("desk-text").firstChild;
            const range = document.createRange();
            range.setStart(node, 5);
            range.setEnd(node, 6);
            const box = range.getBoundingClientRect();
            return [box.left + 1, box.top + box.height / 2];
        }"""
    )

    page.mouse.move(handle["x"], handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(*goal, steps=4)
    page.mouse.up()

    expect(page.get_by_role("status")).to_have_text("Passage resized.")
    emoji.refresh_from_db()
    assert emoji.exact == "Rockets hit\u00a0the"


def test_record_and_words_light_each_other_up(page: Page, emoji):
    story = open_desk(page, emoji.revision.article)
    card = page.locator(".desk-card", has_text="Rockets at the gate")

    story.locator("mark").hover()
    expect(card).to_have_class(re.compile(r"\blit\b"))
    page.mouse.move(0, 0)
    expect(card).not_to_have_class(re.compile(r"\blit\b"))
    card.get_by_role("button", name="Rockets at the gate").first.focus()
    expect(story.locator("mark")).to_have_class(re.compile(r"\blit\b"))


def test_record_is_taken_in_hand_after_its_words_were_selected(page: Page, emoji):
    open_desk(page, emoji.revision.article)
    page.evaluate(SELECT, "🔥 today")
    page.get_by_role("button", name=re.compile("^Rockets at the gate")).first.click()
    expect(page.locator("#desk-text .pending")).to_have_text("🔥 today")

    page.keyboard.press("e")

    form = page.locator(".desk-form:not([hidden])")
    expect(form.locator(".desk-words")).to_have_text("🔥 today")
    save(page, form, "Passage added.")
    added = emoji.incident.passages.exclude(pk=emoji.pk).get()
    assert (added.exact, added.start) == ("🔥 today", emoji.revision.body.index("🔥"))


def test_words_are_selected_and_coded_by_keyboard_alone(page: Page, emoji):
    story = open_desk(page, emoji.revision.article)
    story.focus()
    page.keyboard.press("Control+Home")
    for _ in range(10):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("a")
    form = page.locator(".desk-form:not([hidden])")
    expect(form.locator(".desk-words")).to_have_text("🚀🚀 Rockets")
    page.keyboard.press("Escape")

    # What is typed changes nothing in the text.
    page.keyboard.press("x")
    page.keyboard.press("Delete")
    assert story.evaluate("element => element.textContent") == emoji.revision.body


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_desk_fits_its_width(page: Page, first_story, theme, width, tmp_path):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    open_desk(page, Article.objects.get())

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator(".desk-card").first).to_be_visible()


def test_coder_decides_on_what_a_machine_proposes_by_keyboard(page: Page, emoji):
    revision = emoji.revision
    coder = UserFactory(role="coder")
    kept, dropped = (
        StatementFactory(revision=revision, text=text, origin="machine", review_status="draft")
        for text in ("Rockets hit", "today")
    )
    log_in(
        page,
        f"/admin/archive/article/{revision.article_id}/desk/",
        name=coder.username,
        password="correct horse battery staple",
    )
    # Somebody else's published incident is not the coder's to change.
    page.get_by_role("button", name="“hit\u00a0the”").press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Remove the passage"))).to_have_count(0)

    page.get_by_role("button", name=re.compile("^Accept the draft: “Rockets hit”")).press("Enter")
    expect(page.get_by_role("status")).to_have_text("Draft accepted: it is in review.")
    page.get_by_role("button", name=re.compile("^Reject: “today”")).press("Enter")
    expect(page.get_by_role("status")).to_have_text("Draft rejected.")

    assert list(Statement.objects.all()) == [kept]
    page.keyboard.press("Control+z")
    expect(page.get_by_role("status")).to_have_text("Undone.")
    assert Statement.objects.filter(uid=dropped.uid).exists()
