"""`manage.py draft ARTICLE`: says what it proposes, keeps it as drafts, publishes nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from archive.models import Article, Change, Passage, Statement
from tests.archive.first_story import DOCUMENT, FIXTURE
from tests.factories import ArticleFactory, RevisionFactory

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
TEXT = "“We left at noon,” Mayor Ana Ruiz said on Monday."


@pytest.fixture
def run(capsys):
    def run(*args: str) -> str:
        call_command("draft", *args)
        said: str = capsys.readouterr().out
        return said

    return run


def test_proposals_are_said_and_kept(run):
    revision = RevisionFactory(article=ArticleFactory(published_at=FRIDAY), body=TEXT)
    assert run(revision.article.uid).splitlines() == [
        "     1  direct statement of Ana Ruiz (new): “We left at noon,”",
        "    19  actor “Mayor Ana Ruiz”: Ana Ruiz (new)",
        "    42  date “Monday”: 26 February 2024",
        "3 proposals. Drafts made: 1 actors, 4 passages, 1 statements; "
        "1 were there already, or were decided on.",
    ]


def test_dry_run_writes_nothing(run):
    revision = RevisionFactory(article=ArticleFactory(published_at=FRIDAY), body=TEXT)
    before = Change.objects.count()
    last = run(revision.article.uid, "--dry-run").splitlines()[-1]
    assert last == "3 proposals. A dry run: nothing was written."
    assert (Statement.objects.count(), Change.objects.count()) == (0, before)


def test_text_without_anything_gives_nothing(run):
    revision = RevisionFactory(body="Rain fell.")
    assert run(revision.article.uid) == "Nothing is proposed.\n"


def test_json_holds_every_proposal_and_what_was_made(run):
    revision = RevisionFactory(article=ArticleFactory(published_at=FRIDAY), body=TEXT)
    report = json.loads(run(revision.article.uid, "--json"))
    statement, mention, day = report["proposals"]
    assert (report["article"], report["text"]) == (revision.article.uid, 1)
    assert statement["passages"][0] == {
        "start": 1,
        "end": 17,
        "exact": "We left at noon,",
        "role": "content",
        "quoted": True,
    }
    assert (mention["type"], mention["words"]["exact"]) == ("mention", "Mayor Ana Ruiz")
    assert day["when"]["earliest"] == "2024-02-26"
    assert Statement.objects.get().uid in report["stored"]["made"]


def test_first_story_is_drafted_from_its_bare_text(run):
    call_command("load", "document", str(DOCUMENT), verbosity=0)
    run(Article.objects.get().uid)
    assert Statement.objects.filter(origin="machine", review_status="draft").count() == 7


def test_coded_story_gets_no_second_statement(run):
    call_command("loaddata", FIXTURE, verbosity=0)
    before = Statement.objects.count()
    run(Article.objects.get().uid)
    assert Statement.objects.count() == before
    assert set(Passage.objects.filter(proposed=True).values_list("role", flat=True)) == {"mention"}


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        (None, "There is no article “art_none”; give a uid such as art_01m8…."),
        ({}, "has no text."),
        (
            {"review_status": "retracted", "retraction_reason": "A mistake."},
            "is retracted: nothing is drafted for it.",
        ),
    ],
)
def test_article_without_a_text_to_read_is_refused(run, values, problem):
    uid = "art_none" if values is None else ArticleFactory(**values).uid
    with pytest.raises(CommandError) as refused:
        run(uid)
    assert str(refused.value).endswith(problem)


def test_older_text_is_drafted_where_it_is_asked_for(run):
    revision = RevisionFactory(article=ArticleFactory(published_at=FRIDAY), body=TEXT)
    RevisionFactory(article=revision.article, body="Rain fell.")
    assert run(revision.article.uid) == "Nothing is proposed.\n"
    assert run(revision.article.uid, "--text", "1").startswith("     1  direct statement")
    with pytest.raises(CommandError, match="has no text 7"):
        run(revision.article.uid, "--text", "7")
