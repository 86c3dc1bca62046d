"""Editing many records together: the same change of each, looked at first, one act in the log."""

from archive.admin.bulk.views import BulkMixin

__all__ = ["BulkMixin"]
