"""The period that the charts show: so many years, up to the newest day that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from archive.models import Incident
from archive.querysets.base import published
from archive.timeline import MONTH, YEAR, Span, first_day, last_day, number_of

# Years that may be asked for, and how they are cut; the first is shown unless asked otherwise.
CHOICES = {1: MONTH, 5: MONTH, 20: YEAR}
SHORTEST = next(iter(CHOICES))


@dataclass(frozen=True)
class Period:
    """Whole months or years, the newest last."""

    years: int
    span: Span

    @property
    def first(self) -> date:
        """The first day."""
        return first_day(self.span.first, self.span.interval)

    @property
    def last(self) -> date:
        """The last day."""
        return last_day(self.span.last, self.span.interval)


def period(years: int) -> Period | None:
    """Return the period of so many years, or None in an archive without public incidents."""
    newest = _newest()
    if newest is None:
        return None
    interval = CHOICES[years]
    last = number_of(newest, interval)
    buckets = years * (12 if interval == MONTH else 1)
    return Period(years, Span(interval, max(1, last - buckets + 1), last))


def _newest() -> date | None:
    """Return the newest known day of an incident that is not to come, from the index by day."""
    dated = Incident.objects.filter(published(), ~Q(date_semantics="unknown"))
    past = dated.filter(sort_date__lte=timezone.now().date() + timedelta(days=1))
    newest: date | None = (
        past.order_by("-is_public", "-sort_date").values_list("sort_date", flat=True).first()
    )
    return newest
