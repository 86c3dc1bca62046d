"""`rebuild_search` makes the index anew, `verify_search` proves it or lists what is wrong."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, migrations

from archive.search import DOCUMENTS, index
from archive.search.engines import engine_of
from tests.archive.search.engine import found
from tests.factories import ActorFactory, ArticleFactory, RevisionFactory

pytestmark = pytest.mark.django_db


def execute(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def forget(record, kind):
    with connection.cursor() as cursor:
        cursor.execute(engine_of().forget(DOCUMENTS[kind]), [record.pk])


def output(*command, **options):
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue().splitlines()


def faults():
    out = StringIO()
    with pytest.raises(CommandError, match="run manage"):
        call_command("verify_search", stdout=out)
    return [line for line in out.getvalue().splitlines() if "as it should be" not in line]


def drop_trigger(name, table):
    execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor != "sqlite" else ""))


def test_verify_search_finds_nothing_wrong():
    RevisionFactory()
    ActorFactory()
    assert output("verify_search") == [
        f"{kind}: every document is as it should be."
        for kind in ("article", "incident", "statement", "actor")
    ]
    assert output("verify_search", kind=["actor"]) == ["actor: every document is as it should be."]


def test_verify_search_lists_a_missing_document():
    article = ArticleFactory()
    forget(article, "article")
    assert faults() == [f"article {article.uid}: its document is not what the record says."]


def test_verify_search_lists_a_missing_trigger_and_what_it_missed():
    actor = ActorFactory(name="Before")
    name = "archive_search_actor_by_actor_update"
    drop_trigger(name, "archive_actor")
    type(actor).objects.update(name="After")
    assert faults() == [
        f"actor: {name} is missing.",
        f"actor {actor.uid}: its document is not what the record says.",
    ]
    index.install()
    assert found("after", "actor") == {actor}
    output("verify_search")


def test_verify_search_lists_what_is_left_of_a_deleted_record():
    actor = ActorFactory()
    drop_trigger("archive_search_actor_by_actor_delete", "archive_actor")
    key = actor.pk
    actor.delete()
    assert faults() == [
        "actor: archive_search_actor_by_actor_delete is missing.",
        f"actor {key}: a document is left of a record that is gone.",
    ]
    index.install()
    output("verify_search")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite only")
def test_verify_search_hears_what_the_engine_says():
    ActorFactory(name="Before")
    execute("DELETE FROM archive_search_actor_idx", "DELETE FROM archive_search_actor_data")
    assert faults()[0].startswith("actor: the engine says: ")
    output("rebuild_search", kind=["actor"], from_scratch=True)
    output("verify_search")


@pytest.mark.parametrize("from_scratch", [False, True])
def test_rebuild_search_makes_good_what_is_wrong(from_scratch, monkeypatch):
    monkeypatch.setattr(index, "BATCH", 2)
    actors = ActorFactory.create_batch(5)
    forget(actors[0], "actor")
    with connection.cursor() as cursor:
        cursor.execute(DOCUMENTS_OF_NOBODY[connection.vendor])
    assert output("rebuild_search", kind=["actor"], from_scratch=from_scratch) == [
        "actor: 5 documents"
    ]
    output("verify_search")


DOCUMENTS_OF_NOBODY = {
    "sqlite": "INSERT INTO archive_search_actor (rowid, name, alias) VALUES (999999, 'x', '')",
    "postgresql": "INSERT INTO archive_search_actor (id, words) VALUES (999999, 'x:1A')",
}


def test_suspended_makes_the_index_whole_afterwards():
    with index.suspended():
        actor = ActorFactory(name="Bulk")
        assert found("bulk", "actor") == set()
    assert found("bulk", "actor") == {actor}
    output("verify_search")


def test_a_new_rule_rebuilds_the_index():
    actor = ActorFactory(name="Bulk")
    forget(actor, "actor")
    index.install()
    assert found("bulk", "actor") == set()
    execute("UPDATE archive_search_state SET made_by = 'an older rule' WHERE kind = 'actor'")
    index.install()
    assert found("bulk", "actor") == {actor}


def test_what_a_migration_writes_is_indexed_after_it():
    class Step:
        app_label = "archive"
        operations = (migrations.RunSQL("SELECT 1"),)

    actor = ActorFactory(name="Before")
    index.before_migration(plan=[(Step, False)])
    type(actor).objects.update(name="After")
    index.install()
    assert found("after", "actor") == {actor}
    output("verify_search")


def test_a_migration_of_another_app_leaves_the_index_alone():
    class Step:
        app_label = "auth"

    index.before_migration(plan=[(Step, False)])
    assert index.missing(DOCUMENTS["actor"]) == []
