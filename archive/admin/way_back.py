"""The way back to the review queue from a form that was opened there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

# In the address of the form: the filters of the queue, as the query of an address.
PARAMETER = "review"


def with_way_back(page: str, filters: str) -> str:
    """Return the address of a form that leads back to the queue under these filters."""
    return f"{page}?{urlencode({PARAMETER: filters})}"


def way_back(request: HttpRequest, record: Any) -> str | None:
    """Return the address of a record at the queue, where its form was opened from there.

    Only ever an address of the queue, whatever the form's own address says.
    """
    filters = request.GET.get(PARAMETER)
    if filters is None or not hasattr(record, "uid"):
        return None
    page = reverse("admin:review_record", args=[record.uid])
    return f"{page}?{filters}" if filters else page
