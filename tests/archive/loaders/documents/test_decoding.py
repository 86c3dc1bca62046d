"""From bytes to characters: what is declared, never a guess."""

from __future__ import annotations

import codecs

import pytest

from archive.errors import LoadError
from archive.loaders.documents.decoding import declared_in_html, declared_in_xml, decode


@pytest.mark.parametrize(
    ("raw", "declared", "text"),
    [
        (b"caf\xc3\xa9", None, "café"),
        (codecs.BOM_UTF8 + b"caf\xc3\xa9", "latin-1", "café"),
        ("café".encode("utf-16"), None, "café"),
        ("café".encode("utf-32"), None, "café"),
        (b"caf\xe9", "ISO-8859-1", "café"),
        (b"\x93caf\xe9\x94", "ISO-8859-1", "“café”"),
        (b"\x93caf\xe9\x94", "us-ascii", "“café”"),
        ("日本".encode("cp932"), "Shift_JIS", "日本"),
        ("中".encode("gb18030"), "GB2312", "中"),
    ],
)
def test_text_is_what_is_declared(raw, declared, text):
    assert decode(raw, path="x", declared=declared) == text


@pytest.mark.parametrize(
    ("raw", "declared", "line", "reason"),
    [
        (b"a\ncaf\xe9", None, 2, "not UTF-8: byte 0xe9"),
        (b"a\nb\x81", "Shift_JIS", 2, "not SHIFT_JIS: byte 0x81"),
        (b"a\x00b", None, 1, "a NUL character, which no text holds"),
        (b"a", "x-klingon", 1, "declares the encoding “x-klingon”, which is not known"),
        (
            "a\ncafé".encode(),
            "ISO-8859-1",
            2,
            "declares ISO-8859-1, but its bytes are UTF-8: say which with --encoding",
        ),
    ],
)
def test_what_is_not_as_declared_is_refused(raw, declared, line, reason):
    with pytest.raises(LoadError) as caught:
        decode(raw, path="x", declared=declared)
    assert (caught.value.line, caught.value.reason) == (line, reason)


def test_declaration_is_found_in_xml_and_html():
    assert declared_in_xml(b'<?xml version="1.0" encoding="big5"?>') == "big5"
    assert declared_in_xml("<?xml".encode("utf-16-le")) == "utf-16-le"
    assert declared_in_xml(b"<rss/>") is None
    assert declared_in_html(b'<html><meta charset="windows-1251">') == "windows-1251"
    page = b'<html><meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'
    assert declared_in_html(page) == "koi8-r"


def test_single_bytes_that_are_declared_to_be_two_each_are_refused():
    with pytest.raises(LoadError, match="story:1: declares UTF-16, but its characters are single"):
        decode(b'<?xml version="1.0" encoding="UTF-16"?><rss/>', path="story", declared="UTF-16")
