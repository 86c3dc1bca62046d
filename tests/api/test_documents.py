"""POST of source documents: what each became, whole or not at all, and who may."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from api.viewsets import document
from archive.loaders.documents import DOCUMENT_FORMATS
from archive.models import Article, Change, Revision, Source
from tests.api.answers import ROOT, body, shown
from tests.archive.loaders.conftest import sample
from tests.archive.loaders.documents.test_feed import rss
from tests.factories import ArticleFactory, RevisionFactory, SourceFactory

pytestmark = pytest.mark.django_db

ONE = "<title>One</title><link>https://example.org/1</link><description>First.</description>"
TWO = "<title>Two</title><link>https://example.org/2</link><description>Second.</description>"
EMPTY = "<category>none</category>"
FEED = rss(ONE, TWO)
RECEIVED = "# A title\n\nPublished :`2024-08-06 09:16:30`\n\n---\n\nSome text.\n\n---\n"
FRONT = "---\ntitle: A title\ndate: 2024-08-06 09:16:30\n---\n\nSome text.\n"
SAMPLES = {
    "html": "structured_html_extruct/schema.org/CreativeWork.001.html",
    "feed": "rss/rss-parser/heraldsun.rss",
    "ninjs": "ninjs/3.0/ninjsExSimpleText_3.json",
    "newsml-g2": "newsml_g2/LISTING_2_NewsML-G2_Text_Document.xml",
}


def send(api: APIClient, file: str | bytes, status: int = 201, **query: Any) -> Any:
    """Send a file; return the body of the answer."""
    headers = query.pop("headers", {})
    kind = query.pop("content_type", "application/octet-stream")
    words = "&".join(f"{name}={value}" for name, value in query.items())
    answer = api.post(f"{ROOT}/documents/?{words}", file, content_type=kind, headers=headers)
    return body(answer, status)


def fault(api: APIClient, file: str | bytes, status: int, **query: Any) -> dict[str, Any]:
    """Send a file that is refused; return its one fault."""
    (found,) = send(api, file, status, **query)["errors"]
    return {name: found[name] for name in sorted(found.keys() - {"detail", "allowed"})} | {
        "detail": found["detail"]
    }


def test_each_document_becomes_a_draft_with_its_text(coder):
    report = send(coder, FEED, name="rss.xml")

    one, two = Article.objects.order_by("id")
    assert report == {
        "name": "rss.xml",
        "format": "feed",
        "dry_run": False,
        "totals": {"documents": 2, "created": 2, "changed": 0, "same": 0, "refused": 0},
        "left_out": [],
        "outcomes": [
            {
                "position": position,
                "line": line,
                "outcome": "created",
                "uid": article.uid,
                "url": f"http://testserver{ROOT}/articles/{article.uid}/",
                "title": article.title,
                "revision": 1,
                "element": None,
                "reason": None,
                "notices": [],
            }
            for position, line, article in ((1, 3, one), (2, 4, two))
        ],
    }
    record = shown(coder, one)
    assert (record["text"], record["review_status"], record["origin"]) == (
        "First.",
        "draft",
        "human",
    )


def test_the_same_again_changes_nothing(coder):
    send(coder, FEED)
    before = list(Article.objects.order_by("id").values())

    report = send(coder, FEED, 200)

    assert report["totals"] == {
        "documents": 2,
        "created": 0,
        "changed": 0,
        "same": 2,
        "refused": 0,
    }
    assert [each["uid"] for each in report["outcomes"]] == [each["uid"] for each in before]
    assert list(Article.objects.order_by("id").values()) == before


def test_a_new_text_is_the_next_revision(coder):
    send(coder, rss(ONE))

    (found,) = send(coder, rss(ONE.replace("First.", "First, corrected.")))["outcomes"]

    assert (found["outcome"], found["revision"]) == ("changed", 2)
    assert [each.body for each in Revision.objects.order_by("number")] == [
        "First.",
        "First, corrected.",
    ]


def test_a_dry_run_says_it_and_leaves_nothing(coder):
    send(coder, rss(ONE))
    changes = Change.objects.count()

    report = send(coder, FEED, 200, dry_run="true")

    assert report["dry_run"] is True
    assert [(each["outcome"], each["uid"]) for each in report["outcomes"]] == [
        ("same", Article.objects.get().uid),
        ("created", None),
    ]
    assert (Article.objects.count(), Change.objects.count()) == (1, changes)


def test_the_log_says_who_and_by_what(coder):
    send(coder, RECEIVED, name="story.md")
    send(coder, FRONT.replace("Some", "Another"), name="other.md", reason="For the desk.")

    entries = Change.objects.order_by("seq")
    user = entries[0].by
    assert user is not None
    assert [(each.by, each.reason) for each in entries] == [
        (user, "load document story.md"),
        (user, "For the desk."),
    ]


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("named", [True, False])
def test_every_format_is_read_and_recognised(coder, kind, named):
    path = sample(SAMPLES[kind])
    query = {"format": kind} if named else {"name": path.name}

    report = send(coder, path.read_bytes(), **query)

    assert (report["format"], report["totals"]["created"]) == (kind, Article.objects.count())
    assert send(coder, path.read_bytes(), 200, **query)["totals"]["created"] == 0


@pytest.mark.parametrize(
    ("kind", "file", "name"),
    [
        ("document", RECEIVED, "a"),
        ("markdown", FRONT, "a.md"),
        ("text", "A title\n\nSome text.\n", "a.txt"),
    ],
)
def test_texts_are_recognised_by_content_or_name(coder, kind, file, name):
    assert send(coder, file, name=name)["format"] == kind
    assert send(coder, file, 200, format=kind)["format"] == kind


def test_formats_are_those_of_the_loader(coder):
    problem = send(coder, FEED, 400, format="docx")

    assert problem["errors"][0]["allowed"] == [*DOCUMENT_FORMATS]


def test_what_documents_do_not_say_is_taken_from_the_request(coder):
    outlet = SourceFactory(name="The Courier", domain="courier.example")

    for number, named in enumerate((outlet.uid, "courier.example", "The Courier")):
        send(coder, f"T\n\nText {number}.", format="text", source=named, language="pt-BR")

    assert {(each.source, each.language) for each in Article.objects.all()} == {(outlet, "pt-BR")}


def test_the_encoding_that_is_named_counts(coder):
    raw = "Café\n\nTrès bon.".encode("latin-1")

    found = fault(coder, raw, 422, format="text", name="c.txt")
    send(coder, raw, format="text", encoding="latin-1")

    assert found == {
        "code": "not_loadable",
        "pointer": "",
        "line": 1,
        "detail": "c.txt:1: not UTF-8: byte 0xe9",
    }
    assert Article.objects.get().title == "Café"


@pytest.mark.parametrize("uid", ["src_01j4q5vb4pex5vsknk084sn02q", "nobody.example"])
def test_an_outlet_that_is_not_there_is_refused(coder, uid):
    found = fault(coder, RECEIVED, 422, source=uid)

    assert (found["parameter"], found["code"]) == ("source", "unknown_source")
    assert not Article.objects.exists()


def test_an_outlet_of_a_name_that_two_have_is_refused(coder):
    SourceFactory.create_batch(2, name="Twins")

    assert fault(coder, RECEIVED, 422, source="Twins")["code"] == "ambiguous_source"


def test_a_merged_outlet_stands_for_its_survivor(coder):
    survivor = SourceFactory()
    merged = SourceFactory(merged_into=survivor)

    send(coder, RECEIVED, source=merged.uid)

    assert Article.objects.get().source == survivor


def test_one_bad_document_keeps_the_file_out_and_is_named(coder):
    found = fault(coder, rss(ONE, EMPTY), 422, name="feed.xml")

    assert found == {
        "code": "not_loadable",
        "pointer": "",
        "line": 4,
        "detail": "feed.xml:4: story 2: the entry has neither title, text nor address",
    }
    assert not Article.objects.exists()


def test_bad_documents_are_left_out_where_that_is_asked(coder):
    report = send(coder, rss(EMPTY, ONE, f"<title>{'x' * 1001}</title>"), on_error="skip")

    assert report["totals"] == {
        "documents": 3,
        "created": 1,
        "changed": 0,
        "same": 0,
        "refused": 2,
    }
    assert [
        (each["outcome"], each["line"], each["element"], each["reason"])
        for each in report["outcomes"]
    ] == [
        ("refused", 3, None, "the entry has neither title, text nor address"),
        ("created", 4, None, None),
        ("refused", 5, "title", "Ensure this value has at most 1000 characters (it has 1001)."),
    ]


def test_what_is_no_story_is_told_of(coder):
    items = [
        {"uri": "urn:x:1", "type": "text", "headline": "T", "body_text": "Words."},
        {"uri": "urn:x:2", "type": "picture", "headline": "P"},
    ]

    report = send(coder, json.dumps(items))

    assert (report["left_out"], report["totals"]["documents"]) == (["1 × picture"], 1)


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<rss><channel><item><title>&b;</title></item></channel></rss>"
)
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><item><title>&a;</title></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("file", "kind", "reason"),
    [
        (BOMB, "feed", "f:1: declares the entity “a”: entities are refused"),
        (OUTSIDE, "feed", "f:1: declares the entity “a”: entities are refused"),
        (FEED[:-20], "feed", "f:4: the file ends within an element: it was cut"),
        (FEED.replace("One", "O\x00ne"), "feed", "f:3: a NUL character"),
        (FEED, "ninjs", "f:1: not JSON"),
        (FEED, "document", "f:1: the first line must be the title"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "text", "f:1: not UTF-8: byte 0x89"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", None, "f: looks like no known format: name one of"),
        ('[{"uri": "u", "type": "picture", "headline": "P"}]', "ninjs", "f: holds no story"),
        (rss(EMPTY), "feed", "f:3: the entry has neither title, text nor address"),
        (" \n", "text", "f:1: the text is empty"),
    ],
)
@pytest.mark.parametrize("on_error", ["stop", "skip"])
def test_a_file_that_can_not_be_taken_in_is_refused_whole(coder, file, kind, reason, on_error):
    query = {} if kind is None else {"format": kind}

    found = fault(coder, file, 422, name="f", on_error=on_error, **query)

    assert found["detail"].startswith(reason)
    assert found.get("line") == (int(reason.split(":")[1]) if reason[2].isdigit() else None)
    assert not Article.objects.exists()


def test_more_documents_than_go_are_refused(coder, monkeypatch):
    monkeypatch.setattr(document, "MOST", 2)

    assert send(coder, FEED)["totals"]["documents"] == 2
    found = fault(coder, rss(ONE, TWO, "<title>Three</title>"), 422)

    assert found["detail"] == "document: holds more than 2 documents: send fewer at a time"


@pytest.mark.parametrize(
    "kind", ["application/json", "text/html", "multipart/form-data; boundary=x"]
)
def test_another_media_type_is_refused(coder, kind):
    problem = send(coder, FEED, 415, content_type=kind)

    assert problem["detail"] == (
        f'Unsupported media type "{kind}" in request. This address reads application/octet-stream.'
    )


def test_an_empty_body_is_refused(coder):
    assert fault(coder, b"", 400) == {
        "code": "empty",
        "pointer": "",
        "detail": "The body: It is empty: send a file.",
    }


def test_a_body_that_is_too_large_is_refused(coder, settings):
    settings.MAX_BODY_BYTES = 100

    send(coder, FEED, 413)


@pytest.mark.parametrize(
    "query",
    [
        {"formt": "feed"},
        {"on_error": "ignore"},
        {"dry_run": "yes"},
        {"language": "no tag"},
        {"name": ""},
        {"review_status": "published"},
    ],
)
def test_a_parameter_that_is_wrong_is_refused(coder, query):
    (found,) = send(coder, FEED, 400, **query)["errors"]

    assert found["parameter"] == next(iter(query))
    assert not Article.objects.exists()


def test_who_may(api, user_api, coder, reviewer):
    send(api, FEED, 401)
    send(user_api, FEED, 403)
    assert not Article.objects.exists()
    send(coder, FEED)
    send(reviewer, FEED, 200)


@pytest.mark.parametrize("on_error", ["stop", "skip"])
def test_a_coder_adds_no_text_to_what_they_may_not_change(coder, reviewer, on_error):
    article = ArticleFactory(title="One", url="https://example.org/1", review_status="published")
    RevisionFactory(article=article, body="First.")
    newer = rss(ONE.replace("First.", "First, corrected."), TWO)
    reason = (
        "As a coder you may not change this: only drafts and records in review that you made, or "
        "that a machine made."
    )

    if on_error == "stop":
        problem = send(coder, newer, 403, name="f")
        assert problem["detail"] == f"f:3: {reason}"
    else:
        report = send(coder, newer, on_error="skip")
        assert [(each["outcome"], each["reason"]) for each in report["outcomes"]] == [
            ("refused", reason),
            ("created", None),
        ]

    assert article.revisions.count() == 1
    send(reviewer, newer)
    assert article.revisions.count() == 2


def test_the_same_request_is_done_once(coder):
    key = {"Idempotency-Key": "one-of-mine"}

    first, again = send(coder, FEED, headers=key), send(coder, FEED, headers=key)

    assert first == again
    assert first["totals"]["created"] == 2
    assert fault(coder, rss(ONE), 422, headers=key)["code"] == "other_request"


def test_a_large_file_may_have_a_key(coder):
    text = "word " * 600_000  # 3 MB

    (found,) = send(
        coder, f"T\n\n{text}", format="text", headers={"Idempotency-Key": "one-of-mine"}
    )["outcomes"]

    assert found["outcome"] == "created"


def test_documents_can_not_be_listed(coder):
    assert coder.get(f"{ROOT}/documents/").status_code == 405


def test_an_outlet_that_a_document_names_is_made_as_a_draft(coder):
    send(coder, FRONT.replace("title:", "publisher: The Courier\ntitle:"), format="markdown")

    assert [(each.name, each.review_status) for each in Source.objects.all()] == [
        ("The Courier", "draft")
    ]
