"""Markdown: the text as it stands, and what its front matter says, as it is written."""

from __future__ import annotations

import pytest

from archive.errors import LoadError
from tests.archive.loaders.documents.reading import the_story


def story(front="title: A title", body="Some text.", newline="\n"):
    return newline.join(["---", *front.splitlines(), "---", "", body, ""])


def refused(content):
    with pytest.raises(LoadError) as caught:
        the_story("markdown", content)
    return caught.value.line, caught.value.reason


def test_front_matter_says_what_is_known():
    found = the_story(
        "markdown",
        story(
            "title: Rocket attack\n"
            "date: 2024-08-06 09:16:30\n"
            "authors: [Jane Doe, {name: John Roe}, Jane Doe]\n"
            "lang: en-GB\n"
            "canonical_url: https://example.org/a\n"
            "publisher: Example Times\n"
            "guid: urn:example:1\n"
            "correction: The number of wounded was wrong.\n"
            "tags: [war]\n"
            "layout: post\n"
        ),
    )
    assert (found.title, found.body, found.line) == ("Rocket attack", "Some text.", 1)
    assert found.published_raw == "2024-08-06 09:16:30"
    assert found.byline == "Jane Doe, John Roe"
    assert (found.language, found.url) == ("en-GB", "https://example.org/a")
    assert found.publisher == "Example Times"
    assert found.identifiers == (("news_item", "urn:example:1"),)
    assert found.change_note == "The number of wounded was wrong."
    assert found.notices == ("front matter not taken: tags, layout",)


def test_values_stay_as_they_are_written():
    found = the_story("markdown", story("title: no\ndate: 2024-08-06\nauthor: 007\nlang: no"))
    known = (found.title, found.published_raw, found.byline, found.language)
    assert known == ("no", "2024-08-06", "007", "no")


def test_source_may_be_an_address():
    found = the_story("markdown", story("title: T\nsource: https://example.org/a"))
    assert (found.url, found.publisher) == ("https://example.org/a", None)


def test_what_is_not_said_is_not_known():
    found = the_story("markdown", story())
    unknown = (found.published_raw, found.byline, found.language, found.url, found.publisher)
    assert unknown == (None,) * 5
    assert (found.identifiers, found.notices) == ((), ())


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_is_taken_as_it_stands(newline):
    body = f"*One*\u00a0two.{newline}{newline}---{newline}{newline}“Three.”"
    assert the_story("markdown", story(body=body, newline=newline)).body == body


def test_heading_is_the_title_where_no_front_matter_gives_one():
    text = "# Rocket attack #\n\nSome text.\n"
    found = the_story("markdown", text)
    assert (found.title, found.body) == ("Rocket attack", "# Rocket attack #\n\nSome text.")


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("---\ntitle: T\n", 1, "the front matter has no end: expected “---”"),
        ("---\ntitle: [T\n---\nText.", 3, "the front matter is not YAML: "),
        (
            "---\na: &a [1]\nb: *a\n---\nText.",
            3,
            "the front matter is not YAML: aliases are refused",
        ),
        ("---\na: 1\na: 2\n---\nText.", 3, "the front matter is not YAML: “a” is there twice"),
        ("---\n- a\n---\nText.", 2, "the front matter is no list of names and values"),
        ("---\ntitle: T\n---\n\n \n", 4, "the text is empty"),
        ("Text without a title.", None, "no title: neither “title:” in front nor a heading “# …”"),
        ("---\nt: " + "[" * 30_000 + "\n---\nText.", None, "the front matter is "),
        (
            "---\nt: " + "x" * 70_000 + "\n---\nText.",
            None,
            "the front matter is longer than 65,536",
        ),
        (b"---\ntitle: caf\xe9\n---\nText.", 2, "not UTF-8: byte 0xe9"),
        (b"---\ntitle: T\n---\nA\x00B", 4, "a NUL character, which no text holds"),
    ],
)
def test_malformed_document_is_refused(content, line, reason):
    found_line, found_reason = refused(content)
    assert found_reason.startswith(reason)
    assert line is None or found_line == line
