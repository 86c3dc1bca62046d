"""Deciding on drafts: accepting a mention, rejecting a statement with what it brought."""

from __future__ import annotations

import pytest

from archive.drafting import propose, store
from archive.drafting.review import accept, reject, waiting
from archive.errors import ArchiveError
from archive.models import Actor, Change, Passage, Place, Statement
from tests.factories import ActorFactory, RevisionFactory, StatementFactory

pytestmark = pytest.mark.django_db

BODY = "“We left at noon,” Mayor Ana Ruiz said.\n\n“We stayed,” said Ben Oyelaran in Chad.\n"


@pytest.fixture
def revision():
    revision = RevisionFactory(body=BODY)
    store(revision, propose(revision))
    return revision


def test_what_waits_is_what_was_drafted_for_the_text(revision):
    StatementFactory(revision=revision)
    left = waiting(revision)
    assert [each.text for each in left.statements] == ["We left at noon,", "We stayed,"]
    assert [each.exact for each in left.mentions] == ["Chad"]
    assert not waiting(RevisionFactory()).statements.exists()


def test_accepted_mention_no_longer_waits(revision):
    mention = waiting(revision).mentions.get()
    accept(mention, by="ida")
    assert not waiting(revision).mentions.exists()
    assert Change.objects.filter(uid=mention.place.uid).last().by == "ida"
    with pytest.raises(ArchiveError, match="decided on it already"):
        accept(mention)
    with pytest.raises(ArchiveError, match="decided on it already"):
        reject(mention)


def test_rejected_statement_takes_the_actor_along_that_it_alone_brought(revision):
    reject(Statement.objects.get(text="We left at noon,"), by="ida")
    assert set(Actor.objects.values_list("name", flat=True)) == {"Ben Oyelaran"}
    assert Change.objects.filter(op="delete", type="statement").get().reason == (
        "Rejected as a draft"
    )
    assert store(revision, propose(revision)).made == []


def test_rejected_statement_leaves_actors_that_others_need(revision):
    other = RevisionFactory(body="“I am back,” Ana Ruiz said.")
    store(other, propose(other))
    reject(Statement.objects.get(text="We left at noon,"))
    assert Actor.objects.filter(name="Ana Ruiz").exists()


def test_rejected_statement_leaves_actors_that_people_made():
    ruiz = ActorFactory(name="Ana Ruiz")
    revision = RevisionFactory(body=BODY)
    store(revision, propose(revision))
    reject(Statement.objects.get(text="We left at noon,"))
    assert Actor.objects.filter(pk=ruiz.pk).exists()


def test_rejected_mention_takes_the_place_along_that_it_alone_brought(revision):
    reject(waiting(revision).mentions.get())
    assert not Place.objects.exists()
    assert not Passage.objects.filter(proposed=True).exists()
    assert store(revision, propose(revision)).made == []


def test_decided_statement_is_not_rejected(revision):
    statement = Statement.objects.first()
    statement.review_status = "in_review"
    statement.save()
    with pytest.raises(ArchiveError, match="decided on it already"):
        reject(statement)
