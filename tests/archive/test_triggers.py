"""What the database keeps true by itself: on every path, and after every migration."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import IntegrityError, connection, migrations, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import pre_migrate

from archive import triggers
from archive.errors import ArchiveError
from archive.models import Article, Change, Incident, IncidentParticipant, Revision
from tests.factories import (
    ArticleFactory,
    ChangeFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    PassageFactory,
    RevisionFactory,
)

FROZEN = "The text of a revision never changes"
APPEND_ONLY = "The log of changes is only ever added to"

MODELS = [model.__name__ for model in apps.get_app_config("archive").get_models()]


def refused(message):
    """A write that the database refuses, and undoes."""
    return pytest.raises(IntegrityError, match=message)


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


# The text of a revision


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [{"body": "Another text."}, {"sha256": "0" * 64}, {"number": 2}],
    ids=lambda changes: next(iter(changes)),
)
def test_text_of_a_revision_is_not_updated(changes):
    revision = RevisionFactory()
    before = Revision.objects.values().get()
    with refused(FROZEN), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(**changes)
    assert Revision.objects.values().get() == before


@pytest.mark.django_db
def test_text_of_a_revision_is_not_given_to_another_article():
    revision, other = RevisionFactory.create_batch(2)
    with refused(FROZEN), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(article=other.article, number=2)


@pytest.mark.django_db
def test_text_of_a_revision_is_not_updated_in_raw_sql():
    RevisionFactory()
    with refused(FROZEN), transaction.atomic():
        sql("UPDATE archive_revision SET body = body || ' '")


@pytest.mark.django_db
def test_text_of_a_revision_is_not_updated_in_bulk():
    revision = RevisionFactory()
    revision.body += " "
    with refused(FROZEN), transaction.atomic():
        Revision.objects.bulk_update([revision], ["body"])


@pytest.mark.django_db
def test_note_of_a_revision_is_updated():
    revision = RevisionFactory()
    Revision.objects.filter(pk=revision.pk).update(change_note="Updated.", body=revision.body)
    revision.refresh_from_db()
    assert revision.change_note == "Updated."


# The log of changes


@pytest.mark.django_db
def test_log_is_not_updated():
    change = ChangeFactory()
    change.reason = "Another reason."
    with pytest.raises(ArchiveError, match=APPEND_ONLY) as error:
        change.save()
    assert error.value.code == "append-only"
    with refused(APPEND_ONLY), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(reason="Another reason.")
    with refused(APPEND_ONLY), transaction.atomic():
        sql("UPDATE archive_change SET reason = NULL")
    assert Change.objects.get().reason == "The street was misspelt."


@pytest.mark.django_db
def test_log_is_not_deleted():
    change = ChangeFactory()
    with pytest.raises(ArchiveError, match=APPEND_ONLY):
        change.delete()
    with refused(APPEND_ONLY), transaction.atomic():
        Change.objects.all().delete()
    with refused(APPEND_ONLY), transaction.atomic():
        sql("DELETE FROM archive_change")
    assert Change.objects.get() == change


@pytest.mark.django_db
def test_log_is_added_to_in_the_order_of_writing():
    changes = ChangeFactory.create_batch(3)
    assert [change.seq for change in changes] == sorted({change.seq for change in changes})
    assert list(Change.objects.all()) == changes


# Triggers after migrations


def laid():
    return triggers._laid(connection) & {trigger.name for trigger in triggers.TRIGGERS}


def migrating():
    """What Django tells before it migrates the archive, by what may change its rows."""
    executor = MigrationExecutor(connection)
    written = migrations.RunSQL("SELECT 1")
    migration = SimpleNamespace(app_label="archive", operations=[written])
    config = apps.get_app_config("archive")
    pre_migrate.send(sender=config, app_config=config, using="default", plan=[(migration, False)])
    return executor.loader.project_state().apps


def migrated():
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


@pytest.mark.django_db
def test_every_trigger_is_laid():
    assert laid() == {trigger.name for trigger in triggers.TRIGGERS}


@pytest.mark.django_db
def test_triggers_are_laid_again_where_they_were_lost():
    RevisionFactory()
    for trigger in triggers.TRIGGERS:
        sql(trigger.drop_sql(connection.vendor))
    assert laid() == set()
    triggers.install()
    assert laid() == {trigger.name for trigger in triggers.TRIGGERS}
    with refused(FROZEN), transaction.atomic():
        Revision.objects.update(body="Another text.")


@pytest.mark.django_db
def test_triggers_stay_where_the_archive_is_not_migrated():
    pre_migrate.send(
        sender=apps.get_app_config("archive"), app_config=None, using="default", plan=[]
    )
    assert laid() == {trigger.name for trigger in triggers.TRIGGERS}


@pytest.mark.django_db(transaction=True)
def test_every_table_can_be_remade_by_a_migration():
    """SQLite alters a table by making it anew, which the triggers of other tables can prevent."""
    passage = PassageFactory(participant=IncidentParticipantFactory())
    models = migrating()
    editor: Any
    for name in MODELS:
        model = models.get_model("archive", name)
        with connection.schema_editor() as editor:
            if connection.vendor == "sqlite":
                editor._remake_table(model)
            else:
                field = model._meta.pk
                editor.alter_field(model, field, field, strict=True)
    migrated()
    assert laid() == {trigger.name for trigger in triggers.TRIGGERS}
    with refused(FROZEN), transaction.atomic():
        Revision.objects.update(body="Another text.")
    with refused("A passage holds the exact words"), transaction.atomic():
        type(passage).objects.update(exact="Other words")


@pytest.mark.django_db
def test_what_triggers_derive_is_made_good_after_a_migration():
    incident = IncidentFactory()
    participant = IncidentParticipantFactory(incident=incident)
    migrating()
    Incident.objects.filter(pk=incident.pk).update(review_status="draft", contexts=["cyber"])
    participant = IncidentParticipant.objects.get(pk=participant.pk)
    assert participant.is_public is True
    migrated()
    participant.refresh_from_db()
    assert participant.is_public is False
    with connection.cursor() as cursor:
        cursor.execute("SELECT context FROM archive_incidentcontext")
        assert cursor.fetchall() == [("cyber",)]


@pytest.mark.django_db
def test_article_with_a_date_line_is_sorted_by_it_on_every_path():
    article = ArticleFactory()
    moved = article.published_at + timedelta(days=400)
    Article.objects.filter(pk=article.pk).update(published_at=moved)
    article.refresh_from_db()
    assert article.sort_at == moved
    Article.objects.filter(pk=article.pk).update(sort_at=moved + timedelta(days=1))
    article.refresh_from_db()
    assert article.sort_at == moved
