"""Rules of articles and their texts: a text never changes, a new one is a new revision."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.models import Revision
from tests.archive.refusals import refusal
from tests.factories import ArticleFactory, RevisionFactory

pytestmark = pytest.mark.django_db

NEVER = {"body": ["The text of a revision never changes; add a new revision instead."]}


def test_revisions_are_numbered_by_themselves():
    article, other = ArticleFactory.create_batch(2)
    texts = [RevisionFactory(article=article), RevisionFactory(article=article)]
    RevisionFactory(article=other)
    assert [text.number for text in texts] == [1, 2]
    assert article.latest_revision() == texts[1]
    assert texts[1].natural_key() == (article.uid, 2)
    assert Revision.objects.get_by_natural_key(article.uid, 2) == texts[1]


def test_article_without_a_text_has_no_latest_one():
    assert ArticleFactory().latest_revision() is None


def test_text_of_a_revision_does_not_change():
    revision = RevisionFactory()
    revision.body = f"{revision.body} "
    assert refusal(revision.save) == NEVER


def test_text_of_a_revision_stays_with_its_article():
    revision = RevisionFactory()
    revision.article = ArticleFactory()
    assert refusal(revision.save) == NEVER


def test_text_that_is_not_the_hashed_one_is_refused():
    revision = Revision(article=ArticleFactory(), body="A text.", sha256="0" * 64)
    assert refusal(revision.save) == {"sha256": ["The body is not the text of this SHA-256."]}


def test_note_of_a_revision_changes():
    revision = RevisionFactory()
    revision.change_note = "This story has been updated."
    revision.save()
    revision.refresh_from_db()
    assert revision.change_note == "This story has been updated."


@pytest.mark.parametrize("body", ["a\x00b", "half a pair: \ud83d"])
def test_text_that_no_database_holds_is_refused(body):
    revision = Revision(article=ArticleFactory(), body=body)
    assert refusal(revision.save) == {
        "body": ["A text cannot hold NUL characters or half surrogate pairs."]
    }


class AnyTextTests(TestCase):
    @given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1))
    def test_any_text_is_kept_code_point_by_code_point(self, body):
        stored = Revision.objects.get(pk=RevisionFactory(body=body).pk)
        assert stored.body == body
        assert stored.sha256 == hashlib.sha256(body.encode()).hexdigest()


# When it was published


def test_time_of_a_known_zone_is_an_instant():
    moment = datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC)
    article = ArticleFactory(published_at=moment)
    assert (article.published_instant, article.published_on) == (moment, date(2024, 8, 6))
    assert (article.sort_at, article.day) == (moment, date(2024, 8, 6))


def test_time_of_an_unknown_zone_is_a_day_and_no_instant():
    moment = datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC)
    article = ArticleFactory(published_at=moment, published_tz_known=False)
    assert (article.published_instant, article.published_on) == (None, date(2024, 8, 6))


def test_article_of_an_unknown_day_is_ordered_by_its_coding():
    article = ArticleFactory(undated=True)
    assert (article.published_instant, article.published_on) == (None, None)
    article.save()
    article.refresh_from_db()
    assert article.sort_at == article.created_at


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "This field cannot be blank."),
        ("title", None, "This field cannot be null."),
        ("url", "not a url", "Enter a valid URL."),
        (
            "published_at",
            "yesterday",
            "“yesterday” value has an invalid format. It must be in YYYY-MM-DD "
            "HH:MM[:ss[.uuuuuu]][TZ] format.",
        ),
    ],
)
def test_field_that_does_not_hold_is_refused(field, value, message):
    article = ArticleFactory()
    setattr(article, field, value)
    assert refusal(article.save) == {field: [message]}


@pytest.mark.parametrize("field", ["url", "byline", "language", "published_raw"])
def test_what_is_not_known_is_null(field):
    article = ArticleFactory(**{field: ""})
    article.refresh_from_db()
    assert getattr(article, field) is None
