"""What each kind of record is found by."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from archive.models import Article
from tests.archive.search.engine import found
from tests.factories import (
    ActorFactory,
    AliasFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    PlaceFactory,
    RevisionFactory,
    StatementFactory,
    StatementParticipantFactory,
)

pytestmark = pytest.mark.django_db


def test_article_is_found_by_its_newest_text_only():
    article = ArticleFactory(title="A correction")
    RevisionFactory(article=article, body="Eleven were hurt.")
    RevisionFactory(article=article, body="Twelve were hurt.")
    assert found("twelve", "article") == {article}
    assert found("eleven", "article") == set()


def test_incident_is_found_by_what_is_known_of_it():
    incident = IncidentFactory(title="A depot burns", summary="Nobody was hurt.")
    actor = ActorFactory(name="Hezbollah")
    AliasFactory(actor=actor, text="Lebanese Hizballah", kind="spelling")
    AliasFactory(actor=actor, text="the militants", kind="description")
    IncidentParticipantFactory(incident=incident, actor=actor)
    place = PlaceFactory(name="Al-Asad Airbase")
    IncidentPlaceFactory(incident=incident, place=place, text="a small outpost")
    for query in (
        "depot",
        "hurt",
        "hezbollah",
        "hizballah",
        "al-asad",
        "outpost",
        "title:depot summary:hurt participant:hizballah place:airbase",
    ):
        assert found(query, "incident") == {incident}, query
    # A description is no name, and no phrase goes on from one name or place into the next.
    for query in ("militants", '"hezbollah lebanese"', '"outpost al asad"', "title:hurt"):
        assert found(query, "incident") == set(), query


def test_statement_is_found_by_its_words_and_its_speakers():
    statement = StatementFactory(text="We will respond.")
    speaker, accused = ActorFactory(name="Joe Biden"), ActorFactory(name="Iran")
    StatementParticipantFactory(statement=statement, actor=speaker, role="speaker")
    StatementParticipantFactory(statement=statement, actor=accused, role="accused")
    for query in ("respond", "biden", "speaker:biden text:respond"):
        assert found(query, "statement") == {statement}, query
    for query in ("iran", "speaker:respond", '"respond joe"'):
        assert found(query, "statement") == set(), query


def test_actor_is_found_by_every_alias():
    actor = ActorFactory(name="US Department of Defense")
    AliasFactory(actor=actor, text="Pentagon", kind="metonym")
    AliasFactory(actor=actor, text="the building’s officials", kind="description")
    for query in ("pentagon", "U.S.", "officials", "name:defense alias:pentagon"):
        assert found(query, "actor") == {actor}, query
    for query in ("name:pentagon", '"defense pentagon"', '"pentagon the"'):
        assert found(query, "actor") == set(), query


def test_first_story_is_found():
    call_command("load_seeds", verbosity=0)
    article = Article.objects.get(title__contains="US personnel injured")
    for query in ('"Joe Biden said"', "“Joe Biden said”", "Hizballah", "al-asad", '"U.S. forces"'):
        assert found(query, "article") == {article}, query
    assert {a.name for a in found("hizballah", "actor")} == {"Hezbollah"}
