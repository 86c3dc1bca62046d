"""The reading desk: what is selected is checked and saved, refused clearly, and taken back."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import (
    Actor,
    Alias,
    Change,
    Incident,
    Measure,
    Passage,
    Statement,
)
from archive.recording import recording
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# An emoji of two UTF-16 units, no-break spaces, curly quotes, a carriage return.
BODY = "🚀 At\u00a0noon “three men\u00a0died,” Ana Ruiz said.\r\nShe didn’t say who fired."
QUOTE = "three men\u00a0died,"


@pytest.fixture
def revision():
    return RevisionFactory(body=BODY)


class Desk:
    """Somebody at the desk of a text."""

    def __init__(self, client, revision, user) -> None:
        self.client, self.revision, self.user = client, revision, user
        client.force_login(user)

    def write(self, what: str, **sent):
        place = [self.revision.article_id, self.revision.number, what]
        address = reverse("admin:archive_article_desk_write", args=place)
        return self.client.post(address, json.dumps(sent), content_type="application/json")

    def code(self, what: str, words: str, **fields):
        start = self.revision.body.index(words)
        end = start + len(words)
        return self.write(what, start=start, end=end, exact=words, fields=fields)

    def statement(self, words: str = QUOTE, **fields):
        known = {"form": "direct", "role": "speaker", "anonymity": "named", "actors": []}
        return self.code("statement", words, **(known | fields))

    def incident(self, words: str = QUOTE, **fields):
        known = {
            "title": "Three killed",
            "event_type": "ASSAULT",
            "modality": "actual",
            "date_semantics": "unknown",
        }
        return self.code("incident", words, **(known | fields))


@pytest.fixture
def desk_of(client, revision):
    """A function that seats a user of a role at the desk."""

    def desk_of(role: str) -> Desk:
        return Desk(client, revision, UserFactory(role=role))

    return desk_of


@pytest.fixture
def desk(desk_of):
    return desk_of("coder")


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


def test_passage_is_resized_and_its_statement_follows(desk):
    desk.statement()
    passage = Passage.objects.get()

    response = desk.write(
        "resize",
        passage=passage.uid,
        was=[passage.start, passage.end],
        start=passage.start,
        end=passage.end - 1,
        exact=QUOTE[:-1],
    )

    assert response.status_code == 200, response.json()
    passage.refresh_from_db()
    assert passage.exact == QUOTE[:-1] == Statement.objects.get().text


def test_passage_that_was_moved_meanwhile_is_not_resized(desk):
    desk.statement()
    passage = Passage.objects.get()

    response = desk.write("resize", passage=passage.uid, was=[0, 1], start=0, end=1, exact="🚀")

    assert response.status_code == 422
    assert "Somebody has moved this passage" in response.json()["errors"]["__all__"][0]


def test_undo_deletes_what_was_made_and_only_that(desk):
    answer = desk.incident().json()
    measure = desk.code(
        "measure",
        "three men",
        incident=str(Incident.objects.get().pk),
        measure="killed",
        status="stated",
    ).json()

    refused = desk.write("undo", act=answer["act"])
    assert refused.status_code == 422
    assert "take the later changes back first" in refused.json()["errors"]["__all__"][0]

    assert desk.write("undo", act=measure["act"]).status_code == 200
    assert not Measure.objects.exists()
    assert Incident.objects.exists()


def test_undo_of_a_new_record_deletes_it_with_its_words(desk):
    answer = desk.incident().json()

    response = desk.write("undo", act=answer["act"])

    assert response.status_code == 200, response.json()
    assert not Incident.objects.exists()
    assert not Passage.objects.exists()


def test_undo_puts_a_resized_and_a_removed_passage_back(desk):
    desk.statement()
    passage = Passage.objects.get()
    ends = [passage.start, passage.end]
    resized = desk.write(
        "resize", passage=passage.uid, was=ends, start=ends[0], end=ends[1] - 1, exact=QUOTE[:-1]
    ).json()
    removed = desk.write("remove", passage=passage.uid).json()
    assert not Passage.objects.exists()

    assert desk.write("undo", act=removed["act"]).status_code == 200
    assert Passage.objects.get().exact == QUOTE[:-1]
    assert desk.write("undo", act=resized["act"]).status_code == 200
    assert Passage.objects.get().exact == QUOTE == Statement.objects.get().text


def test_nobody_undoes_what_somebody_else_did(desk, client):
    act = desk.incident().json()["act"]
    other = Desk(client, desk.revision, UserFactory(role="admin"))

    response = other.write("undo", act=act)

    assert (response.status_code, response.json()) == (
        403,
        {"errors": {"__all__": ["Only what you did yourself is undone here."]}},
    )


def test_coder_adds_no_words_to_what_is_published(desk):
    incident = IncidentFactory(review_status="published")

    response = desk.code("evidence", "who fired", fact=f"incident:{incident.pk}", role="evidence")

    assert response.status_code == 403
    assert response.json()["errors"]["__all__"][0].startswith("As a coder you may not change this")
    assert not Passage.objects.exists()


def test_reader_without_a_role_codes_nothing(client, revision):
    user = UserFactory(superuser=False, staff=True)
    desk = Desk(client, revision, user)

    assert desk.statement().status_code == 403
    page = client.get(reverse("admin:archive_article_desk", args=[revision.article_id]))
    assert page.status_code == 403


def test_reviewer_publishes_the_article_and_then_its_statement(desk_of):
    desk = desk_of("reviewer")
    with recording(by=UserFactory(role="coder").username):
        statement = StatementFactory(revision=desk.revision, review_status="draft")
        desk.revision.article.review_status = "draft"
        desk.revision.article.save()

    early = desk.write("step", record=statement.uid, step="publish")
    assert early.status_code == 422
    assert "publish that first" in early.json()["errors"]["__all__"][0]

    desk.write("step", record=desk.revision.article.uid, step="publish")
    desk.write("step", record=statement.uid, step="publish")
    statement.refresh_from_db()
    assert statement.is_public


def test_machine_draft_is_accepted_and_another_rejected(desk):
    kept, dropped = (
        StatementFactory(revision=desk.revision, origin="machine", review_status="draft")
        for _ in range(2)
    )

    assert desk.write("accept", record=kept.uid).status_code == 200
    assert desk.write("reject", record=dropped.uid).status_code == 200

    kept.refresh_from_db()
    assert kept.review_status == "in_review"
    assert list(Statement.objects.all()) == [kept]


def test_rejected_draft_comes_back_by_undo(desk):
    draft = StatementFactory(revision=desk.revision, origin="machine", review_status="draft")
    act = desk.write("reject", record=draft.uid).json()["act"]

    assert desk.write("undo", act=act).status_code == 200

    assert Statement.objects.get().uid == draft.uid


def test_what_changes_nothing_is_no_act_to_undo(desk):
    desk.statement()
    passage = Passage.objects.get()
    ends = [passage.start, passage.end]

    response = desk.write(
        "resize", passage=passage.uid, was=ends, start=ends[0], end=ends[1], exact=QUOTE
    )

    assert (response.status_code, response.json()["act"]) == (200, None)


def test_proposed_passage_is_accepted(desk_of):
    desk = desk_of("reviewer")
    passage = PassageFactory(
        revision=desk.revision,
        start=2,
        end=4,
        exact="At",
        proposed=True,
        actor=ActorFactory(),
        incident=None,
    )

    assert desk.write("accept", passage=passage.uid).status_code == 200

    passage.refresh_from_db()
    assert not passage.proposed


def test_state_takes_as_many_queries_for_thirty_records_as_for_three(client, desk, revision):
    address = reverse("admin:archive_article_desk", args=[revision.article_id])

    def fill(number: int) -> None:
        for _ in range(number):
            incident = IncidentFactory(review_status="draft")
            PassageFactory(revision=revision, start=2, end=4, exact="At", incident=incident)
            StatementFactory(revision=revision, review_status="draft")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    fill(3)
    few = count()
    fill(27)
    assert count() == few
