"""Articles in the admin: read with the passages marked; texts are added and never changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive.models import Article, Revision
from tests.archive.admin.page import errors_of, fields_of
from tests.archive.loaders.documents.test_feed import rss
from tests.archive.loaders.documents.test_html_page import NEWS, with_json_ld
from tests.factories import ArticleFactory, IncidentFactory, PassageFactory, RevisionFactory

ADD = reverse("admin:archive_article_add")
DOCUMENT = "# The base was hit\n\nPublished :`2024-08-06 09:16:30`\n\n---\n\n{body}\n\n---\n"
BODY = "“Several\u00a0hurt,” they said.\n\nMore to come."
pytestmark = pytest.mark.django_db


def change(article) -> str:
    return reverse("admin:archive_article_change", args=[article.pk])


def upload(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("story.txt", text.encode())


def test_article_is_created_with_a_pasted_text(admin_client):
    fields = fields_of(admin_client.get(ADD))
    fields |= {"title": "The base was hit", "new_text": BODY.replace("\n", "\r\n")}

    assert errors_of(admin_client.post(ADD, fields)) == {}

    revision = Revision.objects.get()
    assert (revision.number, revision.body) == (1, BODY)
    assert revision.article.title == "The base was hit"


def test_text_is_kept_to_the_last_blank(admin_client):
    fields = fields_of(admin_client.get(ADD)) | {"title": "Blanks", "new_text": "  a \t\n"}

    admin_client.post(ADD, fields)

    assert Revision.objects.get().body == "  a \t\n"


def test_article_is_created_from_a_source_document(admin_client):
    fields = fields_of(admin_client.get(ADD)) | {"document": upload(DOCUMENT.format(body=BODY))}

    assert errors_of(admin_client.post(ADD, fields)) == {}

    article = Article.objects.get()
    assert article.title == "The base was hit"
    assert article.published_raw == "2024-08-06 09:16:30"
    assert article.published_at == datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC)
    assert article.published_tz_known is False
    assert article.revisions.get().body == BODY


def test_article_is_created_from_a_news_page_with_all_that_it_says(admin_client):
    page = SimpleUploadedFile("story.html", with_json_ld(NEWS).encode())

    fields = fields_of(admin_client.get(ADD)) | {"document": page}
    assert errors_of(admin_client.post(ADD, fields)) == {}

    article = Article.objects.get()
    assert (article.title, article.url) == ("Rocket attack", "https://example.org/of-page")
    assert (article.byline, article.language) == ("Jane Doe, John Roe", "en-GB")
    assert article.published_raw == "2024-08-06T09:16:30+03:00"
    text = article.revisions.get()
    assert (text.body[:13], text.change_note) == ("Paragraph 1: ", "Five were hurt, not six.")


def test_file_of_several_stories_is_no_text_of_one_article(admin_client):
    feed = SimpleUploadedFile("a.xml", rss("<title>One</title>", "<title>Two</title>").encode())

    fields = fields_of(admin_client.get(ADD)) | {"document": feed}

    assert errors_of(admin_client.post(ADD, fields)) == {
        "document": ["a.xml: holds several stories: load it from the list of articles"]
    }


def test_identifiers_of_a_story_are_kept(admin_client):
    entry = "<title>One</title><description>Words.</description><guid>urn:x:1</guid>"
    feed = SimpleUploadedFile("a.xml", rss(entry).encode())

    admin_client.post(ADD, fields_of(admin_client.get(ADD)) | {"document": feed})

    found = Article.objects.get().external_ids.values_list("scheme", "value")
    assert [*found] == [("news_item", "urn:x:1")]


def test_document_does_not_overwrite_what_was_entered(admin_client):
    fields = fields_of(admin_client.get(ADD))
    fields |= {
        "title": "Entered",
        "published_raw": "last Tuesday",
        "document": upload(DOCUMENT.format(body=BODY)),
    }

    assert errors_of(admin_client.post(ADD, fields)) == {}

    article = Article.objects.get()
    assert (article.title, article.published_raw) == ("Entered", "last Tuesday")
    assert article.published_at is None


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        (
            {"document": DOCUMENT.partition("{body}")[0]},
            "document",
            "story.txt:7: no closing rule: the last line must be “---”, after an empty one",
        ),
        (
            {"document": DOCUMENT.format(body=BODY), "new_text": "pasted"},
            "new_text",
            "Give the document or paste the text, not both.",
        ),
        ({"new_text": "pasted"}, "title", "Give the title, or a source document that has one."),
    ],
)
def test_text_that_cannot_be_taken_is_refused_beside_the_field(admin_client, given, field, message):
    if "document" in given:
        given = given | {"document": upload(given["document"])}

    errors = errors_of(admin_client.post(ADD, fields_of(admin_client.get(ADD)) | given))

    assert errors == {field: [message]}
    assert Article.objects.count() == 0


def test_second_text_is_a_new_revision_with_its_note(admin_client):
    first = RevisionFactory(body="First.")
    page = change(first.article)
    fields = fields_of(admin_client.get(page))
    fields |= {"new_text": "Second.", "change_note": "This story has been updated."}

    assert errors_of(admin_client.post(page, fields)) == {}

    second = first.article.latest_revision()
    assert (second.number, second.body) == (2, "Second.")
    assert second.change_note == "This story has been updated."
    assert Revision.objects.get(number=1).body == "First."


def test_text_that_is_there_already_is_refused(admin_client):
    revision = RevisionFactory(body="First.")
    page = change(revision.article)

    errors = errors_of(
        admin_client.post(page, fields_of(admin_client.get(page)) | {"new_text": "First."})
    )

    assert errors == {"new_text": ["This article already has this very text."]}


def test_newest_text_is_shown_and_the_others_by_their_number(admin_client):
    article = ArticleFactory()
    for body in ("The first text.", "The second text."):
        RevisionFactory(article=article, body=body)

    newest = admin_client.get(change(article)).content.decode()
    first = admin_client.get(change(article), {"text": "1"}).content.decode()

    assert ("The second text." in newest, "The first text." in newest) == (True, False)
    assert ("The second text." in first, "The first text." in first) == (False, True)
    assert '<a href="?text=1" aria-current="page">Text 1</a>' in first


def test_passages_are_marked_with_what_they_support(admin_client):
    revision = RevisionFactory(body="A <b>rocket</b> hit.")
    incident = IncidentFactory(title="Rocket & fire")
    passage = PassageFactory(revision=revision, exact="<b>rocket</b>", incident=incident)

    content = admin_client.get(change(revision.article)).content.decode()

    assert (
        f'A <span class="place" id="{passage.uid}"></span>'
        f'<mark class="role-evidence depth-1" data-passages="{passage.uid}">'
        f'<a href="/admin/archive/incident/{incident.pk}/change/" '
        'title="Evidence · incident: Rocket &amp; fire">'
        "&lt;b&gt;rocket&lt;/b&gt;</a></mark> hit.</div>"
    ) in content


def test_text_of_a_revision_cannot_be_changed(admin_client):
    revision = RevisionFactory()
    page = reverse("admin:archive_revision_change", args=[revision.pk])

    assert admin_client.post(page, {"body": "Other."}).status_code == 403
    assert list(fields_of(admin_client.get(page))) == ["csrfmiddlewaretoken"]


def test_list_says_when_an_article_was_published(admin_client):
    ArticleFactory(
        published_at=datetime(2024, 8, 6, 9, 16, tzinfo=UTC), published_tz_known=False, source=None
    )
    ArticleFactory(undated=True)

    content = admin_client.get(reverse("admin:archive_article_changelist")).content.decode()

    assert "6 August 2024, 09:16 (time zone not known)" in content
    assert '<td class="field-published">not known</td>' in content
    assert '<td class="field-source nowrap">not known</td>' in content
