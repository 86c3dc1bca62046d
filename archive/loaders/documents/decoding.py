"""From the bytes of a document to its characters: what they declare to be, never a guess."""

from __future__ import annotations

import codecs
import re

from archive.errors import LoadError

_MARKS = (  # the longer ones first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# “<?” or “<x” without a mark (appendix F of XML).
_WIDE = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
# What these names are used for is more than they say (the Encoding Standard of WHATWG).
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
_XML_NAME = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']")
_HTML_NAME = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.IGNORECASE
)
_HTML_HEAD = 4096
# “<?xml”, “<html” and the like, a byte for each character.
_IN_ASCII = re.compile(rb"\s*<[?!a-zA-Z]").match
_ONE_BYTE = {"ascii", "cp1252", "iso8859-1", "iso8859-15", "cp1250", "iso8859-2"}
_LAST_OF_ASCII = 0x7F


def decode(raw: bytes, *, path: str, declared: str | None = None) -> str:
    """Return the characters of a document without its byte order mark.

    The mark counts most, then what the document declares, then UTF-8. Raises LoadError with the
    line of what cannot be read so.
    """
    name, start = _name(raw, declared)
    if start == 0 and name.lower().startswith(("utf-16", "utf-32", "utf_16")) and _IN_ASCII(raw):
        reason = f"declares {name.upper()}, but its characters are single bytes: use --encoding"
        raise LoadError(reason, path=path, line=1)
    try:
        codec = codecs.lookup(name)
        if not getattr(codec, "_is_text_encoding", True):
            raise LookupError(name)
    except (LookupError, ValueError) as error:
        reason = f"declares the encoding “{name}”, which is not known"
        raise LoadError(reason, path=path, line=1) from error
    try:
        text = raw[start:].decode(codec.name)
    except UnicodeDecodeError as error:
        wider = _WIDER.get(codec.name)
        text = _decode_wider(raw[start:], wider, name, error, path)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise LoadError("a NUL character, which no text holds", path=path, line=line)
    if not is_text(text):
        raise LoadError(f"not {name.upper()}: half of a surrogate pair", path=path)
    return _as_meant(raw[start:], text, name, codec.name, path)


def is_text(text: str) -> bool:
    """Whether every character can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def declared_in_xml(raw: bytes) -> str | None:
    """Return the encoding that an XML declaration names, or what its first bytes can only be."""
    for start, name in _WIDE:
        if raw.startswith(start):
            return name
    found = _XML_NAME.match(raw.lstrip())
    return found[1].decode("ascii") if found else None


def declared_in_html(raw: bytes) -> str | None:
    """Return the encoding that an HTML page names in its head."""
    found = _HTML_NAME.search(raw[:_HTML_HEAD])
    return found[1].decode("ascii") if found else declared_in_xml(raw)


def _name(raw: bytes, declared: str | None) -> tuple[str, int]:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name, len(mark)
    return declared or "utf-8", 0


def _as_meant(raw: bytes, text: str, name: str, codec: str, path: str) -> str:
    """Return a text in Latin or Windows letters, unless its bytes can only be UTF-8."""
    if codec not in _ONE_BYTE or text.isascii():
        return text
    try:
        raw.decode()
    except UnicodeDecodeError:
        pass
    else:
        at = next(at for at, byte in enumerate(raw) if byte > _LAST_OF_ASCII)
        reason = f"declares {name.upper()}, but its bytes are UTF-8: say which with --encoding"
        raise LoadError(reason, path=path, line=raw.count(b"\n", 0, at) + 1)
    # Latin-1 has control characters where Windows has quotation marks, and those are meant.
    if codec == "iso8859-1" and any("\x80" <= each <= "\x9f" for each in text):
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            return text
    return text


def _decode_wider(
    raw: bytes, wider: str | None, name: str, error: UnicodeDecodeError, path: str
) -> str:
    try:
        if wider is not None:
            return _as_meant(raw, raw.decode(wider), name, wider, path)
    except UnicodeDecodeError as other:
        error = other
    line = raw.count(b"\n", 0, error.start) + 1
    reason = f"not {name.upper()}: byte 0x{raw[error.start]:02x}"
    raise LoadError(reason, path=path, line=line) from error
