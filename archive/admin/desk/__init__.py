"""The reading desk: an article's text beside what is coded from it, coded with a pen's gestures."""

from __future__ import annotations

from archive.admin.desk.views import desk_urls

__all__ = ["desk_urls"]
