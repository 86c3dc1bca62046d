"""The index never lags: whatever writes a record, the next query sees it."""

from __future__ import annotations

import sqlite3
import subprocess
import threading

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection, transaction

from archive.models import (
    Actor,
    Alias,
    Article,
    Incident,
    IncidentParticipant,
    Place,
    Revision,
    Statement,
    StatementParticipant,
)
from archive.search import DOCUMENTS, index
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

only_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite only")
only_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL only")


@pytest.fixture(autouse=True)
def whole():
    """Whatever a test does, every document is what it should be afterwards."""
    yield
    for documents in DOCUMENTS.values():
        assert index.missing(documents) == []
        assert list(index.faulty(documents)) == []
        assert list(index.left_over(documents)) == []
        assert index.broken(documents) is None


def run(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_save_renews():
    actor = ActorFactory(name="Northern Front")
    assert found("northern", "actor") == {actor}
    actor.name = "Southern Front"
    actor.save()
    assert (found("northern", "actor"), found("southern", "actor")) == (set(), {actor})
    actor.delete()
    assert found("southern", "actor") == set()


def test_queryset_update_and_delete_renew():
    articles = ArticleFactory.create_batch(3, title="Shelling")
    Article.objects.filter(pk=articles[0].pk).update(title="Ceasefire")
    assert found("shelling", "article") == set(articles[1:])
    assert found("ceasefire", "article") == {articles[0]}
    Article.objects.filter(title="Shelling").delete()
    assert found("shelling OR ceasefire", "article") == {articles[0]}


def test_bulk_create_and_update_renew():
    actors = Actor.objects.bulk_create([Actor(name=f"Brigade {n}") for n in range(30)])
    assert found("brigade", "actor") == set(actors)
    for actor in actors:
        actor.name = f"Battalion {actor.name}"
    Actor.objects.bulk_update(actors, ["name"])
    assert found("battalion 7", "actor") == {actors[7]}


def test_bulk_create_with_conflicts_renews():
    actor = ActorFactory(name="Old name")
    again = Actor(pk=actor.pk, uid=actor.uid, name="New name")
    Actor.objects.bulk_create([again], ignore_conflicts=True)
    assert found("old", "actor") == {actor}
    Actor.objects.bulk_create(
        [again], update_conflicts=True, update_fields=["name"], unique_fields=["id"]
    )
    assert (found("old", "actor"), found("new", "actor")) == (set(), {actor})
    alias = AliasFactory(actor=actor, text="Something")
    same = Alias(actor=actor, position=alias.position, text="Nothing", kind="name")
    Alias.objects.bulk_create([same], ignore_conflicts=True)
    assert found("something", "actor") == {actor}
    assert found("nothing", "actor") == set()


def test_raw_sql_renews():
    actor = ActorFactory(name="Before")
    run("UPDATE archive_actor SET name = %s WHERE id = %s", "After", actor.pk)
    assert (found("before", "actor"), found("after", "actor")) == (set(), {actor})
    run("DELETE FROM archive_actor WHERE id = %s", actor.pk)
    assert found("after", "actor") == set()


@only_sqlite
def test_replace_into_renews():
    actor = ActorFactory(name="Before")
    names = [f.column for f in Actor._meta.concrete_fields if not f.generated]
    listed = ", ".join(names)
    values = ", ".join("'After'" if name == "name" else name for name in names)
    select = f"SELECT {values} FROM archive_actor"  # noqa: S608 -- names of our own
    run(f"REPLACE INTO archive_actor ({listed}) {select}")
    assert (found("before", "actor"), found("after", "actor")) == (set(), {actor})


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_truncate_renews():
    actor = ActorFactory(name="Before")
    AliasFactory(actor=actor, text="Also")
    run("TRUNCATE archive_alias CASCADE")
    assert found("also", "actor") == set()
    assert found("before", "actor") == {actor}
    run("TRUNCATE archive_actor CASCADE")
    assert found("before", "actor") == set()


def test_fixture_renews(tmp_path):
    actor = ActorFactory(name="In a fixture")
    AliasFactory(actor=actor, text="Quoted so")
    path = tmp_path / "actors.json"
    rows = [actor, *actor.aliases.all()]
    path.write_text(serializers.serialize("json", rows, use_natural_foreign_keys=True))
    Alias.objects.all().delete()
    actor.delete()
    assert found("fixture", "actor") == set()
    call_command("loaddata", str(path), verbosity=0)
    assert {found_actor.name for found_actor in found("fixture quoted", "actor")} == {
        "In a fixture"
    }


def test_rollback_takes_the_words_back():
    actor = ActorFactory(name="Before")
    with transaction.atomic():
        Actor.objects.update(name="After")
        assert found("after", "actor") == {actor}
        transaction.set_rollback(True)
    assert (found("before", "actor"), found("after", "actor")) == ({actor}, set())


def test_revision_renews_its_article():
    article = ArticleFactory(title="Title")
    assert found("title", "article") == {article}
    first = RevisionFactory(article=article, body="First words.")
    second = RevisionFactory(article=article, body="Second words.")
    assert (found("first", "article"), found("second", "article")) == (set(), {article})
    second.delete()
    assert (found("first", "article"), found("second", "article")) == ({article}, set())
    Revision.objects.filter(pk=first.pk).delete()
    assert found("words", "article") == set()


def test_alias_renews_the_actor_and_what_it_takes_part_in():
    actor = ActorFactory(name="Hezbollah")
    incident = IncidentParticipantFactory(actor=actor).incident
    statement = StatementParticipantFactory(actor=actor, role="speaker").statement
    alias = AliasFactory(actor=actor, text="Hizballah", kind="spelling")

    def where(word):
        return [found(word, kind) for kind in ("actor", "incident", "statement")]

    everywhere, nowhere = [{actor}, {incident}, {statement}], [set(), set(), set()]
    assert where("hizballah") == everywhere
    Alias.objects.filter(pk=alias.pk).update(text="Hisbollah")
    assert (where("hizballah"), where("hisbollah")) == (nowhere, everywhere)
    Alias.objects.filter(pk=alias.pk).update(kind="description")
    assert where("hisbollah") == [{actor}, set(), set()]
    Alias.objects.filter(pk=alias.pk).update(kind="name")
    assert where("hisbollah") == everywhere
    other = ActorFactory(name="Another")
    Alias.objects.filter(pk=alias.pk).update(actor=other)
    assert where("hisbollah") == [{other}, set(), set()]
    other.aliases.all().delete()
    assert where("hisbollah") == nowhere
    Actor.objects.filter(pk=actor.pk).update(name="Party of God")
    assert (where("hezbollah"), where("god")) == (nowhere, everywhere)


def test_participant_renews_its_record():
    first, second = ActorFactory(name="First"), ActorFactory(name="Second")
    part = IncidentParticipantFactory(actor=first)
    IncidentParticipant.objects.filter(pk=part.pk).update(actor=second)
    assert (found("first", "incident"), found("second", "incident")) == (set(), {part.incident})
    moved = IncidentFactory()
    IncidentParticipant.objects.filter(pk=part.pk).update(incident=moved)
    assert found("second", "incident") == {moved}
    part.delete()
    assert found("second", "incident") == set()
    spoken = StatementParticipantFactory(actor=first, role="speaker")
    assert found("first", "statement") == {spoken.statement}
    StatementParticipant.objects.filter(pk=spoken.pk).update(role="accused")
    assert found("first", "statement") == set()


def test_place_renews_its_incidents():
    place = PlaceFactory(name="Vell")
    part = IncidentPlaceFactory(place=place, text="the square")
    assert found("vell square", "incident") == {part.incident}
    Place.objects.filter(pk=place.pk).update(name="Oren")
    assert (found("vell", "incident"), found("oren", "incident")) == (set(), {part.incident})
    type(part).objects.filter(pk=part.pk).update(text="the bazaar")
    assert (found("square", "incident"), found("bazaar", "incident")) == (set(), {part.incident})
    part.delete()
    assert found("bazaar OR oren", "incident") == set()


def test_other_columns_write_nothing_to_the_index():
    IncidentFactory.create_batch(3)
    stored = {
        "sqlite": "SELECT id, block FROM archive_search_incident_data ORDER BY id",
        "postgresql": "SELECT xmin::text, ctid::text FROM archive_search_incident ORDER BY id",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(stored)
        before = cursor.fetchall()
        Incident.objects.update(date_note="As the police say.")
        cursor.execute(stored)
        assert cursor.fetchall() == before


@pytest.mark.parametrize(
    "hidden",
    [
        {"review_status": "draft"},
        {"review_status": "retracted", "retraction_reason": "It was a hoax."},
    ],
)
def test_what_everybody_finds_tells_of_nobody_who_is_hidden(hidden):
    part = IncidentParticipantFactory(actor=ActorFactory(name="Vell"))
    AliasFactory(actor=part.actor, text="Orenna")
    spoken = StatementParticipantFactory(actor=part.actor, role="speaker")
    spot = IncidentPlaceFactory(incident=part.incident, place=PlaceFactory(name="Quarn"))
    words = (("vell", "incident"), ("orenna", "incident"), ("quarn", "incident"))
    Actor.objects.filter(pk=part.actor.pk).update(**hidden)
    Place.objects.filter(pk=spot.place.pk).update(**hidden)

    assert [found(word, kind) for word, kind in words] == [set()] * 3
    assert found("vell", "statement") == set()

    # Whoever reads a draft reads all that it names.
    Incident.objects.filter(pk=part.incident.pk).update(review_status="draft")
    assert [found(word, kind) for word, kind in words] == [{part.incident}] * 3
    Incident.objects.filter(pk=part.incident.pk).update(review_status="published")
    Actor.objects.filter(pk=part.actor.pk).update(review_status="published")
    Place.objects.filter(pk=spot.place.pk).update(review_status="published")
    assert [found(word, kind) for word, kind in words] == [{part.incident}] * 3
    assert found("orenna", "statement") == {spoken.statement}


def test_record_with_everything_is_deleted_from_every_index():
    incident = IncidentFactory(title="Unrepeatable")
    IncidentParticipantFactory(incident=incident)
    IncidentPlaceFactory(incident=incident)
    statement = StatementFactory(text="Unrepeatable", about=[incident])
    StatementParticipantFactory(statement=statement, role="speaker")
    incident.delete()
    statement.delete()
    assert found("unrepeatable", "incident") == set()
    assert found("unrepeatable", "statement") == set()
    assert Statement.objects.count() == 0


@only_sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["module", "shell"])
def test_a_file_written_by_sqlite_alone_is_indexed(tmp_path, path):
    ActorFactory(name="Before")
    copy = tmp_path / "archive.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    write = "UPDATE archive_actor SET name = 'Ḥizbu’llāh of the U.S., Łódź'"
    if path == "module":
        with sqlite3.connect(copy) as other:
            other.execute(write)
        other.close()
    else:
        try:
            subprocess.run(["sqlite3", copy, write], check=True)
        except FileNotFoundError:
            pytest.skip("no sqlite3 shell here")
    other = sqlite3.connect(copy)
    for query, number in (('"hizbu llah"', 1), ("us", 1), ("lodz", 1), ("before", 0)):
        (count,) = other.execute(
            "SELECT COUNT(*) FROM archive_search_actor WHERE archive_search_actor MATCH ?", [query]
        ).fetchone()
        assert count == number, query
    other.close()


@only_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("renamed_first", [True, False])
def test_two_transactions_at_once_miss_nothing_of_each_other(renamed_first):
    actor = ActorFactory(name="Before")
    incident = IncidentFactory()
    first_has_written, second_may_commit = threading.Event(), threading.Event()

    def rename():
        Actor.objects.filter(pk=actor.pk).update(name="After")

    def take_part():
        IncidentParticipantFactory(incident=incident, actor=actor)

    def first():
        with transaction.atomic():
            (rename if renamed_first else take_part)()
            first_has_written.set()
            second_may_commit.wait(1)
        connection.close()

    def second():
        first_has_written.wait(5)
        with transaction.atomic():
            (take_part if renamed_first else rename)()
        second_may_commit.set()
        connection.close()

    threads = [threading.Thread(target=each) for each in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found("after", "incident") == {incident}
    assert found("before", "incident") == set()
