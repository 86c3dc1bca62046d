"""GDELT's knowledge graph: a real sample of it, with its quotations."""

from __future__ import annotations

from datetime import date

import pytest

from archive.models import Article, ImportedRow, Passage, Revision, Statement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

SAMPLE = "gdelt/gkg2_20170701_sample75.jsonl"
URL = "https://news.example.org/story"
FIRST, SECOND = "we will rebuild , ' he said", "said|so #1 of us"


def test_records_with_quotations_become_statements(loaded):
    assert (loaded.format, loaded.rows, loaded.kept) == ("gdelt2-gkg", 75, 62)
    assert loaded.notices == {"no quotations in the record": 62}
    assert Article.objects.count() == Revision.objects.count() == 13
    assert Statement.objects.count() == Passage.objects.count() == 25
    assert ImportedRow.objects.count() == 75


def test_body_is_what_is_given_of_the_article_and_nothing_else():
    url = "http://www.theolympian.com/news/business/article159230904.html"
    revision = Article.objects.get(url=url).revisions.get()
    statements = list(revision.statements.order_by("id"))
    assert revision.body == "\n".join(statement.text for statement in statements)
    # Quotation marks within a quotation.
    assert statements[1].text == "Everybody thinks 'my little bit won't hurt anything , '"
    for statement in statements:
        passage = statement.passages.get()
        assert passage.exact == statement.text
        assert (passage.role, passage.quoted) == ("content", True)
        assert (statement.form, statement.verbatim, statement.anonymity) == (
            "direct",
            True,
            "unknown",
        )


def test_quotation_is_not_dated_by_the_day_it_was_seen():
    statement = Statement.objects.first()
    assert (statement.date_semantics, statement.date_earliest) == ("unknown", None)
    assert statement.date_latest == date(2017, 7, 1)


def test_stamp_of_fourteen_digits_is_a_number_in_json():
    raw = ImportedRow.objects.values_list("raw", flat=True).first()
    assert raw["DATE"] == 20170701234500
