"""Reading a source document: every character as found, every malformation named by its line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import LoadError
from archive.loaders.documents.received import parse_document, read_document

SEEDS = Path(__file__).parents[2] / "seeds"
FIRST_STORY = SEEDS / "000_be485c9e3f6cb292.txt"


def document(title="A title", stamp="2024-08-06 09:16:30", body="Some text.", newline="\n"):
    frame = [f"# {title}", "", f"Published :`{stamp}`", "", "---", "", body, "", "---", "", ""]
    return newline.join(frame)


def parse(text):
    return parse_document(text.encode(), path="story.txt")


def refused(raw):
    with pytest.raises(LoadError) as caught:
        parse_document(raw if isinstance(raw, bytes) else raw.encode(), path="story.txt")
    assert caught.value.path == "story.txt"
    assert str(caught.value).endswith(caught.value.reason)
    return caught.value.line, caught.value.reason


def test_first_story_is_read_as_it_stands():
    found = read_document(FIRST_STORY)
    raw = FIRST_STORY.read_bytes()
    assert found.title == "‘Several’ US personnel injured in rocket attack on Iraq base"
    assert found.published_raw == "2024-08-06 09:16:30"
    assert found.body == raw.decode()[103:2848]
    assert [n for n, char in enumerate(found.body) if char == "\u00a0"] == [
        1216,
        1497,
        2278,
        2300,
        2376,
        2402,
        2566,
    ]
    assert found.sha256 == "c075ed8f40c188f69e1d2dc51e2b249da5b3bf4ddc70b370c92e53be4c64da4e"
    assert found.body_sha256 == ("b1f2a1e7cf4da28dc5502e4b6c80bc0c839424fbe28a46409f96f18a1ea197b8")
    assert found.path == str(FIRST_STORY)


# Any text but NUL and what is no text at all: blanks only, lone surrogates (not encodable).
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00")).filter(str.strip)
# Texts that try to pass for the frame.
frames = st.lists(
    st.sampled_from(["---", "\n", "\r\n", "\r", "# T", "Published :`x`", "\ufeff", "\u2028", "é"])
).map("".join)


@given(body=(texts | frames).filter(str.strip), newline=st.sampled_from(["\n", "\r\n"]))
def test_body_is_read_back_whatever_it_holds(body, newline):
    found = parse(document(body=body, newline=newline))
    assert found.body == body
    assert found.body_sha256 == hashlib.sha256(body.encode()).hexdigest()


@given(title=texts.filter(lambda text: not set(text) & {"\n", "\r"}))
def test_title_is_read_back_whatever_it_holds(title):
    assert parse(document(title=title)).title == title


@pytest.mark.parametrize(
    "body",
    [
        "windows\r\nline ends\r\n",
        "\ufeffa byte order mark",
        "line\u2028and paragraph\u2029separators",
        "no-break\u00a0space",
        "astral \U0001f680 and combining e\u0301, ﬁ not normalised",
        "\n\nempty lines around it\n\n",
        "a rule\n\n---\n\nwithin",
        "# a title\n\nPublished :`1999-01-01`\n\n---\n\nwithin\n\n---\n",
    ],
)
def test_body_is_not_normalised(body):
    assert parse(document(body=body)).body == body


def test_byte_order_mark_before_the_title_is_not_of_the_title():
    assert parse("\ufeff" + document(title="Marked")).title == "Marked"


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_line_ends_after_the_last_rule_do_not_matter(end):
    assert parse(document(body="Text.").rstrip("\n") + end).body == "Text."


@pytest.mark.parametrize("stamp", ["Published:`yesterday`", "Published : `yesterday`"])
def test_stamp_is_read_as_found(stamp):
    text = document().replace("Published :`2024-08-06 09:16:30`", stamp)
    assert parse(text).published_raw == "yesterday"


EMPTY_LINE = "expected an empty line"
NO_TITLE = "the first line must be the title: “# …”"
NO_STAMP = "no stamp: expected “Published :`…`”"
NO_RULE = "no rule: expected “---” before the body"
NO_CLOSING_RULE = "no closing rule: the last line must be “---”, after an empty one"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", None, "the file is empty"),
        ("No title\n", 1, NO_TITLE),
        ("#No space\n", 1, NO_TITLE),
        (document(title=" "), 1, "the title is empty"),
        ("# A title\nNext to it\n", 2, EMPTY_LINE),
        ("# A title", 3, NO_STAMP),
        ("# A title\n\n---\n\nText.\n\n---\n", 3, NO_STAMP),
        ("# A title\n\nPublished : 2024-08-06\n\n---\n\nText.\n\n---\n", 3, NO_STAMP),
        (document(stamp=" "), 3, "the stamp is empty"),
        ("# A title\n\nPublished :`now`\n---\n\nText.\n\n---\n", 4, EMPTY_LINE),
        ("# A title\n\nPublished :`now`\n\nText.\n\n---\n", 5, NO_RULE),
        ("# A title\n\nPublished :`now`\n", 5, NO_RULE),
        ("# A title\n\nPublished :`now`\n\n---\nText.\n\n---\n", 6, EMPTY_LINE),
        (document(body=""), 7, "the body is empty"),
        (document(body=" \n\u00a0\n"), 7, "the body is empty"),
        ("# A title\n\nPublished :`now`\n\n---\n\nOne.\n\nTwo.\n", 9, NO_CLOSING_RULE),
        ("# A title\n\nPublished :`now`\n\n---\n\nOne.\n---\n", 8, NO_CLOSING_RULE),
        (document() + "A line after it.\n", 11, NO_CLOSING_RULE),
        (document(body="A\x00B"), 7, "a NUL character, which no text holds"),
        (document(body="é\nö").encode("latin-1"), 7, "not UTF-8: byte 0xe9"),
        (document(body="One.\n\nfive\u00a0km").encode("latin-1"), 9, "not UTF-8: byte 0xa0"),
        (document().encode("utf-16-le"), 1, "a NUL character, which no text holds"),
    ],
)
def test_malformed_document_is_refused_with_line_and_reason(text, line, reason):
    assert refused(text) == (line, reason)


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(LoadError, match="No such file or directory"):
        read_document(tmp_path / "nowhere.txt")


def test_folder_is_refused(tmp_path):
    with pytest.raises(LoadError, match="Is a directory"):
        read_document(tmp_path)
