"""What the index shows first: incidents over time and on a map, what waits, what changed last."""

from archive.admin.dashboard.page import dashboard

__all__ = ["dashboard"]
