"""Incidents."""

from __future__ import annotations

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from archive.models import Incident

FIRST_DAY = date(2024, 2, 1)


class IncidentFactory(DjangoModelFactory[Incident]):
    """A shelling on a known day, one day after the incident made before it.

    `week=True`: on one day within a week; `undated=True`: nothing is known of its day.
    """

    class Meta:
        model = Incident

    title = factory.Sequence(lambda n: f"Shelling of Market Street {n}")
    event_type = "ASSAULT"
    event_mode = factory.LazyAttribute(
        lambda incident: "heavy-weapons" if incident.event_type == "ASSAULT" else None
    )
    contexts = factory.List(["military"])
    date_text = "on Monday"
    date_earliest = factory.Sequence(lambda n: FIRST_DAY + timedelta(days=n % 2000))
    date_latest = factory.SelfAttribute("date_earliest")
    date_semantics = "exact_day"
    date_basis = "relative"
    review_status = "published"

    class Params:
        week = factory.Trait(
            date_text="last week",
            date_latest=factory.LazyAttribute(
                lambda incident: incident.date_earliest + timedelta(days=6)
            ),
            date_semantics="one_day_within",
        )
        undated = factory.Trait(
            date_text=None,
            date_earliest=None,
            date_latest=None,
            date_semantics="unknown",
            date_basis=None,
        )
