"""The reading desk: places, offices, links and what else a story holds besides its records."""

from __future__ import annotations

import pytest

from archive.models import Affiliation, Alias, Change, IncidentLink, Place, Statement, StatementLink
from tests.archive.admin.desk.seat import BODY, QUOTE, Desk
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    PlaceFactory,
    RevisionFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client) -> Desk:
    return Desk(client, RevisionFactory(body=BODY), UserFactory(role="reviewer"))


def test_new_place_is_made_of_its_name(desk):
    country = PlaceFactory(kind="country")
    fields = {"name": "Noon", "kind": "city", "country": "IQ", "parent": str(country.pk)}

    answer = desk.code("place", "noon", **fields)

    assert answer.status_code == 200, answer.json()
    place = Place.objects.exclude(pk=country.pk).get()
    assert (place.name, place.kind, place.country, place.parent) == ("Noon", "city", "IQ", country)
    assert (place.review_status, place.passages.get().role) == ("draft", "mention")
    assert [card["title"] for card in answer.json()["state"]["records"]] == ["Noon · City, Iraq"]


def test_known_place_gets_a_mention(desk):
    place = PlaceFactory()

    desk.code("place", "noon", place=str(place.pk), kind="other")

    assert (place.passages.get().exact, Place.objects.count()) == ("noon", 1)


def test_place_is_named_or_chosen(desk):
    answer = desk.code("place", "noon", name="", kind="city")

    assert answer.json()["errors"] == {"name": ["Choose a known place, or name the new one."]}


def test_office_rests_on_its_words(desk):
    actor, body = ActorFactory(), ActorFactory(kind="government_body")
    fields = {"actor": str(actor.pk), "organisation": str(body.pk), "kind": "holds_office"}

    answer = desk.code("affiliation", "Ana Ruiz", role_title="Minister", status="stated", **fields)

    assert answer.status_code == 200, answer.json()
    office = Affiliation.objects.get()
    assert (office.actor, office.organisation, office.role_title) == (actor, body, "Minister")
    assert (office.date_semantics, office.passages.get().exact) == ("unknown", "Ana Ruiz")


def test_office_and_links_hold_without_words(desk):
    actor, state = ActorFactory(), ActorFactory(kind="state")
    one, two = IncidentFactory.create_batch(2)
    said, again = StatementFactory.create_batch(2, revision=desk.revision, speech_acts=[])

    fields = {"actor": str(actor.pk), "organisation": str(state.pk), "kind": "part_of"}
    office = desk.write("affiliation", fields={**fields, "status": "stated"})
    fields = {"from_incident": str(one.pk), "to_incident": str(two.pk), "kind": "precedes"}
    link = desk.write("link", fields={**fields, "status": "stated"})
    fields = {"from_statement": str(said.pk), "to_statement": str(again.pk), "kind": "restates"}
    relation = desk.write("restates", fields=fields)

    assert [each.status_code for each in (office, link, relation)] == [200, 200, 200]
    assert Affiliation.objects.get().kind == "part_of"
    assert (IncidentLink.objects.get().from_incident, IncidentLink.objects.get().kind) == (
        one,
        "precedes",
    )
    made = StatementLink.objects.get()
    assert (made.from_statement, made.to_statement) == (said, again)
    cards = {card["uid"]: card for card in relation.json()["state"]["records"]}
    assert cards[said.uid]["notes"] == [f"Restates: “{again.text}”"]


def test_statement_takes_words(desk):
    answer = desk.write("statement", fields={"form": "direct"})

    assert answer.status_code == 422
    assert "Select words in the text first" in answer.json()["errors"]["__all__"][0]


def test_link_of_an_incident_to_itself_is_refused_beside_its_field(desk):
    one = IncidentFactory()
    fields = {"from_incident": str(one.pk), "to_incident": str(one.pk), "kind": "precedes"}

    answer = desk.write("link", fields={**fields, "status": "stated"})

    assert answer.json()["errors"] == {"to_incident": ["An incident is not linked to itself."]}


def test_statement_holds_acts_roles_and_days(desk):
    accused, readout, addressed = ActorFactory.create_batch(3)

    answer = desk.statement(
        QUOTE,
        accused=[str(accused.pk)],
        addressee=[str(addressed.pk)],
        speech_acts=["accuse", "condemn"],
        hedge="likely",
        medium="readout",
        relayed_by=str(readout.pk),
        joint=True,
        date_semantics="exact_day",
        date_earliest="2024-08-05",
        date_latest="2024-08-05",
        date_text="Monday",
        date_basis="relative",
    )

    assert answer.status_code == 200, answer.json()
    statement = Statement.objects.get()
    assert (statement.speech_acts, statement.hedge, statement.medium) == (
        ["accuse", "condemn"],
        "likely",
        "readout",
    )
    assert (statement.relayed_by, statement.joint, statement.edtf) == (readout, True, "2024-08-05")
    assert {(part.role, part.actor) for part in statement.participants.all()} == {
        ("accused", accused),
        ("addressee", addressed),
    }
    assert answer.json()["state"]["records"][0]["notes"] == [
        "Accuse, Condemn",
        f"Addressee: {addressed}",
        f"Accused: {accused}",
    ]


def test_incident_holds_its_kind_and_contexts(desk):
    desk.incident(
        kind="aggregate", contexts=["military"], summary="In short.", date_basis="relative"
    )

    incident = desk.revision.passages.get().incident
    assert (incident.kind, incident.contexts, incident.summary) == (
        "aggregate",
        ["military"],
        "In short.",
    )


def test_new_actor_has_a_country_and_the_name_its_voice(desk):
    user = ActorFactory()
    fields = {"name": "Ana Ruiz", "kind": "person", "identity": "named", "alias_kind": "name"}

    answer = desk.code(
        "actor", "Ana Ruiz", **fields, country="IQ", voice="indirect", used_by=str(user.pk)
    )

    assert answer.status_code == 200, answer.json()
    alias = Alias.objects.get()
    assert (alias.actor.country, alias.voice, alias.used_by) == ("IQ", "indirect", user)


def test_what_ties_records_is_one_act_and_taken_back(desk):
    one, two = IncidentFactory.create_batch(2)
    fields = {"from_incident": str(one.pk), "to_incident": str(two.pk), "kind": "precedes"}
    made = desk.write("link", fields={**fields, "status": "stated"}).json()

    answer = desk.write("undo", act=made["act"])

    assert answer.status_code == 200, answer.json()
    assert (IncidentLink.objects.count(), Change.objects.filter(act=made["act"]).count()) == (0, 2)
