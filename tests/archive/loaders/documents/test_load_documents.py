"""Taking in the documents of a file or of bytes: whole or not at all, and said of each."""

from __future__ import annotations

import json
import socket
import tracemalloc
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from archive.dumps.base import Addresses
from archive.dumps.ninjs import lines as ninjs_lines
from archive.errors import LoadError
from archive.loaders.base import Options, Refusal
from archive.loaders.documents import DOCUMENT_FORMATS, load_documents
from archive.models import Article, Revision
from tests.archive.loaders.conftest import load_one, sample
from tests.archive.loaders.documents.test_feed import rss
from tests.archive.loaders.documents.test_html_page import NEWS, with_json_ld
from tests.archive.loaders.documents.test_ninjs import item
from tests.factories import ArticleFactory, RevisionFactory, SourceFactory

pytestmark = pytest.mark.django_db

ONE = "<title>One</title><link>https://example.org/1</link><description>First.</description>"
TWO = "<title>Two</title><link>https://example.org/2</link><description>Second.</description>"
EMPTY = "<category>none</category>"
LONG = f"<title>{'x' * 1001}</title>"
RECEIVED = "# A title\n\nPublished :`2024-08-06 09:16:30`\n\n---\n\nSome text.\n\n---\n"
FRONT = "---\ntitle: A title\ndate: 2024-08-06 09:16:30\n---\n\nSome text.\n"


def whats(report):
    return [each.what for each in report.documents]


def test_bytes_are_recognised_and_every_story_is_told_of():
    report = load_documents(rss(ONE, TWO).encode())
    one, two = Article.objects.order_by("id")
    assert report.format == "feed"
    assert [(each.what, each.uid, each.number, each.line) for each in report.documents] == [
        ("created", one.uid, 1, 3),
        ("created", two.uid, 1, 4),
    ]
    assert (dict(report.created), report.unchanged) == ({"articles": 2, "revisions": 2}, 0)


def test_loading_twice_changes_nothing():
    raw = rss(ONE, TWO).encode()
    load_documents(raw)
    before = list(Article.objects.values())
    report = load_documents(raw)
    assert (whats(report), report.unchanged, dict(report.created)) == (["same"] * 2, 2, {})
    assert list(Article.objects.values()) == before


def test_new_text_is_told_of():
    load_documents(rss(ONE).encode())
    report = load_documents(rss(ONE.replace("First.", "First, corrected.")).encode())
    assert (whats(report), report.changed, report.documents[0].number) == (["changed"], 1, 2)


def test_story_is_the_same_in_whatever_format_it_comes():
    load_documents(RECEIVED.encode(), name="a.txt")
    assert whats(load_documents(FRONT.encode(), name="a.md")) == ["same"]
    assert whats(load_documents(b"A title\n\nSome text.\n", name="b.txt")) == ["same"]
    assert Article.objects.count() == 1


def test_feed_then_page_then_feed_keeps_the_text_of_the_page():
    link = "https://example.org/of-page?utm_source=feed"
    entry = f"<title>Rocket attack</title><link>{link}</link><description>Short.</description>"
    feed, page = rss(entry).encode(), with_json_ld(NEWS).encode()
    assert whats(load_documents(feed)) == ["created"]
    assert whats(load_documents(page)) == ["changed"]
    assert whats(load_documents(feed)) == ["same"]
    article = Article.objects.get()
    assert article.url == "https://example.org/of-page"
    assert article.latest_revision().body.startswith("Paragraph 1: ")
    assert article.latest_revision().change_note == "Five were hurt, not six."


def test_options_say_what_documents_do_not():
    options = Options(language="fr", review_status="in_review")
    load_documents(b"Title\n\nTexte.", "text", options)
    article = Article.objects.get()
    assert (article.language, article.review_status) == ("fr", "in_review")


def test_bad_story_keeps_the_file_out():
    with pytest.raises(LoadError) as refused:
        load_documents(rss(ONE, EMPTY, TWO).encode(), name="feed.xml")
    assert str(refused.value) == (
        "feed.xml:4: story 2: the entry has neither title, text nor address"
    )
    assert not Article.objects.exists()


