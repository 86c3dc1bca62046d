"""POST of source documents: what each became, whole or not at all, and who may."""

from __future__ import annotations

import pytest

from archive.loaders.documents import DOCUMENT_FORMATS
from archive.models import Article, Change, Revision, Source
from tests.api.answers import ROOT, shown
from tests.api.documents import FEED, ONE, RECEIVED, TWO, fault, send
from tests.archive.loaders.conftest import sample
from tests.archive.loaders.documents.test_feed import rss
from tests.factories import ArticleFactory, RevisionFactory, SourceFactory

pytestmark = pytest.mark.django_db


FRONT = "---\ntitle: A title\ndate: 2024-08-06 09:16:30\n---\n\nSome text.\n"

SAMPLES = {
    "html": "structured_html_extruct/schema.org/CreativeWork.001.html",
    "feed": "rss/rss-parser/heraldsun.rss",
    "ninjs": "ninjs/3.0/ninjsExSimpleText_3.json",
    "newsml-g2": "newsml_g2/LISTING_2_NewsML-G2_Text_Document.xml",
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


def test_a_merged_outlet_stands_for_its_survivor(coder):
    survivor = SourceFactory()
    merged = SourceFactory(merged_into=survivor)

    send(coder, RECEIVED, source=merged.uid)

    assert Article.objects.get().source == survivor


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
