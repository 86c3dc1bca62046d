"""The reading desk: who may code and publish, drafts accepted and rejected, what the page costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Passage, Statement
from archive.recording import recording
from tests.archive.admin.desk.seat import QUOTE, Desk
from tests.factories import (
    ActorFactory,
    IncidentFactory,
    PassageFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_coder_adds_no_words_to_what_is_published(desk):
    incident = IncidentFactory(review_status="published")

    response = desk.code("evidence", "who fired", fact=f"incident:{incident.pk}", role="evidence")

    assert response.status_code == 403
    assert response.json()["errors"]["__all__"][0].startswith("As a coder you may not change this")
    assert not Passage.objects.exists()


def test_reader_without_a_role_codes_nothing(client, revision):
    user = UserFactory(superuser=False, staff=True)
    desk = Desk(client, revision, user)

    assert desk.statement().status_code == 403
    page = client.get(reverse("admin:archive_article_desk", args=[revision.article_id]))
    assert page.status_code == 403


def test_reviewer_publishes_the_article_and_then_its_statement(desk_of):
    desk = desk_of("reviewer")
    with recording(by=UserFactory(role="coder").username):
        statement = StatementFactory(revision=desk.revision, review_status="draft")
        desk.revision.article.review_status = "draft"
        desk.revision.article.save()

    early = desk.write("step", record=statement.uid, step="publish")
    assert early.status_code == 422
    assert "publish that first" in early.json()["errors"]["__all__"][0]

    desk.write("step", record=desk.revision.article.uid, step="publish")
    desk.write("step", record=statement.uid, step="publish")
    statement.refresh_from_db()
    assert statement.is_public


def test_machine_draft_is_accepted_and_another_rejected(desk):
    kept, dropped = (
        StatementFactory(revision=desk.revision, origin="machine", review_status="draft")
        for _ in range(2)
    )

    assert desk.write("accept", record=kept.uid).status_code == 200
    assert desk.write("reject", record=dropped.uid).status_code == 200

    kept.refresh_from_db()
    assert kept.review_status == "in_review"
    assert list(Statement.objects.all()) == [kept]


def test_rejected_draft_comes_back_by_undo(desk):
    draft = StatementFactory(revision=desk.revision, origin="machine", review_status="draft")
    act = desk.write("reject", record=draft.uid).json()["act"]

    assert desk.write("undo", act=act).status_code == 200

    assert Statement.objects.get().uid == draft.uid


def test_what_changes_nothing_is_no_act_to_undo(desk):
    desk.statement()
    passage = Passage.objects.get()
    ends = [passage.start, passage.end]

    response = desk.write(
        "resize", passage=passage.uid, was=ends, start=ends[0], end=ends[1], exact=QUOTE
    )

    assert (response.status_code, response.json()["act"]) == (200, None)


def test_proposed_passage_is_accepted(desk_of):
    desk = desk_of("reviewer")
    passage = PassageFactory(
        revision=desk.revision,
        start=2,
        end=4,
        exact="At",
        proposed=True,
        actor=ActorFactory(),
        incident=None,
    )

    assert desk.write("accept", passage=passage.uid).status_code == 200

    passage.refresh_from_db()
    assert not passage.proposed


def test_state_takes_as_many_queries_for_thirty_records_as_for_three(client, desk, revision):
    address = reverse("admin:archive_article_desk", args=[revision.article_id])

    def fill(number: int) -> None:
        for _ in range(number):
            incident = IncidentFactory(review_status="draft")
            PassageFactory(revision=revision, start=2, end=4, exact="At", incident=incident)
            StatementFactory(revision=revision, review_status="draft")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    fill(3)
    few = count()
    fill(27)
    assert count() == few
