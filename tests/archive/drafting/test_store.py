"""Keeping proposals: drafts of origin machine, each made once, never what somebody decided on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from archive.drafting import MentionProposal, Words, propose, store
from archive.integrity import passage_faults
from archive.models import (
    Actor,
    Alias,
    Change,
    Passage,
    Place,
    Statement,
    StatementParticipant,
)
from tests.factories import ActorFactory, ArticleFactory, PassageFactory, RevisionFactory

pytestmark = pytest.mark.django_db

STORY = (
    "“We left at noon,” Mayor Ana Ruiz told reporters on Monday. “Nobody was hurt.”\n\n"
    "It was quiet in Chad. A police officer said the city was “mostly calm” by then. Ruiz left.\n"
)
MADE = (Actor, Alias, Passage, Place, Statement, StatementParticipant)


@pytest.fixture
def revision():
    friday = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
    return RevisionFactory(article=ArticleFactory(published_at=friday), body=STORY)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MADE}


def draft(revision):
    return store(revision, propose(revision))


def test_statement_is_a_draft_with_its_passages_and_its_speaker(revision):
    draft(revision)
    direct, mixed = Statement.objects.order_by("passages__start").distinct()[:2]
    direct = Statement.objects.get(form="direct")
    mixed = Statement.objects.get(form="mixed")
    assert (direct.review_status, direct.origin, direct.verbatim) == ("draft", "machine", True)
    assert direct.text == "We left at noon, Nobody was hurt."
    assert (direct.date_text, direct.edtf, direct.date_basis) == (
        "Monday",
        "2024-02-26",
        "relative",
    )
    assert [(p.role, p.quoted, p.exact) for p in direct.passages.order_by("start")] == [
        ("content", True, "We left at noon,"),
        ("cue", False, "Mayor Ana Ruiz told"),
        ("evidence", False, "Monday"),
        ("content", True, "Nobody was hurt."),
    ]
    assert mixed.text == "the city was “mostly calm” by then"
    assert [str(each.actor) for each in direct.participants.all()] == ["Ana Ruiz"]
    assert list(passage_faults()) == []


def test_new_speakers_are_draft_actors_as_the_text_names_them(revision):
    draft(revision)
    ruiz, officer = Actor.objects.get(kind="person"), Actor.objects.get(kind="unnamed_person")
    assert (ruiz.name, ruiz.identity, ruiz.scope, ruiz.review_status, ruiz.origin) == (
        "Ana Ruiz",
        "named",
        "global",
        "draft",
        "machine",
    )
    assert (officer.identity, officer.scope, officer.article) == (
        "unnamed",
        "article",
        revision.article,
    )
    assert [(a.text, a.kind) for a in ruiz.aliases.all()] == [("Mayor Ana Ruiz", "title_and_name")]
    chad = Place.objects.get()
    assert (chad.name, chad.kind, chad.country, chad.review_status) == (
        "Chad",
        "country",
        "TD",
        "draft",
    )


def test_mention_of_a_record_is_proposed_until_somebody_accepts_it(revision):
    ruiz = ActorFactory(name="Ana Ruiz")
    draft(revision)
    passages = Passage.objects.filter(actor=ruiz).order_by("start")
    assert [(p.exact, p.role, p.proposed) for p in passages] == [
        ("Ana Ruiz", "mention", True),
        ("Ruiz", "mention", True),
    ]


def test_nothing_is_published(revision):
    ActorFactory(name="Ana Ruiz")
    stored = draft(revision)
    assert {getattr(row, "review_status", "draft") for row in stored.made} == {"draft"}
    assert not any(row.visible_to(None).exists() for row in (Statement.objects, Place.objects))
    assert not Passage.objects.visible_to(None).filter(actor__isnull=False).exists()


def test_drafting_twice_makes_nothing_twice(revision):
    first = draft(revision)
    before = counts()
    second = draft(revision)
    assert (counts(), second.made) == (before, [])
    assert second.counts() == {}
    assert first.counts()["statements"] == 2


def test_what_people_coded_at_the_same_words_stays_alone(revision):
    statement = Statement(revision=revision, text="We left at noon,", form="direct")
    statement.save()
    PassageFactory(statement=statement, exact="We left at noon,")
    draft(revision)
    assert Statement.objects.filter(form="direct").get() == statement


def test_what_somebody_deleted_does_not_come_back(revision):
    ruiz = ActorFactory(name="Ana Ruiz")
    draft(revision)
    Statement.objects.get(form="direct").delete()
    Passage.objects.filter(actor=ruiz).first().delete()
    Place.objects.get().passages.all().delete()
    Place.objects.get().delete()
    before = counts()
    assert draft(revision).made == []
    assert counts() == before


def test_accepted_and_corrected_drafts_are_left_as_they_are(revision):
    draft(revision)
    statement = Statement.objects.get(form="direct")
    statement.text, statement.review_status = "Corrected.", "in_review"
    statement.save()
    actor = Actor.objects.get(kind="person")
    actor.name = "Ana Maria Ruiz"
    actor.save()
    assert draft(revision).made == []
    statement.refresh_from_db()
    assert statement.text == "Corrected."


def test_next_article_meets_the_actor_that_was_drafted(revision):
    draft(revision)
    other = RevisionFactory(body="“We are back,” Ana Ruiz said.")
    draft(other)
    assert Actor.objects.filter(name="Ana Ruiz").count() == 1
    assert Actor.objects.get(name="Ana Ruiz").statement_participations.count() == 2


def test_two_texts_of_an_article_have_drafts_of_their_own(revision):
    draft(revision)
    newer = RevisionFactory(article=revision.article, body=f"{STORY}\nUpdated.\n")
    draft(newer)
    assert Statement.objects.filter(revision=revision).count() == 2
    assert Statement.objects.filter(revision=newer).count() == 2


def test_drafting_is_one_act_in_the_log(revision):
    store(revision, propose(revision), by="ida")
    told = Change.objects.filter(type="statement")
    assert {(each.by, each.op, each.reason) for each in told} == {
        ("ida", "create", "Drafted from the text")
    }
    assert len({each.act for each in Change.objects.filter(by="ida")}) == 1


def test_proposal_that_breaks_a_rule_writes_nothing(revision):
    before = counts()
    words = Words(0, 3, "not these words", "mention")
    wrong = MentionProposal("actor", ActorFactory().uid, "Somebody", words)
    before = counts()
    with pytest.raises(ValidationError):
        store(revision, [*propose(revision), wrong])
    assert counts() == before
