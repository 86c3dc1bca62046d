"""After a migration only what it may have changed is derived again."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, migrations, models

from archive import triggers
from archive.migrating import keeps_rows
from archive.models import Actor, Incident
from archive.search import DOCUMENTS, index
from archive.search.engines import engine_of
from tests.factories import ActorFactory, IncidentParticipantFactory

pytestmark = pytest.mark.django_db

TITLE = Incident._meta.get_field("title")
MERGED = Incident._meta.get_field("merged_into").clone()


def nothing(apps, schema_editor):
    """Do what a data migration might."""


def plan(*operations, app="archive"):
    return [(type("Migration", (), {"app_label": app, "operations": list(operations)}), False)]


def altered(**options):
    field = TITLE.clone()
    for name, value in options.items():
        setattr(field, name, value)
    return migrations.AlterField("incident", "title", field)


INDEX = migrations.AddIndex("incident", models.Index(fields=["title"], name="by_title"))


@pytest.mark.parametrize(
    ("operation", "keeps"),
    [
        (INDEX, True),
        (migrations.AddField("incident", "more", models.TextField(null=True)), True),
        (altered(help_text="Something else."), True),
        (altered(null=not TITLE.null), False),
        (migrations.AlterField("incident", "title", models.IntegerField()), False),
        (migrations.AlterField("incident", "nowhere", models.TextField()), True),
        (migrations.AlterField("incident", "merged_into", MERGED), True),
        (migrations.AlterField("incident", "merged_into", models.TextField(null=True)), False),
        (migrations.RunPython(nothing), False),
        (migrations.RunSQL("SELECT 1"), False),
    ],
)
def test_which_migrations_keep_the_rows_as_they_are(operation, keeps):
    assert keeps_rows(plan(operation), apps) is keeps
    assert keeps_rows(plan(INDEX, operation), apps) is keeps
    assert keeps_rows(plan(operation, app="auth"), apps)


def migrated(*operations):
    """Migrate, and spoil behind the back of the triggers what they derive."""
    part = IncidentParticipantFactory()
    actor = ActorFactory(name="Before")
    for module in (triggers, index):
        module.before_migration(plan=plan(*operations))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_incidentparticipant SET sort_date = '1000-01-01'")
        cursor.execute("UPDATE archive_actor SET name = 'After' WHERE id = %s", [actor.pk])
    index.install()
    triggers.install()
    part.refresh_from_db()
    return part.sort_date == part.incident.sort_date, not any(index.faulty(DOCUMENTS["actor"]))


def test_what_a_migration_may_have_changed_is_made_good():
    assert migrated(migrations.RunPython(nothing)) == (True, True)


def test_a_migration_that_changes_no_row_costs_no_look_at_all_of_them():
    assert migrated(INDEX) == (False, False)
    for module in (triggers, index):
        module.install()
    assert not index.missing(DOCUMENTS["actor"])
    # The triggers watch again.
    Actor.objects.update(name="Later")
    assert not any(index.faulty(DOCUMENTS["actor"]))


def test_triggers_that_were_lost_before_a_migration_are_made_good_after_it():
    with connection.cursor() as cursor:
        cursor.execute(triggers.TRIGGERS[-1].drop_sql(connection.vendor))
        laid = engine_of("default").triggers(DOCUMENTS["actor"])
        name, (table, _statements) = next(iter(laid.items()))
        on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{on_table}")
    assert migrated(INDEX) == (True, True)


def test_another_rule_of_deriving_derives_everything_anew():
    part = IncidentParticipantFactory()
    with connection.cursor() as cursor:
        for trigger in triggers.TRIGGERS:
            cursor.execute(trigger.drop_sql(connection.vendor))
        cursor.execute("UPDATE archive_incidentparticipant SET sort_date = '1000-01-01'")
        for trigger in triggers.TRIGGERS:
            for statement in trigger.sql(connection.vendor):
                cursor.execute(statement)
        triggers.install()
        part.refresh_from_db()
        assert str(part.sort_date) == "1000-01-01"
        cursor.execute("UPDATE archive_derived_state SET made_by = 'an older rule'")
    triggers.install()
    part.refresh_from_db()
    assert part.sort_date == part.incident.sort_date
