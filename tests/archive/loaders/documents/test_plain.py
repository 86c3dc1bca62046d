"""Plain text: a headline where one stands apart, else the text's own beginning."""

from __future__ import annotations

import pytest

from archive.errors import LoadError
from tests.archive.loaders.documents.reading import the_story


@pytest.mark.parametrize(
    ("content", "title", "body"),
    [
        ("Rocket attack\n\nOne.\n\nTwo.\n", "Rocket attack", "One.\n\nTwo."),
        ("Rocket attack\r\n \r\nOne.\r\n", "Rocket attack", "One."),
        ("\n\nRocket  attack\n\nOne.", "Rocket attack", "One."),
        ("One.\nTwo.", "One.", "One.\nTwo."),
        ("Only a line.\n\n", "Only a line.", "Only a line."),
        ("x" * 301 + "\n\nOne.", "x" * 199 + "…", "x" * 301 + "\n\nOne."),
    ],
)
def test_headline_is_what_stands_apart(content, title, body):
    found = the_story("text", content)
    assert (found.title, found.body) == (title, body)


def test_encoding_may_be_told():
    assert the_story("text", "Café\n\nTexte.".encode("latin-1"), encoding="latin-1").title == "Café"
    assert the_story("text", "Café\n\nTexte.".encode("utf-16")).title == "Café"


@pytest.mark.parametrize(
    ("content", "options", "reason"),
    [
        (b" \n\n", {}, "story:1: the text is empty"),
        (b"", {}, "story: the file is empty"),
        (b"A\n\ncaf\xe9", {}, "story:3: not UTF-8: byte 0xe9"),
        (b"A\n\nB\x00", {}, "story:3: a NUL character, which no text holds"),
        (
            b"A",
            {"encoding": "sonnet"},
            "story:1: declares the encoding “sonnet”, which is not known",
        ),
        (b"A", {"encoding": "hex"}, "story:1: declares the encoding “hex”, which is not known"),
    ],
)
def test_malformed_text_is_refused(content, options, reason):
    with pytest.raises(LoadError) as caught:
        the_story("text", content, **options)
    assert str(caught.value) == reason
