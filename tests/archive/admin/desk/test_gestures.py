"""The reading desk: what is selected is checked and saved with its words, or refused clearly."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from archive.models import Actor, Alias, Change, Incident, Measure, Statement
from tests.archive.admin.desk.seat import BODY, QUOTE
from tests.factories import ActorFactory, IncidentFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def test_page_holds_the_text_character_by_character(client, desk, revision):
    response = client.get(reverse("admin:archive_article_desk", args=[revision.article_id]))

    content = response.content.decode()
    start = content.index('<script id="desk-state" type="application/json">')
    raw = content[content.index(">", start) + 1 : content.index("</script>", start)]
    assert json.loads(raw)["body"] == BODY


def test_statement_is_made_of_the_selected_words_in_code_points(desk):
    speaker, incident = ActorFactory(), IncidentFactory()

    response = desk.statement(actors=[str(speaker.pk)], about=[str(incident.pk)])

    assert response.status_code == 200, response.json()
    statement = Statement.objects.get()
    passage = statement.passages.get()
    assert (statement.text, statement.verbatim) == (QUOTE, True)
    assert (passage.start, passage.end) == (BODY.index(QUOTE), BODY.index(QUOTE) + len(QUOTE))
    assert (passage.exact, passage.role, passage.quoted) == (QUOTE, "content", True)
    assert [(part.actor, part.role) for part in statement.participants.all()] == [
        (speaker, "speaker")
    ]
    assert list(statement.about.all()) == [incident]
    assert response.json()["hand"] == statement.uid


def test_what_a_gesture_makes_is_one_act_of_the_user(desk):
    answer = desk.statement(actors=[str(ActorFactory().pk)]).json()

    change = Change.objects.get(act=answer["act"])
    assert (change.op, change.by) == ("create", desk.user.username)
    assert change.uid == Statement.objects.get().uid


@pytest.mark.parametrize(
    ("start", "end", "exact", "message"),
    [
        (0, 4, "At", "The text reads “🚀 At” between 0 and 4. Nothing was saved."),
        (3, 3, "", "The end (3) must lie after the start (3). Nothing was saved."),
        (
            0,
            900,
            "At",
            f"The end (900) lies outside the text of {len(BODY)} characters. Nothing was saved.",
        ),
        (-1, 3, "At", "The start (-1) lies before the text. Nothing was saved."),
        (True, 3, "At", "Select words in the text first: start and end are whole numbers."),
        (0, 3, None, "Send the selected words (exact) with their offsets."),
    ],
)
def test_words_that_do_not_stand_there_are_refused(desk, start, end, exact, message):
    response = desk.write("statement", start=start, end=end, exact=exact, fields={})

    assert response.status_code == 422
    assert response.json() == {"errors": {"__all__": [message]}}
    assert not Statement.objects.exists()


def test_offsets_in_utf16_units_are_refused(desk):
    start = len(BODY[: BODY.index(QUOTE)].encode("utf-16-le")) // 2

    response = desk.write("statement", start=start, end=start + len(QUOTE), exact=QUOTE, fields={})

    assert response.status_code == 422
    assert response.json()["errors"]["__all__"][0].startswith("The text reads “hree men\xa0died,”")


def test_a_field_that_is_refused_is_named(desk):
    response = desk.incident(title="", date_semantics="exact_day")

    assert response.status_code == 422
    assert sorted(response.json()["errors"]) == ["date_semantics", "title"]
    assert not Incident.objects.exists()


def test_body_that_is_no_object_is_refused(desk):
    place = [desk.revision.article_id, desk.revision.number, "statement"]
    address = reverse("admin:archive_article_desk_write", args=place)

    response = desk.client.post(address, "[1]", content_type="application/json")

    assert (response.status_code, response.json()) == (
        422,
        {"errors": {"__all__": ["Send a JSON object."]}},
    )


def test_measure_of_the_incident_in_hand_is_made_with_its_words(desk):
    desk.incident()
    incident = Incident.objects.get()

    response = desk.code(
        "measure",
        "three men\u00a0died",
        incident=str(incident.pk),
        measure="killed",
        best="3",
        status="stated",
    )

    assert response.status_code == 200, response.json()
    measure = Measure.objects.get()
    assert (measure.incident, measure.best) == (incident, 3)
    assert measure.passages.get().exact == "three men\u00a0died"


def test_claim_without_who_says_so_is_refused(desk):
    desk.incident()

    response = desk.code(
        "measure",
        "three men",
        incident=str(Incident.objects.get().pk),
        measure="killed",
        status="claimed",
    )

    assert response.status_code == 422
    assert list(response.json()["errors"]) == ["status"]


def test_participant_of_an_incident_is_made_with_its_words(desk):
    desk.incident()
    incident, actor = Incident.objects.get(), ActorFactory()

    response = desk.code(
        "participant",
        "three men",
        incident=str(incident.pk),
        actor=str(actor.pk),
        role="victim",
        status="stated",
    )

    assert response.status_code == 200, response.json()
    participant = incident.participants.get()
    assert (participant.actor, participant.passages.get().exact) == (actor, "three men")


def test_place_of_an_incident_is_made_with_its_words(desk):
    desk.incident()
    incident, place = Incident.objects.get(), PlaceFactory()
    known = {"incident": str(incident.pk), "role": "occurred", "geo_precision": "unknown"}

    response = desk.code("where", "who fired", place=str(place.pk), **known)
    nowhere = desk.code("where", "who fired", **known)

    assert response.status_code == 200, response.json()
    where = incident.places.get()
    assert (where.place, where.passages.get().exact) == (place, "who fired")
    assert (nowhere.status_code, list(nowhere.json()["errors"])) == (422, ["place"])


def test_new_actor_has_the_words_as_a_name(desk):
    response = desk.code(
        "actor", "Ana Ruiz", name="Ana Ruiz", kind="person", identity="named", alias_kind="name"
    )

    assert response.status_code == 200, response.json()
    actor = Actor.objects.get()
    assert (actor.name, actor.scope) == ("Ana Ruiz", "global")
    assert actor.aliases.get().passages.get().role == "mention"


def test_unnamed_actor_lives_in_the_article(desk):
    desk.code("actor", "She", name="A woman", kind="person", identity="unnamed", alias_kind="name")

    assert Actor.objects.get().article == desk.revision.article


def test_name_of_a_known_actor_is_added_once(desk_of):
    desk = desk_of("reviewer")
    actor = ActorFactory()
    known = {"actor": str(actor.pk), "kind": "person", "identity": "named", "alias_kind": "name"}

    desk.code("actor", "Ana Ruiz", **known)
    desk.code("actor", "Ana Ruiz", **known)

    assert Alias.objects.get().passages.count() == 2


def test_evidence_supports_the_record_in_hand_or_its_part(desk):
    desk.incident()
    incident = Incident.objects.get()

    response = desk.code("evidence", "who fired", fact=f"incident:{incident.pk}", role="evidence")

    assert response.status_code == 200, response.json()
    assert [row.exact for row in incident.passages.order_by("start")] == [QUOTE, "who fired"]


@pytest.mark.parametrize("fact", ["revision:1", "incident", "incident:x", "incident:999999"])
def test_evidence_of_nothing_is_refused(desk, fact):
    response = desk.code("evidence", "who fired", fact=fact, role="evidence")

    assert response.status_code == 422
    assert list(response.json()["errors"]) == ["fact"]
