"""How far one has come, and what the queue costs where much waits."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Incident, ReviewStep
from archive.models.base import waiting
from archive.recording import recording
from tests.archive.admin.review.pages import QUEUE, fill, made, queries, send, send_undo
from tests.factories import (
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db


def test_progress_counts_what_was_done_and_what_remains(client, reviewer):
    records = [made(days=days) for days in (3, 2, 1)]
    send(client, records[0], "publish")
    response = send(client, records[1], "return", reason="Which street?")

    progress = response.context["progress"]
    assert (progress["today"], progress["remain"], progress["total"]) == (2, "1", 3)
    response = send_undo(client, ReviewStep.objects.order_by("-pk").first())
    assert response.context["progress"]["today"] == 1


def test_counting_stops_at_a_bound(client, monkeypatch):
    monkeypatch.setattr("archive.admin.review.queue.BOUND", 2)
    for _ in range(4):
        made()

    with CaptureQueriesContext(connection) as captured:
        response = client.get(QUEUE, follow=True)

    assert response.context["progress"]["is_more"] is True
    counted = [query["sql"] for query in captured if "COUNT(" in query["sql"]]
    assert [sql for sql in counted if "LIMIT 3" not in sql] == []


def test_page_where_30_of_each_kind_wait_costs_what_one_of_3_does(client):
    revision = RevisionFactory()
    # What stands around a record in the queue is shown as well.
    _, among, _ = [fill(revision) for _ in range(3)]
    few = [queries(client, record) for record in among]
    with recording():  # one act writes the log once
        for _ in range(27):
            fill(revision)

    assert [queries(client, record) for record in among] == few


def test_page_of_a_record_with_10_of_each_part_costs_what_one_with_1_does(client):
    revision = RevisionFactory()
    incident = fill(revision)[0]
    one = queries(client, incident)
    for _ in range(9):
        with recording(by="carl"):
            part = IncidentParticipantFactory(incident=incident, alleged=True)
        IncidentPlaceFactory(incident=incident)
        MeasureFactory(incident=incident)
        PassageFactory(participant=part, revision=revision, exact="Market Street")

    assert queries(client, incident) <= one + 30  # what changed since is told in words


@pytest.mark.parametrize("order", [("created_at", "id"), ("-created_at", "-id")])
def test_what_waits_is_walked_in_the_order_of_its_index(order):
    """However many drafts of people and data sets, and however much is published."""
    rows = Incident.objects.filter(waiting()).order_by(*order)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    plan = rows[:10].explain()

    assert "incident_waiting" in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan
