"""The log of changes where two acts go on at once: each record tells what it shows in the end."""

from __future__ import annotations

import pytest
from django.db import connection

from archive.models import Change, IncidentLink
from tests.factories import ArticleFactory, IncidentFactory, SourceFactory
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
