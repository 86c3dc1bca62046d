"""Lists: what finds which records, by filter, by search, by typing into a choice."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from archive.admin.paginator import BoundedPaginator
from archive.models import Actor
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    ChangeFactory,
    ImportedRowFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    SourceFactory,
    StatementFactory,
    StatementParticipantFactory,
)

pytestmark = pytest.mark.django_db


def found(client, name: str, **parameters) -> set:
    """Return what the list shows under these parameters."""
    response = client.get(reverse(f"admin:archive_{name}_changelist"), parameters)
    assert response.status_code == 200, response.headers.get("Location")
    return set(response.context["cl"].result_list)


def offered(client, model: str, field: str, term: str) -> list[str]:
    """Return the labels that typing into a choice offers."""
    app_field = {"app_label": "archive", "model_name": model, "field_name": field, "term": term}
    remote = {"actor": "actor", "asserted_by": "statement", "to_incident": "incident"}[field]
    path = reverse(f"admin:archive_{remote}_autocomplete")
    return [choice["text"] for choice in client.get(path, app_field).json()["results"]]


def test_incidents_are_filtered_by_terms_that_may_be_unknown(admin_client):
    heavy = IncidentFactory(event_type="ASSAULT", event_mode="heavy-weapons")
    draft = IncidentFactory(event_type="CONSULT", event_mode=None, review_status="draft")

    assert found(admin_client, "incident", event_type="ASSAULT") == {heavy}
    assert found(admin_client, "incident", event_mode="none") == {draft}
    assert found(admin_client, "incident", review_status="draft") == {draft}
    assert found(admin_client, "incident", event_type="CONSULT", review_status="published") == set()


def test_incidents_are_filtered_by_the_days_they_may_lie_on(admin_client):
    week = IncidentFactory(date_earliest=date(2024, 7, 29), week=True)
    later = IncidentFactory(date_earliest=date(2024, 9, 1))
    until = IncidentFactory(date_semantics="open", date_earliest=None, date_latest=date(2024, 1, 1))
    IncidentFactory(undated=True)

    def on(**days) -> set:
        return found(admin_client, "incident", **days)

    assert on(date_after="2024-08-04", date_before="2024-08-31") == {week}
    assert on(date_after="2024-08-05") == {later}
    assert on(date_before="2023-01-01") == {until}
    assert on(date_after="", date_before="") == {week, later, until, *on(modality="actual")}


def test_incidents_are_filtered_by_who_took_part_and_where(admin_client):
    participant = IncidentParticipantFactory()
    country = PlaceFactory(kind="country")
    there = IncidentPlaceFactory(place=country)
    town = PlaceFactory(parent=country)
    in_it = IncidentPlaceFactory(place=PlaceFactory(parent=town))

    assert found(admin_client, "incident", participant=participant.actor.pk) == {
        participant.incident
    }
    assert found(admin_client, "incident", place=country.pk) == {there.incident, in_it.incident}


def test_statements_are_filtered_by_speaker_and_incident(admin_client):
    statement = StatementFactory(about=[IncidentFactory()])
    speaker = StatementParticipantFactory(statement=statement).actor
    addressee = StatementParticipantFactory(role="addressee").actor

    assert found(admin_client, "statement", speaker=speaker.pk) == {statement}
    assert found(admin_client, "statement", speaker=addressee.pk) == set()
    assert found(admin_client, "statement", about=statement.about.get().pk) == {statement}


def test_other_lists_are_filtered_by_what_belongs_to_them(admin_client):
    affiliation = AffiliationFactory()
    article = ArticleFactory(published_at=None)
    revision = RevisionFactory()
    passage = PassageFactory(revision=revision)
    town = PlaceFactory(parent=PlaceFactory())
    street = PlaceFactory(parent=town)
    day = revision.article.published_at.date().isoformat()

    assert found(admin_client, "actor", affiliated_with=affiliation.organisation.pk) == {
        affiliation.actor
    }
    assert found(admin_client, "article", source=article.source.pk) == {article}
    assert found(admin_client, "article", published_after=day, published_before=day) == {
        revision.article
    }
    assert found(admin_client, "passage", article=revision.article.pk) == {passage}
    assert found(admin_client, "place", parent=town.parent.pk) == {town, street}


@pytest.mark.parametrize(
    "wrong",
    [
        {"event_type": "NOTHING"},
        {"participant": "x"},
        {"date_after": "yesterday"},
    ],
)
def test_filter_that_makes_no_sense_is_left_out_with_a_warning(admin_client, wrong):
    response = admin_client.get(reverse("admin:archive_incident_changelist"), wrong)

    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/admin/archive/incident/?e=1",
    )


def test_filter_by_a_record_shows_its_name(admin_client):
    actor = ActorFactory(name="Lloyd Austin", country="US")

    response = admin_client.get(
        reverse("admin:archive_incident_changelist"), {"participant": actor.pk}
    )

    assert "Lloyd Austin · Person, United States" in response.content.decode()


def test_actors_are_found_by_any_name_without_case_and_accents(admin_client):
    hezbollah = ActorFactory(name="Hezbollah", kind="armed_group", country="LB")
    AliasFactory(actor=hezbollah, text="Lebanese Ḥizballāh")
    ActorFactory(name="Lloyd Austin")

    for term in ("hezb", "HIZBALLAH", "lebanese hizb", hezbollah.uid):
        assert found(admin_client, "actor", q=term) == {hezbollah}, term
    for term in ("bollah", "…"):
        assert found(admin_client, "actor", q=term) == set(), term


def test_records_are_found_by_their_own_words(admin_client):
    incident = IncidentFactory(title="Drone attack on Al-Asad")
    article = ArticleFactory(title="Several hurt in rocket attack")
    place = PlaceFactory(name="Al-Asad Airbase")
    source = SourceFactory(name="Vell Courier", domain="courier.example")
    statement = StatementFactory(text="We will respond.")
    speaker = StatementParticipantFactory(
        statement=StatementFactory(), actor=ActorFactory(name="Joe Biden")
    )

    assert found(admin_client, "incident", q="asad DRONE") == {incident}
    assert found(admin_client, "article", q="hurt rocket") == {article}
    assert found(admin_client, "place", q="al asad air") == {place}
    assert found(admin_client, "source", q="courier.exam") >= {source}
    assert found(admin_client, "statement", q="will respond") == {statement}
    assert found(admin_client, "statement", q="biden") == {speaker.statement}


def test_search_reads_the_language_of_the_api(admin_client):
    drone = IncidentFactory(title="Drone attack on Al-Asad")
    rocket = IncidentFactory(title="Rocket attack on Al-Asad")
    IncidentParticipantFactory(incident=rocket, actor=ActorFactory(name="Northern Front"))

    assert found(admin_client, "incident", q="atta -dro") == {drone, rocket}
    assert found(admin_client, "incident", q="atta -drone") == {rocket}
    assert found(admin_client, "incident", q='"attack on al" drone OR phone') == {drone}
    assert found(admin_client, "incident", q="participant:north") == {rocket}


def test_search_that_cannot_be_read_finds_the_words_and_says_so(admin_client):
    drone = IncidentFactory(title="Drone attack on Al-Asad")

    response = admin_client.get(reverse("admin:archive_incident_changelist"), {"q": "(drone att"})

    assert set(response.context["cl"].result_list) == {drone}
    (message,) = map(str, response.context["messages"])
    assert message.startswith("Searched for the words alone: ")


def test_imports_and_changes_are_found_by_their_identifiers(admin_client):
    row = ImportedRowFactory(native_id="IRQ-8812")
    ImportedRowFactory()
    entry = ChangeFactory()
    ChangeFactory()

    assert found(admin_client, "importedrow", q="IRQ-") == {row}
    assert found(admin_client, "change", q=entry.uid) == {entry}


def test_parts_are_found_by_the_words_of_their_record(admin_client):
    part = IncidentParticipantFactory(
        incident=IncidentFactory(title="Drone attack"), actor=ActorFactory(name="Northern Front")
    )
    IncidentParticipantFactory()
    affiliation = AffiliationFactory(organisation=ActorFactory(name="Harbour Police"))

    assert found(admin_client, "incidentparticipant", q="drone") == {part}
    assert found(admin_client, "incidentparticipant", q="northern fr") == {part}
    assert found(admin_client, "affiliation", q="harbour") == {affiliation}


def test_parts_of_the_newest_records_are_looked_through_and_the_list_says_so(
    admin_client, monkeypatch
):
    monkeypatch.setattr("archive.admin.search.MOST_OWNERS", 1)
    IncidentParticipantFactory(incident=IncidentFactory(title="Drone attack"))
    newest = IncidentParticipantFactory(incident=IncidentFactory(title="Drone sighted"))

    response = admin_client.get("/admin/archive/incidentparticipant/", {"q": "drone"})

    assert list(response.context["cl"].result_list) == [newest]
    (message,) = map(str, response.context["messages"])
    assert message.startswith("Very many incidents have these words: only the newest 1 were")


def test_passages_are_found_by_their_words_and_those_of_older_texts_with_their_article(
    admin_client,
):
    first = RevisionFactory(body="The gate was hit. Nobody was hurt.")
    old = PassageFactory(revision=first, exact="Nobody was hurt")
    second = RevisionFactory(article=first.article, number=2, body="The gate was hit at dawn.")
    new = PassageFactory(revision=second, exact="The gate was hit at dawn")

    assert found(admin_client, "passage", q="gate dawn") == {new}
    assert found(admin_client, "passage", q="nobody") == set()
    assert found(admin_client, "passage", q="nobody", article=first.article.pk) == {old}


def test_choices_tell_records_of_one_name_apart(admin_client):
    ActorFactory(name="Iran", kind="state", country="IR")
    official = ActorFactory(unnamed=True, name="Iran official", country=None)
    title = official.article.title[:39].rstrip()
    statement = StatementFactory(text="We will respond.")
    StatementParticipantFactory(statement=statement, actor=ActorFactory(name="Joe Biden"))
    IncidentFactory(title="Attack", date_earliest=date(2024, 8, 5))

    assert offered(admin_client, "incidentparticipant", "actor", "iran") == [
        "Iran · State, Iran",
        f"Iran official · Unnamed person, in “{title}…”",
    ]
    assert offered(admin_client, "incidentparticipant", "asserted_by", "respond") == [
        "“We will respond.” · Joe Biden"
    ]
    assert offered(admin_client, "incidentlink", "to_incident", "attack") == [
        "Attack · 5 August 2024"
    ]


def test_list_is_counted_only_as_far_as_anybody_pages(admin_client, monkeypatch):
    monkeypatch.setattr(BoundedPaginator, "bound", 3)
    ActorFactory.create_batch(5)

    response = admin_client.get(reverse("admin:archive_actor_changelist"))

    assert response.context["cl"].result_count == 3
    assert "More than 3 actors; filter or search to reach the others" in response.content.decode()


def test_paginator_counts_exactly_below_its_bound():
    ActorFactory.create_batch(2)

    paginator = BoundedPaginator(Actor.objects.order_by("pk"), 50)

    assert (paginator.count, paginator.is_bounded, paginator.num_pages) == (2, False, 1)
