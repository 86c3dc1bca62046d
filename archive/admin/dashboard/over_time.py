"""Incidents over time, as the API's timeline counts them: for certain and possibly."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from archive.admin.dashboard.period import Period
from archive.date_words import month_words
from archive.models import Incident
from archive.models.dated import NARROW_DAYS
from archive.querysets.base import published
from archive.querysets.dated import near, unbegun
from archive.querysets.incident import NOT_HAPPENED
from archive.timeline import MONTH, Range, first_day, last_day, series


def over_time(shown: Period) -> list[dict[str, Any]]:
    """Return each month or year with how many incidents lie in it, and its list."""
    counted = series(_ranges(shown), shown.span)
    page = reverse("admin:archive_incident_changelist")
    rows = []
    for place, (certain, possible) in enumerate(zip(*counted, strict=True)):
        number = shown.span.first + place
        start, end = (day(number, shown.span.interval) for day in (first_day, last_day))
        is_month = shown.span.interval == MONTH
        rows.append(
            {
                "label": month_words(start) if is_month else str(start.year),
                "short": f"{month_words(start)[:3]} {start.year}" if is_month else str(start.year),
                "certain": certain,
                "possible": possible,
                "url": f"{page}?date_after={start}&date_before={end}&review_status=published",
            }
        )
    return rows


def _ranges(shown: Period) -> list[Range]:
    """Return the ranges that touch the period: the narrow ones by an index, then the wide ones."""
    # A narrow range that touches the first day is sorted by a day no earlier than this.
    earlier = date.fromordinal(max(1, shown.first.toordinal() - NARROW_DAYS))
    after = (shown.first, earlier)
    before = (shown.last, shown.last)
    # A total of several events lies on no day of its own.
    public = Incident.objects.filter(published()).exclude(kind="aggregate")
    # Read from the index of the wide ranges alone, which holds just these columns; SQLite would
    # rather go through all incidents by day.
    long_ago = Incident.objects.filter(
        published(),
        Q(date_latest__gte=shown.first) | Q(date_latest__isnull=True),
        Q(date_earliest__lte=shown.last) | Q(date_earliest__isnull=True),
        is_wide=True,
        sort_date__lt=earlier,
    )
    wide = public.exclude(modality__in=NOT_HAPPENED)
    found = []
    for part in (
        public.happened().filter(near(after, before)),
        wide.filter(~Q(date_semantics="unknown"), pk__in=long_ago.order_by().values("pk")),
        wide.filter(unbegun(after, before)),
    ):
        counted = part.order_by().values_list("date_earliest", "date_latest")
        found += [Range(None, *row) for row in counted.annotate(Count("pk"))]
    return found
