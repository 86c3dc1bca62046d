"""`manage.py verify_passages` finds what no longer holds, whichever way it came about."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from archive import triggers
from archive.models import Passage, Revision
from tests.factories import PassageFactory, RevisionFactory

pytestmark = pytest.mark.django_db


@contextmanager
def unguarded():
    """A database that somebody writes to past every rule."""
    with connection.cursor() as cursor:
        for trigger in triggers.TRIGGERS:
            cursor.execute(trigger.drop_sql(connection.vendor))
    yield
    triggers.install()


@pytest.fixture
def verify(capsys):
    def verify():
        error = None
        try:
            call_command("verify_passages")
        except CommandError as raised:
            error = str(raised)
        return capsys.readouterr().out.splitlines(), error

    return verify


def test_empty_archive_holds(verify):
    assert verify() == (["0 passages hold, every text is as captured."], None)


def test_sound_archive_holds(verify):
    PassageFactory.create_batch(3)
    assert verify() == (["3 passages hold, every text is as captured."], None)


def test_other_words_are_named(verify):
    PassageFactory()
    passage = PassageFactory(exact="Market Street")
    with unguarded():
        Passage.objects.filter(pk=passage.pk).update(exact="Market street")
    where = f"{passage.uid} in {passage.revision.article.uid} text 1"
    assert verify() == (
        [
            f"{where}: exact: The text reads “Market Street” "
            f"between {passage.start} and {passage.end}."
        ],
        "1 of what is stored does not hold.",
    )


def test_offsets_outside_the_text_are_named(verify):
    revision = RevisionFactory(body="Market Street was shelled.")
    passage = PassageFactory(revision=revision, exact="Market Street")
    with unguarded():
        Passage.objects.filter(pk=passage.pk).update(end=1000)
    assert verify() == (
        [
            f"{passage.uid} in {revision.article.uid} text 1: end: "
            "The end (1000) lies outside the text of 26 characters."
        ],
        "1 of what is stored does not hold.",
    )


def test_changed_text_is_named_with_every_passage_that_it_spoils(verify):
    revision = RevisionFactory(body="Market\u00a0Street was shelled.")
    first = PassageFactory(revision=revision, exact="Market\u00a0Street")
    PassageFactory(revision=revision, exact="shelled")
    with unguarded():
        Revision.objects.filter(pk=revision.pk).update(body="Market Street was shelled.")
    text = f"{revision.article.uid} text 1"
    assert verify() == (
        [
            f"{text}: sha256: The text is not the one that was captured.",
            f"{first.uid} in {text}: exact: The text reads “Market Street” between 0 and 13.",
        ],
        "2 of what is stored does not hold.",
    )


def test_command_reads_text_by_text(verify, django_assert_max_num_queries):
    for _ in range(3):
        revision = RevisionFactory()
        PassageFactory.create_batch(10, revision=revision)
    with django_assert_max_num_queries(1 + 3 + 1):
        lines, error = verify()
    assert (lines, error) == (["30 passages hold, every text is as captured."], None)
