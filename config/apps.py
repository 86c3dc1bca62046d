"""Which admin the site has: the archive's own, with its pages beside the lists."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class ArchiveAdminConfig(AdminConfig):
    """Django's admin with the archive's site in it."""

    default_site = "archive.admin_site.ArchiveSite"
