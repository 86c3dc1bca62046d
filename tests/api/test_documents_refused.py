"""POST of source documents that cannot be taken in: which, where, and why."""

from __future__ import annotations

import json

import pytest

from api.viewsets import document
from archive.models import Article
from tests.api.documents import EMPTY, FEED, ONE, RECEIVED, TWO, fault, send
from tests.archive.loaders.documents.test_feed import rss
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("uid", ["src_01j4q5vb4pex5vsknk084sn02q", "nobody.example"])
def test_an_outlet_that_is_not_there_is_refused(coder, uid):
    found = fault(coder, RECEIVED, 422, source=uid)

    assert (found["parameter"], found["code"]) == ("source", "unknown_source")
    assert not Article.objects.exists()


def test_an_outlet_of_a_name_that_two_have_is_refused(coder):
    SourceFactory.create_batch(2, name="Twins")

    assert fault(coder, RECEIVED, 422, source="Twins")["code"] == "ambiguous_source"


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
