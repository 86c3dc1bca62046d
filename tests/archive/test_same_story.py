"""Taking in documents: the same story again is recognised, and only what is new is written."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from archive.models import Article, ExternalId, Revision, Source
from archive.models.lookups import TitleHead
from archive.services.addresses import clean_address, host_of, same_address, spellings
from archive.services.documents import SourceDocument, take
from archive.services.same_story import NEARLY_SAME, likeness, titled
from archive.services.what_changed import what_changed
from tests.factories import (
    ArticleFactory,
    ImportedRowFactory,
    PassageFactory,
    RevisionFactory,
    SourceFactory,
)

BODY = (
    "Five US personnel were injured in a rocket attack on a base in Iraq on Monday.\n\n"
    "Two rockets were fired at the base, two Iraqi security sources said.\n\n"
    "It was unclear whether the attack was linked to threats by Iran, the officials said."
)
CORRECTED = BODY.replace("Five", "Seven").replace("Two rockets", "Three rockets")


def document(**values):
    return SourceDocument(**{"title": "Rocket attack", "body": BODY, "path": "x", **values})


def taken(**values):
    found = take(document(**values))
    return found.what, Article.objects.get(uid=found.uid)


@pytest.mark.django_db
class TestRecognising:
    """Which article a document is of."""

    def test_new_story_is_a_draft_with_what_the_document_tells(self):
        what, article = taken(
            url="https://example.org/a?utm_source=x#top",
            published_raw="Tue, 06 Aug 2024 09:16:30 +0300",
            byline="Jane Doe",
            language="en-GB",
            publisher="Example Times",
            domain="example.org",
            identifiers=(("news_item", "urn:x:1"),),
        )
        assert (what, article.review_status, article.origin) == ("created", "draft", "human")
        assert article.url == "https://example.org/a"
        assert (article.byline, article.language) == ("Jane Doe", "en-GB")
        assert (article.published_at.isoformat(), article.published_tz_known) == (
            "2024-08-06T06:16:30+00:00",
            True,
        )
        assert (article.source.name, article.source.domain) == ("Example Times", "example.org")
        assert article.source.review_status == "draft"
        assert article.external_ids.get().value == "urn:x:1"
        assert article.revisions.get().body == BODY

    def test_same_text_changes_nothing(self):
        _, first = taken()
        what, second = taken(title="Another headline", byline="Jane Doe")
        assert (what, second) == ("same", first)
        assert (second.updated_at, second.byline) == (first.updated_at, None)
        assert Revision.objects.count() == 1

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ({"identifiers": (("news_item", "urn:x:1"),)},) * 2,
            (
                {"url": "https://example.org/a"},
                {"url": "http://www.example.org/a/?fbclid=1&utm_medium=x#b"},
            ),
            ({"url": "https://example.org/a"}, {"addresses": ("https://example.org/a",)}),
        ],
    )
    def test_new_text_at_a_known_place_is_a_new_text(self, before, after):
        _, first = taken(**before)
        what, second = taken(body="Quite another text.", title="Another title", **after)
        assert (what, second) == ("changed", first)
        assert [text.body for text in first.revisions.order_by("number")] == [
            BODY,
            "Quite another text.",
        ]

    def test_title_over_nearly_the_same_text_is_the_same_story(self):
        _, first = taken()
        assert taken(body=CORRECTED) == ("changed", first)
        assert taken(body=CORRECTED, title="Another title")[0] == "same"

    def test_same_title_over_another_text_is_another_story(self):
        _, first = taken()
        what, second = taken(body="The weather was fine on Monday, and no rockets were fired.")
        assert (what, first == second) == ("created", False)

    def test_nearly_the_same_text_under_another_title_is_another_story(self):
        _, first = taken()
        what, second = taken(body=CORRECTED, title="Another title")
        assert (what, first == second) == ("created", False)

    def test_words_that_another_outlet_prints_are_another_article(self):
        taken(url="https://example.org/a")
        assert taken(url="https://example.com/b")[0] == "created"
        assert taken(url="https://example.net/c", body=CORRECTED)[0] == "created"

    def test_moved_page_of_an_outlet_is_the_same_story(self):
        _, first = taken(url="https://example.org/a")
        assert taken(url="https://example.org/b") == ("same", first)
        assert taken(url="https://example.org/b", title="Another title")[0] == "created"

    def test_named_outlets_that_differ_have_articles_of_their_own(self):
        _, first = taken(publisher="Example Times")
        assert taken(publisher="Example Post")[0] == "created"
        assert taken(publisher="Example Times") == ("same", first)

    def test_text_of_many_entries_does_not_make_them_one(self):
        for number in range(3):
            values = {"title": f"Story {number}", "body": "Comments", "is_summary": True}
            assert taken(**values)[0] == "created"
            assert taken(**values)[0] == "same"

    def test_entry_without_a_text_is_known_by_its_title_alone(self):
        _, first = taken(body="", title="Only this")
        assert taken(body="", title="Only this") == ("same", first)
        assert taken(body="", title="Only this", url="https://example.org/a")[0] == "created"

    def test_older_text_of_a_story_is_known_as_well(self):
        _, first = taken(url="https://example.org/a")
        taken(url="https://example.org/a", body=CORRECTED)
        assert taken(url="https://example.org/a") == ("same", first)
        assert first.revisions.count() == 2

    @pytest.mark.parametrize(
        "values",
        [{"url": "https://example.org/a"}, {"identifiers": (("news_item", "urn:x:1"),)}, {}],
    )
    def test_merged_article_is_met_as_its_survivor(self, values):
        survivor = ArticleFactory(title="Survivor")
        merged = ArticleFactory(
            title="Rocket attack", url="https://example.org/a", merged_into=survivor
        )
        ExternalId(article=merged, scheme="news_item", value="urn:x:1").save()
        RevisionFactory(article=merged, body=BODY)
        assert taken(**values) == ("same", survivor)
        RevisionFactory(article=survivor, body=BODY)
        assert taken(body=CORRECTED, **values) == ("changed", survivor)
        assert survivor.revisions.count() == 2

    def test_titles_are_found_by_their_beginning(self):
        long = "x" * (TitleHead.LENGTH + 1)
        _, first = taken(title=long)
        assert taken(title=long, body=CORRECTED) == ("changed", first)
        assert taken(title=f"{long[:-1]}y", body=f"{CORRECTED} More.")[0] == "created"

    def test_titles_are_looked_up_in_an_index(self):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
        assert "article_by_title" in titled("Rocket attack").explain()


@pytest.mark.django_db
class TestWriting:
    """What is written of a document."""

    def test_passages_of_the_old_text_stay_valid(self):
        _, article = taken(url="https://example.org/a")
        old = article.revisions.get()
        passage = PassageFactory(revision=old, start=0, end=4, exact="Five")
        taken(url="https://example.org/a", body=CORRECTED)
        passage.refresh_from_db()
        passage.full_clean()
        assert (passage.revision, old.body[:4]) == (old, "Five")

    def test_note_is_the_outlets_or_says_what_was_compared(self):
        _, article = taken(url="https://example.org/a")
        taken(url="https://example.org/a", body=CORRECTED)
        taken(url="https://example.org/a", body=f"{BODY}\n\nMore.", change_note="We erred.")
        notes = list(article.revisions.order_by("number").values_list("change_note", flat=True))
        assert notes == [
            None,
            "Found by comparing: 2 paragraphs changed: “Five” → “Seven”, “Two” → “Three”.",
            "We erred.",
        ]

    def test_new_text_fills_in_what_was_not_known_and_no_more(self):
        _, article = taken(url="https://example.org/a", byline="Jane Doe")
        what, article = taken(
            url="https://example.org/a",
            body=CORRECTED,
            title="New title",
            byline="John Roe",
            language="en",
            identifiers=(("news_item", "urn:x:1"),),
        )
        assert (what, article.title) == ("changed", "Rocket attack")
        assert (article.byline, article.language) == ("Jane Doe", "en")
        assert article.external_ids.get().value == "urn:x:1"
        note = article.latest_revision().change_note
        assert note.endswith(" Its title is “New title”.")

    def test_stub_of_a_data_set_gets_title_and_text(self):
        url = "https://example.org/a"
        stub = ArticleFactory(url=url, title=url, imported_row=ImportedRowFactory())
        what, article = taken(url=url)
        assert (what, article, article.title) == ("changed", stub, "Rocket attack")
        assert article.revisions.get().body == BODY

    def test_summary_is_no_newer_text_of_the_story(self):
        _, article = taken(url="https://example.org/a")
        found = take(document(url="https://example.org/a", body="Five injured.", is_summary=True))
        assert (found.what, found.uid, found.number) == ("same", article.uid, 1)
        assert found.notices == ("only a summary of the text that is there",)

    def test_text_replaces_a_summary(self):
        _, article = taken(url="https://example.org/a", body="Five injured.", is_summary=True)
        assert taken(url="https://example.org/a") == ("changed", article)
        again = {"url": "https://example.org/a", "body": "Five injured.", "is_summary": True}
        assert taken(**again) == ("same", article)

    def test_outlet_that_is_known_is_not_made_again(self):
        known = SourceFactory(name="Example Times", domain="example.org")
        survivor = SourceFactory(name="The Post", domain=None)
        SourceFactory(name="Post", domain="example.com", merged_into=survivor)
        assert taken(url="https://www.example.org/a", publisher="ET")[1].source == known
        assert taken(title="B", body="b", publisher="Example Times")[1].source == known
        assert taken(title="C", body="c", url="https://example.com/c")[1].source == survivor
        assert Source.objects.count() == 3

    def test_outlet_that_nothing_names_is_not_known(self):
        assert taken(url="https://example.org/a")[1].source is None
        assert not Source.objects.exists()

    def test_held_back_story_is_a_draft_whatever_was_asked(self):
        held = document(held_back="embargoed")
        found = take(held, review_status="published")
        assert Article.objects.get().review_status == "draft"
        assert found.notices == ("embargoed",)
        take(document(title="B", body="b"), review_status="published")
        assert Article.objects.get(title="B").review_status == "published"

    def test_held_back_text_is_not_added_to_what_is_public(self):
        values = {"url": "https://example.org/a", "review_status": "published"}
        article = ArticleFactory(title="Rocket attack", **values)
        RevisionFactory(article=article, body=BODY)
        found = take(document(url=article.url, body=CORRECTED, held_back="embargoed"))
        assert (found.what, article.revisions.count()) == ("same", 1)
        assert found.notices == ("embargoed; no text of what is public",)
        found = take(document(url=article.url, body=CORRECTED))
        assert found.notices == ("the article is published, and its new text with it",)

    def test_what_no_article_can_have_is_left_out_and_said(self):
        found = take(
            document(
                url="javascript:alert(1)",
                language="English (UK)",
                byline="x" * 501,
                published_raw="y" * 201,
            )
        )
        article = Article.objects.get()
        assert (article.url, article.language) == (None, None)
        assert (len(article.byline), len(article.published_raw)) == (500, 200)
        assert found.notices == (
            "“javascript:alert(1)” is no address of a page: left out",
            "“English (UK)” is no language tag: left out",
            "the byline is longer than 500 characters: cut",
            "the date line is longer than 200 characters: cut",
        )

    def test_rule_of_articles_is_kept(self):
        with pytest.raises(ValidationError, match="at most 1000 characters"):
            take(document(title="x" * 1001))
        assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("HTTPS://Example.org:443/A?b=1&utm_source=x&a=2#top", "https://example.org/A?b=1&a=2"),
        ("https://example.org/?cid=7&source=9&id=1", "https://example.org/?cid=7&source=9&id=1"),
        ("https://example.org/a?q=%20x", "https://example.org/a?q=%20x"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("ftp://example.org/a", None),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("http://example.org:99999/", None),
        ("/relative", None),
        ("https://example.org/" + "x" * 2000, None),
        (None, None),
    ],
)
def test_address_is_cleaned_of_what_does_not_choose_the_page(written, clean):
    assert clean_address(written) == clean


def test_spellings_of_an_address_lead_to_one_page():
    assert "http://example.org/a/" in spellings("https://www.example.org/a")
    assert same_address("http://www.example.org/a/", "https://example.org/a?gclid=1")
    assert not same_address("https://example.org/a", "https://example.org/b")
    assert not same_address("https://example.org/A", "https://example.org/a")
    assert not same_address(None, None)
    assert (host_of("https://www.example.org/a"), host_of("http://[::1"), host_of(None)) == (
        "example.org",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (BODY, 1.0),
        (BODY.upper(), 1.0),
        (BODY.replace("\n\n", "\r\n"), 1.0),
        ("", 0.0),
        ("Nothing of it is here.", 0.0),
    ],
)
def test_likeness_of_texts(other, alike):
    assert likeness(BODY, other) == alike


def test_likeness_of_a_correction_lies_between():
    assert NEARLY_SAME < likeness(BODY, CORRECTED) < 1
    chinese = "该公司最近被评选为最酷供应商，称集团在供应链中停止所有相关作业"
    assert NEARLY_SAME < likeness(chinese, chinese.replace("最近", "今天")) < 1


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ("", "One.", "The first text; before it only the title was known."),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", "Found by comparing: 1 paragraph added."),
        ("One.\n\nTwo.", "Two.", "Found by comparing: 1 paragraph taken out."),
        ("One. ", "One.\n", "Found by comparing: only blanks and line ends are other."),
        ("All other.", "Not a word.", "Found by comparing: 1 paragraph changed."),
        (
            "He said it was five of them.",
            "He said it was six of them.",
            "Found by comparing: 1 paragraph changed: “five” → “six”.",
        ),
    ],
)
def test_what_changed_is_said_in_words(before, after, note):
    assert what_changed(before, after, "T", "T") == note


def test_what_changed_in_texts_of_any_size_is_said():
    before, after = "\n".join("ab"[n % 2] for n in range(5000)), "c\n" * 4000
    assert what_changed(before, after, "T", "T") == (
        "Found by comparing: 5,000 paragraphs before, 4,000 now."
    )
    note = what_changed("a b " * 5000, "a c " * 5000, "T", "T")
    assert note == "Found by comparing: 1 paragraph changed."
