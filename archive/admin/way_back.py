"""The way back to the review queue from a form or a desk that was opened there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

# In the address of the form: the filters of the queue, as the query of an address; and the record
# to go back to, where the form is not its own.
FILTERS, RECORD = "review", "review_of"


def with_way_back(page: str, filters: str, uid: str | None = None) -> str:
    """Return the address of a page that leads back to the queue under these filters."""
    return f"{page}?{urlencode({FILTERS: filters} | ({RECORD: uid} if uid else {}))}"


def way_back(request: HttpRequest, record: Any) -> str | None:
    """Return the address of a record at the queue, where this page was opened from there.

    Only ever an address of the queue, whatever the page's own address says.
    """
    filters = request.GET.get(FILTERS)
    if filters is None or not hasattr(record, "uid"):
        return None
    try:
        page = reverse("admin:review_record", args=[request.GET.get(RECORD) or record.uid])
    except NoReverseMatch:
        return None
    return f"{page}?{filters}" if filters else page
