"""Incidents in the admin: created, corrected and linked; rules refuse beside the field."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from archive.models import Incident, IncidentParticipant
from tests.archive.admin.page import add_row, errors_of, fields_of
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    MeasureFactory,
    PlaceFactory,
    StatementFactory,
)

ADD = reverse("admin:archive_incident_add")
pytestmark = pytest.mark.django_db


def change(incident) -> str:
    return reverse("admin:archive_incident_change", args=[incident.pk])


@pytest.fixture
def new(admin_client):
    """The fields of the add page, filled with what an incident needs."""
    fields = fields_of(admin_client.get(ADD))
    return fields | {
        "title": "Shelling of Market Street",
        "event_type": "ASSAULT",
        "event_mode": "heavy-weapons",
        "contexts": ["military", "human_rights"],
        "date_semantics": "one_day_within",
        "date_earliest": "2024-07-29",
        "date_latest": "2024-08-04",
        "date_text": "last week",
    }


def test_incident_is_created_with_all_its_parts(admin_client, new):
    actors = [ActorFactory(group=True), ActorFactory()]
    statement, other, place = StatementFactory(), IncidentFactory(), PlaceFactory()
    add_row(
        new,
        "participants",
        actor=actors[0].pk,
        role="perpetrator",
        side="none",
        status="alleged",
        asserted_by=[statement.pk],
        note="",
    )
    add_row(new, "participants", actor=actors[1].pk, role="victim", side="none", status="stated")
    add_row(new, "places", place=place.pk, role="occurred", geo_precision="exact_site")
    add_row(new, "measures", measure="killed", minimum="3", status="stated")
    add_row(new, "links", kind="part_of", to_incident=other.pk, status="stated")
    add_row(new, "external_ids", scheme="acled", value="IRQ123")

    assert errors_of(admin_client.post(ADD, new)) == {}

    incident = Incident.objects.get(title="Shelling of Market Street")
    assert incident.review_status == "draft"
    assert incident.contexts == ["military", "human_rights"]
    assert (incident.date_earliest, incident.date_latest) == (date(2024, 7, 29), date(2024, 8, 4))
    participants = incident.participants.order_by("position")
    assert [(row.position, row.actor, row.status) for row in participants] == [
        (1, actors[0], "alleged"),
        (2, actors[1], "stated"),
    ]
    assert list(participants[0].asserted_by.all()) == [statement]
    assert incident.places.get().place == place
    assert (incident.measures.get().minimum, incident.measures.get().best) == (3, None)
    assert incident.links.get().to_incident == other
    assert str(incident.external_ids.get()) == "acled:IRQ123"


def test_page_that_is_saved_untouched_changes_nothing(admin_client):
    incident = IncidentFactory(week=True)
    participant = IncidentParticipantFactory(incident=incident, alleged=True)
    MeasureFactory(incident=incident, at_least=True)
    rows = [incident, participant, incident.measures.get()]
    before = [type(row).objects.filter(pk=row.pk).values().get() for row in rows]

    assert (
        errors_of(
            admin_client.post(change(incident), fields_of(admin_client.get(change(incident))))
        )
        == {}
    )

    after = [type(row).objects.filter(pk=row.pk).values().get() for row in rows]
    assert after[0].pop("updated_at") >= before[0].pop("updated_at")
    assert after == before
    assert participant.asserted_by.count() == 1


def test_participant_is_corrected_and_another_taken_away(admin_client):
    incident = IncidentFactory()
    kept, gone = (IncidentParticipantFactory(incident=incident) for _ in range(2))
    actor = ActorFactory()
    fields = fields_of(admin_client.get(change(incident)))
    fields |= {"participants-0-actor": actor.pk, "participants-1-DELETE": "on"}
    add_row(fields, "participants", actor=kept.actor.pk, role="host", side="a", status="stated")

    assert errors_of(admin_client.post(change(incident), fields)) == {}

    rows = incident.participants.order_by("position")
    assert [(row.position, row.actor, row.role) for row in rows] == [
        (1, actor, "victim"),
        (2, kept.actor, "host"),
    ]
    assert not IncidentParticipant.objects.filter(pk=gone.pk).exists()


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        (
            {"event_mode": "phone"},
            "event_mode",
            "“phone” does not belong to event_type “ASSAULT”",
        ),
        (
            {"date_semantics": "exact_day"},
            "date_semantics",
            "An exact day has its earliest and latest on the same day.",
        ),
        (
            {"date_earliest": "2024-08-05"},
            "date_latest",
            "The latest possible day lies before the earliest.",
        ),
        ({"title": " "}, "title", "This field is required."),
    ],
)
def test_incident_that_breaks_a_rule_is_refused_beside_the_field(
    admin_client, new, change, field, message
):
    errors = errors_of(admin_client.post(ADD, new | change))

    assert list(errors) == [field]
    assert message in errors[field][0]
    assert Incident.objects.count() == 0


def test_allegation_without_a_statement_is_refused_beside_its_standing(admin_client, new):
    row = {"actor": ActorFactory().pk, "role": "perpetrator", "side": "none", "status": "alleged"}
    add_row(new, "participants", **row)

    errors = errors_of(admin_client.post(ADD, new))

    assert list(errors) == ["participants-0-status"]
    assert "needs the statement that asserts it" in errors["participants-0-status"][0]


def test_allegation_cannot_lose_its_last_statement(admin_client):
    participant = IncidentParticipantFactory(alleged=True)
    fields = fields_of(admin_client.get(change(participant.incident)))
    del fields["participants-0-asserted_by"]

    errors = errors_of(admin_client.post(change(participant.incident), fields))

    assert list(errors) == ["participants-0-status"]
    assert participant.asserted_by.count() == 1


def test_page_with_something_to_correct_begins_with_the_messages(admin_client):
    incident = IncidentFactory()
    StatementFactory(about=[incident])
    fields = fields_of(admin_client.get(change(incident)))

    refused = admin_client.post(change(incident), fields | {"title": ""}).content.decode()

    assert "What is said about it" in admin_client.get(change(incident)).content.decode()
    assert "What is said about it" not in refused


def test_allegation_becomes_stated_without_its_statement_in_one_step(admin_client):
    participant = IncidentParticipantFactory(alleged=True)
    fields = fields_of(admin_client.get(change(participant.incident)))
    del fields["participants-0-asserted_by"]
    fields["participants-0-status"] = "stated"

    assert errors_of(admin_client.post(change(participant.incident), fields)) == {}

    participant.refresh_from_db()
    assert (participant.status, participant.asserted_by.count()) == ("stated", 0)


def test_counts_out_of_order_are_refused_beside_the_field(admin_client, new):
    add_row(new, "measures", measure="killed", minimum="5", best="3", status="stated")

    errors = errors_of(admin_client.post(ADD, new))

    assert errors == {"measures-0-best": ["The best lies below the minimum."]}


def test_place_without_place_or_words_is_refused(admin_client, new):
    add_row(new, "places", role="recipient", geo_precision="unknown")

    errors = errors_of(admin_client.post(ADD, new))

    assert errors == {"places-0-place": ["Name a place, or give the words of the text."]}


def test_cycle_of_parts_is_refused_beside_the_field(admin_client):
    link = IncidentLinkFactory(kind="part_of")
    page = change(link.to_incident)
    fields = fields_of(admin_client.get(page))
    add_row(fields, "links", kind="part_of", to_incident=link.from_incident.pk, status="stated")

    errors = errors_of(admin_client.post(page, fields))

    assert list(errors) == ["links-0-to_incident"]


def test_what_was_chosen_is_still_there_after_a_refusal(admin_client, new):
    actor, statement = ActorFactory(name="Ana Ruiz"), StatementFactory()
    add_row(
        new,
        "participants",
        actor=actor.pk,
        role="victim",
        side="none",
        status="claimed",
        asserted_by=[statement.pk],
    )

    page = admin_client.post(ADD, new | {"event_type": ""})

    assert fields_of(page)["participants-0-actor"] == str(actor.pk)
    assert fields_of(page)["participants-0-asserted_by"] == [str(statement.pk)]
    assert "Ana Ruiz · Person, Spain" in page.content.decode()


def test_identifier_that_is_given_twice_is_refused_beside_it(admin_client, new):
    for _ in range(2):
        add_row(new, "external_ids", scheme="acled", value="IRQ123")

    errors = errors_of(admin_client.post(ADD, new))

    assert errors == {"external_ids-1-value": ["This identifier is given twice."]}
    assert Incident.objects.count() == 0


def test_page_says_the_date_in_words(admin_client):
    incident = IncidentFactory(
        date_semantics="one_day_within",
        date_earliest=date(2024, 7, 29),
        date_latest=date(2024, 8, 4),
        date_text="last week",
    )

    for page in (reverse("admin:archive_incident_changelist"), change(incident)):
        content = admin_client.get(page).content.decode()
        assert "between 29 July and 4 August 2024 (one day)" in content
        assert "“last week”" in content


def test_terms_are_offered_with_their_definitions(admin_client):
    content = admin_client.get(ADD).content.decode()

    assert '<optgroup label="Assault">' in content
    assert "An actor uses force that hurts people" in content
