"""Statistics that would take too long are refused, and say so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from api.statistics import budget
from archive.budget import OutOfTimeError
from tests.api.answers import refused
from tests.factories import IncidentParticipantFactory

QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("incidents/facets", {"by": "country,event_type"}),
    ("incidents/timeline", {"interval": "year"}),
    ("incidents/totals", {"measure": "killed"}),
    ("actors/{uid}/network", {"limit": 10}),
]


@contextmanager
def spent(_seconds: float) -> Iterator[None]:
    raise OutOfTimeError
    yield


@pytest.mark.parametrize(("address", "query"), QUESTIONS)
def test_count_that_takes_too_long_is_refused(api, monkeypatch, address, query):
    """What stops the database is tested in tests/archive/test_budget.py; here the time is over."""
    part = IncidentParticipantFactory()
    monkeypatch.setattr(budget, "time_budget", spent)

    fault = refused(api, address.format(uid=part.actor.uid), 422, **query)

    assert fault["code"] == "too_much"
    assert fault["parameter"] == next(iter(query))
