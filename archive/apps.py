"""Django app configuration of the record."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ArchiveConfig(AppConfig):
    """The record: what happened, who says so, in which words."""

    name = "archive"
    verbose_name = "News event archive"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models can be imported only once every app is loaded.
        from archive import groups, planning, signals, triggers  # noqa: PLC0415 -- models are there from now on
        from archive.recording import watch  # noqa: PLC0415 -- models are there from now on
        from archive.search import index as search_index  # noqa: PLC0415 -- models are there from now on

        signals.connect()
        watch.connect()
        pre_migrate.connect(
            triggers.before_migration, sender=self, dispatch_uid="archive_triggers_before"
        )
        pre_migrate.connect(
            search_index.before_migration, sender=self, dispatch_uid="archive_search_before"
        )
        post_migrate.connect(search_index.install, sender=self, dispatch_uid="archive_search")
        post_migrate.connect(groups.make_groups, sender=self, dispatch_uid="archive_groups")
        # Last, as it writes to tables that the triggers of the search watch.
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="archive_triggers")
        post_migrate.connect(planning.after_migration, sender=self, dispatch_uid="archive_planning")