def test_bad_stories_are_left_out_when_asked():
    report = load_documents(rss(ONE, EMPTY, LONG, TWO).encode(), options=Options(on_error="skip"))
    too_long = "Ensure this value has at most 1000 characters (it has 1001)."
    assert report.refused == [
        Refusal(2, 4, None, "the entry has neither title, text nor address"),
        Refusal(3, 5, "title", too_long),
    ]
    assert [article.title for article in Article.objects.order_by("id")] == ["One", "Two"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            rss(EMPTY, EMPTY),
            "none of 2 stories can be taken: line 3 (row 1): the entry has neither",
        ),
        ("<rss/>", "holds no story"),
        (
            '[{"uri": "urn:x", "type": "picture", "headline": "P"}]',
            "holds no story: 1 × left out, it is no story: picture",
        ),
        ("nothing of the kind", "looks like no known format: name one of document, markdown, text"),
        ("", "the file is empty"),
    ],
)
def test_what_holds_no_story_is_refused(content, reason):
    with pytest.raises(LoadError) as refused:
        load_documents(content.encode(), options=Options(on_error="skip"))
    assert refused.value.reason.startswith(reason)


def test_dry_run_says_it_and_does_nothing():
    assert whats(load_documents(rss(ONE).encode(), dry_run=True)) == ["created"]
    assert not Article.objects.exists()


def test_story_twice_in_a_file_is_one():
    assert whats(load_documents(rss(ONE, ONE).encode())) == ["created", "same"]


def test_left_out_is_told_of():
    picture = json.dumps({"uri": "urn:x", "type": "picture", "headline": "P"})
    report = load_documents(f"[{item()}, {picture}]".encode())
    assert dict(report.notices) == {"left out, it is no story: picture": 1}


def test_no_file_is_too_long_to_be_refused():
    long = b"x" * (33 * 1024 * 1024)
    for kind in ("document", "markdown", "text", "html", "feed", "newsml-g2"):
        with pytest.raises(LoadError, match="and no document has more than 33,554,432"):
            load_documents(long, kind)
    with pytest.raises(LoadError, match="not JSON: Expecting value"):
        load_documents(b"[" + b" " * len(long) + b"x", "ninjs")


def test_memory_does_not_grow_with_the_number_of_items(tmp_path):
    def peak(number):
        path = tmp_path / f"{number}.json"
        bodies = [{"value": "word " * 40_000}]
        with path.open("w") as file:
            for each in range(number):
                file.write(item(uri=f"urn:x:{number}:{each}", bodies=bodies) + "\n")
        tracemalloc.start()
        load_one(path, "ninjs", dry_run=True)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(1)
    # A file is hashed in pieces of a megabyte, and both are longer; 8 texts are 1.6 more.
    assert peak(16) < peak(8) + 500_000


@pytest.fixture
def no_network(monkeypatch):
    """Whoever opens a socket that leaves this machine, or asks for a name, fails the test."""
    connect = socket.socket.connect

    def refuse(*args, **kwargs):
        raise AssertionError(f"the network was asked for: {args}")

    def within(self, address):
        if self.family == socket.AF_UNIX:
            return connect(self, address)
        raise AssertionError(f"the network was asked for: {address}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", within)


LINKS = "https://example.org/never"
LINKED = {
    "document": RECEIVED.replace("Some", f"<img src='{LINKS}'> Some"),
    "markdown": FRONT.replace("title:", f"url: {LINKS}\nimage: {LINKS}\ntitle:"),
    "text": f"Title\n\n{LINKS}",
    "html": with_json_ld({**NEWS, "@context": LINKS}).replace(
        "<head>",
        f'<head><base href="{LINKS}"><link rel=stylesheet href="{LINKS}">'
        f'<script src="{LINKS}"></script><meta http-equiv=refresh content="0;url={LINKS}">'
        f'<iframe src="{LINKS}"></iframe><img src="{LINKS}">',
    ),
    "feed": rss(ONE).replace("<rss", f'<!DOCTYPE rss PUBLIC "-//N//" "{LINKS}">\n<rss')
    + f'<?xml-stylesheet href="{LINKS}"?>',
    "ninjs": item(
        standard={"schema": LINKS}, associations=[{"uri": LINKS, "renditions": [{"href": LINKS}]}]
    ),
    "newsml-g2": (
        f'<!DOCTYPE newsItem SYSTEM "{LINKS}"><newsItem '
        'xmlns="http://iptc.org/std/nar/2006-10-01/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="http://iptc.org/std/nar/2006-10-01/ {LINKS}">'
        f'<catalogRef href="{LINKS}"/><contentMeta><headline>T</headline></contentMeta><contentSet>'
        f'<remoteContent href="{LINKS}"/><inlineData>Text.</inlineData></contentSet></newsItem>'
    ),
}


