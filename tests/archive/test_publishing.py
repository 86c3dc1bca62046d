"""The way of a record to the public and back, step by step."""

from __future__ import annotations

import pytest

from archive.errors import ArchiveError
from archive.models import Change
from archive.services.publishing import publish, retract, return_to_draft, submit
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    IncidentFactory,
    RevisionFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


def test_a_record_goes_to_review_and_out():
    incident = IncidentFactory(review_status="draft")
    assert submit(incident, by="coder").review_status == "in_review"
    incident.refresh_from_db()
    assert publish(incident, by="reviewer", reason="Checked.").is_public
    entries = Change.objects.filter(uid=incident.uid).order_by("seq")
    assert [(entry.op, entry.by, entry.reason) for entry in entries] == [
        ("create", None, None),
        ("update", "coder", None),
        ("publish", "reviewer", "Checked."),
    ]


def test_a_record_is_returned_with_a_reason():
    incident = IncidentFactory(review_status="in_review")
    with pytest.raises(ArchiveError) as refusal:
        return_to_draft(incident, by="reviewer", reason=" ")
    assert (refusal.value.code, refusal.value.field) == ("reason-needed", "reason")
    assert return_to_draft(incident, by="reviewer", reason="No date.").review_status == "draft"


def test_a_retracted_record_says_why_and_comes_back_for_a_reason():
    incident = retract(IncidentFactory(), by="reviewer", reason="Invented.")
    assert (incident.review_status, incident.retraction_reason) == ("retracted", "Invented.")
    with pytest.raises(ArchiveError, match="published again only for a reason"):
        publish(incident, by="reviewer")
    back = publish(incident, by="reviewer", reason="It was not.")
    assert (back.is_public, back.retraction_reason) == (True, None)


@pytest.mark.parametrize(
    ("step", "status"),
    [
        (submit, "published"),
        (submit, "retracted"),
        (publish, "published"),
        (return_to_draft, "draft"),
        (return_to_draft, "published"),
        (retract, "draft"),
        (retract, "retracted"),
    ],
)
def test_a_step_from_elsewhere_is_refused(step, status):
    reason = "Invented." if status == "retracted" else None
    incident = IncidentFactory(review_status=status, retraction_reason=reason)
    with pytest.raises(ArchiveError) as refusal:
        step(incident, by="reviewer", reason="Because.")
    assert refusal.value.code == "wrong-state"
    incident.refresh_from_db()
    assert incident.review_status == status


def test_a_merged_record_takes_no_step():
    actor = ActorFactory(review_status="draft", merged_into=ActorFactory())
    with pytest.raises(ArchiveError, match="stands for it"):
        submit(actor, by="coder")


def test_a_statement_is_not_published_before_its_article():
    article = ArticleFactory(review_status="draft")
    revision = RevisionFactory(article=article)
    statement = StatementFactory(revision=revision, review_status="draft")
    with pytest.raises(ArchiveError) as refusal:
        publish(statement, by="reviewer")
    assert refusal.value.code == "needs-published"
    assert article.uid in refusal.value.message
