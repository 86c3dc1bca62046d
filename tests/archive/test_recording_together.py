"""The log of changes where two acts go on at once: each record tells what it shows in the end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models.signals import m2m_changed

from archive.models import Article, Change, IncidentLink, Source, Statement
from tests.factories import ArticleFactory, IncidentFactory, SourceFactory, StatementFactory
from tests.overtaking import overtaking

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def _last(uid: str) -> tuple[list[str], str | None]:
    change = Change.objects.filter(uid=uid).latest("seq")
    return change.fields, change.because_of


def test_what_begins_to_show_a_record_meanwhile_is_told_of_its_change() -> None:
    source, article = SourceFactory(), ArticleFactory()

    def rename() -> None:
        source.name = "Another name"
        source.save()

    with overtaking(rename):
        article.source = source
        article.save()
        assert _last(article.uid) == (["source"], None)

    assert _last(source.uid) == (["name"], None)
    assert _last(article.uid) == ([], source.uid)
    article.refresh_from_db()
    assert article.version == Change.objects.filter(uid=article.uid).latest("seq").version == 3


def test_a_link_from_what_is_published_meanwhile_is_told_at_its_other_end() -> None:
    near, far = IncidentFactory(review_status="draft"), IncidentFactory()

    def link() -> None:
        IncidentLink(from_incident=near, to_incident=far, kind="response_to").save()

    with overtaking(link):
        near.review_status = "published"
        near.save()

    assert _last(far.uid) == (["linked_from"], near.uid)


def test_lists_that_two_change_at_once_outside_an_act_are_told_of_both() -> None:
    statement, first, second = StatementFactory(), IncidentFactory(), IncidentFactory()
    elsewhere = Statement.objects.get(pk=statement.pk)

    def add_second() -> None:
        try:
            elsewhere.about.add(second)
        finally:
            connection.close()

    def overtake(action: str, pk_set: set[int], **_: object) -> None:
        if action == "pre_add" and pk_set == {first.pk}:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(add_second).result()

    start = Change.objects.latest("seq").seq
    m2m_changed.connect(overtake, sender=Statement.about.through)
    try:
        statement.about.add(first)
    finally:
        m2m_changed.disconnect(overtake, sender=Statement.about.through)

    told = Change.objects.filter(seq__gt=start, because_of=None).order_by("seq")
    assert [(each.uid, each.fields) for each in told] == [(statement.uid, ["about"])] * 2


def test_a_stale_save_is_told_by_what_it_writes_over() -> None:
    article = ArticleFactory(review_status="draft")
    stale = Article.objects.get(pk=article.pk)

    def rename() -> None:
        stale.title = "Another title"
        stale.save()

    with overtaking(rename):
        article.review_status = "published"
        article.save()

    # It was public for a moment, and whoever follows the log hears that it is not any more.
    last = Change.objects.filter(uid=article.uid).latest("seq")
    assert (last.fields, last.was_public, last.is_public) == (
        ["review_status", "title"],
        True,
        False,
    )


def test_what_was_public_for_a_moment_is_told_as_deleted_to_everybody() -> None:
    source = SourceFactory(review_status="draft")
    stale = Source.objects.get(pk=source.pk)

    with overtaking(stale.delete):
        source.review_status = "published"
        source.save()

    last = Change.objects.filter(uid=source.uid).latest("seq")
    assert (last.op, last.was_public, last.is_public) == ("delete", True, False)