@pytest.mark.parametrize("kind", DOCUMENT_FORMATS)
def test_nothing_that_a_document_names_is_fetched(kind, no_network):
    load_documents(LINKED[kind].encode(), kind)
    assert Article.objects.count() == 1


def test_command_tells_of_every_story(write, tmp_path, capsys):
    path, target = write("feed.xml", rss(ONE, TWO)), tmp_path / "report.json"
    call_command("load", str(path), "--report", str(target))
    one, two = Article.objects.order_by("id")
    assert capsys.readouterr().out.splitlines() == [
        f"{path}:3: added {one.uid} One",
        f"{path}:4: added {two.uid} Two",
        f"{path}: feed, 2 documents: 2 added, 0 with a new text, 0 unchanged, 0 refused",
    ]
    (file,) = json.loads(target.read_text())["files"]
    assert file["documents"] == [
        {"what": "created", "uid": one.uid, "title": "One", "text": 1, "line": 3, "notices": []},
        {"what": "created", "uid": two.uid, "title": "Two", "text": 1, "line": 4, "notices": []},
    ]


def test_command_shows_the_first_of_many_stories(write, capsys):
    items = [ONE.replace("One", str(n)).replace("/1", f"/{n}") for n in range(30)]
    call_command("load", "feed", str(write("feed.xml", rss(*items))))
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 22
    assert said[20] == "  … and 10 more; --report FILE lists them all"


def test_command_refuses_a_file_by_its_line(write):
    path = write("feed.xml", rss(ONE, EMPTY))
    with pytest.raises(CommandError) as refused:
        call_command("load", "feed", str(path))
    assert str(refused.value).splitlines() == [
        "Nothing was loaded:",
        f"{path}:4: story 2: the entry has neither title, text nor address",
    ]


def test_samples_of_ninjs_are_one_story_in_every_version():
    names = ("1.4/ninjsExSimpleText1", "2.1/ninjsExSimpleText_2", "3.0/ninjsExSimpleText_3")
    found = [load_one(sample(f"ninjs/{name}.json")) for name in names]
    assert [whats(report) for report in found] == [["created"], ["same"], ["same"]]
    assert Revision.objects.count() == 1


def test_articles_that_were_written_out_as_ninjs_come_back():
    source = SourceFactory(name="Example Times", review_status="published")
    article = ArticleFactory(
        title="Rocket attack",
        url="https://example.org/a",
        source=source,
        byline="Jane Doe",
        language="en-GB",
        published_at=datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC),
        published_tz_known=True,
        review_status="published",
    )
    RevisionFactory(article=article, body="One.\n\n“Two”\u00a0& three.", change_note="Corrected.")
    (line,) = ninjs_lines(Addresses("https://archive.example.org"))
    raw = json.dumps(line).encode()
    assert whats(load_documents(raw)) == ["same"]
    Revision.objects.all().delete()
    Article.objects.all().delete()
    assert whats(load_documents(raw)) == ["created"]
    found = Article.objects.get()
    assert (found.title, found.url, found.source) == (
        "Rocket attack",
        "https://example.org/a",
        source,
    )
    assert (found.byline, found.language) == ("Jane Doe", "en-GB")
    assert found.published_instant == article.published_instant
    text = found.revisions.get()
    assert (text.body, text.change_note) == ("One.\n\n“Two”\u00a0& three.", "Corrected.")
