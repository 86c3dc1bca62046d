"""Stories from files in the admin: looked at first, then loaded, all or nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive.admin.loading import plan, views
from archive.models import Article, Change, Source
from tests.archive.loaders.conftest import sample
from tests.archive.loaders.documents.test_feed import rss
from tests.factories import ArticleFactory, RevisionFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db

LOAD = "/admin/archive/article/load/"
ONE = "<title>One</title><link>https://example.org/1</link><description>First.</description>"
TWO = "<title>Two</title><link>https://example.org/2</link><description>Second.</description>"
EMPTY = "<category>none</category>"
PLAIN = "A title\n\nSome text.\n"


def look(client, *files: tuple[str, str | bytes], **said):
    """Return the page that shows what would become of files."""
    uploads = [
        SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
        for name, content in files
    ]
    return client.post(LOAD, {"documents": uploads, **said})


def confirm(client, page):
    return client.post(LOAD, {"confirmed": page.context["confirmed"]}, follow=True)


def outcomes(page) -> list[tuple[str, str, str]]:
    return [
        (file.name, each.words, each.title)
        for file in page.context["plan"].files
        for each in file.outcomes
    ]


def test_stories_are_shown_first_and_then_loaded(admin_client):
    page = look(admin_client, ("rss.xml", rss(ONE, TWO)), ("a.txt", PLAIN), reason="For the desk")

    assert page.status_code == 200
    assert "This would load 3 new articles" in page.content.decode()
    assert outcomes(page) == [
        ("rss.xml", "New article", "One"),
        ("rss.xml", "New article", "Two"),
        ("a.txt", "New article", "A title"),
    ]
    assert (Article.objects.count(), Change.objects.count()) == (0, 0)

    done = confirm(admin_client, page)

    assert "3 new articles loaded." in done.content.decode()
    assert set(Article.objects.values_list("title", "review_status")) == {
        ("One", "draft"),
        ("Two", "draft"),
        ("A title", "draft"),
    }
    assert set(Change.objects.values_list("by", "reason")) == {("admin", "For the desk")}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("structured_html_extruct/schema.org/CreativeWork.001.html", "html"),
        ("rss/rss-parser/heraldsun.rss", "feed"),
        ("ninjs/3.0/ninjsExSimpleText_3.json", "ninjs"),
        ("newsml_g2/LISTING_2_NewsML-G2_Text_Document.xml", "newsml-g2"),
    ],
)
def test_every_format_is_recognised_or_chosen(admin_client, name, kind):
    path = sample(name)

    page = look(admin_client, (path.name, path.read_bytes()))
    chosen = look(admin_client, ("upload", path.read_bytes()), format=kind)
    confirm(admin_client, page)

    assert [each.format for each in page.context["plan"].files] == [kind]
    assert [each[1:] for each in outcomes(page)] == [each[1:] for each in outcomes(chosen)]
    assert Article.objects.count() == page.context["plan"].counts["created"] > 0


def test_what_is_there_already_and_what_is_new_of_it_is_told(admin_client):
    article = ArticleFactory(title="One", url="https://example.org/1")
    RevisionFactory(article=article, body="First.")

    same = look(admin_client, ("a.xml", rss(ONE)))
    assert "Nothing new: nothing would be loaded" in same.content.decode()
    assert same.context["confirmed"] is None
    newer = look(admin_client, ("a.xml", rss(ONE.replace("First.", "Corrected."))))
    done = confirm(admin_client, newer)

    assert outcomes(newer) == [("a.xml", "New text, number 2", "One")]
    page = reverse("admin:archive_article_change", args=[article.pk])
    assert f'href="{page}"' in newer.content.decode()
    assert done.redirect_chain == [(page, 302)]
    assert article.latest_revision().body == "Corrected."


def test_files_of_one_upload_see_each_other(admin_client):
    page = look(admin_client, ("a.xml", rss(ONE)), ("b.xml", rss(ONE, TWO)))

    assert outcomes(page) == [
        ("a.xml", "New article", "One"),
        ("b.xml", "Already there", "One"),
        ("b.xml", "New article", "Two"),
    ]


def test_one_bad_story_keeps_all_out_and_is_named(admin_client):
    page = look(admin_client, ("a.xml", rss(ONE, EMPTY)), ("b.xml", "<rss><channel>"))

    assert page.status_code == 422
    html = page.content.decode()
    assert "Nothing was loaded: 2 things to mend" in html
    assert "the entry has neither title, text nor address" in html
    assert "the file ends within an element: it was cut" in html
    assert page.context["confirmed"] is None
    assert not Article.objects.exists()


def test_bad_stories_are_left_out_where_that_is_asked(admin_client):
    files = (("a.xml", rss(ONE, EMPTY)), ("b.xml", "<rss><channel>"))

    page = look(admin_client, *files, skip="on")
    confirm(admin_client, page)

    assert (page.status_code, page.context["plan"].counts["refused"]) == (200, 2)
    assert [each.title for each in Article.objects.all()] == ["One"]


def test_outlet_and_language_are_those_that_are_chosen(admin_client):
    outlet = SourceFactory()

    confirm(admin_client, look(admin_client, ("a.txt", PLAIN), source=outlet.pk, language="pt-BR"))

    article = Article.objects.get()
    assert (article.source, article.language) == (outlet, "pt-BR")
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"language": "no tag"}, "language"),
        ({"format": "docx"}, "format"),
        ({"source": 99}, "source"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(admin_client, said, field):
    page = look(admin_client, ("a.txt", PLAIN), **said)

    assert (page.status_code, [*page.context["form"].errors]) == (422, [field])


def test_files_are_asked_for_and_limited(admin_client, monkeypatch):
    monkeypatch.setattr(views, "MOST_FILES", 2)
    monkeypatch.setattr(views, "MOST_BYTES", 100)

    assert admin_client.post(LOAD, {}).context["form"].errors == {
        "documents": ["This field is required."]
    }
    many = look(admin_client, *[(f"{n}.txt", PLAIN) for n in range(3)])
    assert many.context["form"].errors == {"documents": ["3 files; at most 2 go at a time."]}
    large = look(admin_client, ("a.txt", PLAIN * 10))
    assert large.status_code == 422
    empty = look(admin_client, ("a.txt", ""))
    assert empty.context["form"].errors == {"documents": ["The submitted file is empty."]}


def test_a_file_of_too_many_stories_is_refused(admin_client, monkeypatch):
    monkeypatch.setattr(plan, "MOST_STORIES", 1)

    page = look(admin_client, ("a.xml", rss(ONE, TWO)))

    assert "holds more than 1 documents" in page.content.decode()


def test_coder_adds_no_text_to_what_they_may_not_change(client):
    article = ArticleFactory(title="One", url="https://example.org/1", review_status="published")
    RevisionFactory(article=article, body="First.")
    client.force_login(UserFactory(role="coder"))

    page = look(client, ("a.xml", rss(ONE.replace("First.", "Corrected."))))

    assert page.status_code == 422
    assert "As a coder you may not change this" in page.content.decode()
    assert article.revisions.count() == 1


def test_what_was_loaded_meanwhile_is_not_loaded_again(admin_client):
    page = look(admin_client, ("a.xml", rss(ONE)))
    confirm(admin_client, page)

    again = confirm(admin_client, page)

    assert "Nothing new: nothing would be loaded" in again.content.decode()
    assert Article.objects.count() == 1


def test_what_somebody_else_looked_at_is_not_confirmed(client, admin_client):
    page = look(admin_client, ("a.txt", PLAIN))
    client.force_login(UserFactory(role="reviewer"))

    response = client.post(LOAD, {"confirmed": page.context["confirmed"]}, follow=True)

    assert "too old; choose the files again" in response.content.decode()
    assert not Article.objects.exists()


def test_person_without_the_right_is_told_so(client):
    client.force_login(UserFactory(staff=True))

    assert client.get(LOAD).status_code == 403
    assert client.post(LOAD, {"confirmed": "x"}).status_code == 403


def test_list_of_articles_leads_to_the_page_and_others_do_not(admin_client):
    assert f'href="{LOAD}"' in admin_client.get("/admin/archive/article/").content.decode()
    assert "Load from files" not in admin_client.get("/admin/archive/place/").content.decode()
