"""What documents of several formats share: identifiers, embargoes, texts of one line."""

from __future__ import annotations

import re

from django.utils import timezone

from archive.loaders.mapping import key_of
from archive.services.stamps import read_stamp

# “urn:…”, “tag:…”, “https://…”: valid everywhere. “4711” is valid only where it was given.
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s:].+", re.DOTALL)
SCHEME = "news_item"
# News codes of IPTC: stat:canceled, stat:withheld.
_HELD_BACK = {"canceled", "cancelled", "withheld"}


def identifiers(value: str | None, within: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return the identifier of a news item as the archive keeps it, or nothing.

    One that is no URI is valid `within` a feed only, whose address is put before it.
    """
    value = (value or "").strip()
    if not value:
        return ()
    if not _URI.fullmatch(value):
        if not within:
            return ()
        value = f"{within.strip()}#{value}"
    return (tuple(key_of(SCHEME, value)),)  # type: ignore[return-value]  # -- a key of two parts


def is_web_address(value: str | None) -> bool:
    """Whether an identifier is also an address."""
    return bool(value) and str(value).strip().lower().startswith(("http://", "https://"))


def one_line(text: str | None) -> str | None:
    """Return a text in one line, or None where it is blank."""
    return " ".join(text.split()) or None if text else None


def first_line(text: str, longest: int = 200) -> str:
    """Return the first line of a text that is not blank, cut to stand as a title."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def names(*found: str | None) -> str | None:
    """Return names as a byline: each once, in order."""
    listed = [name for name in map(one_line, found) if name]
    return ", ".join(dict.fromkeys(listed)) or None


def held_back(status: str | None, embargo: str | None) -> str | None:
    """Return why an item is not for the public (yet), or None."""
    if status is not None and status.rpartition(":")[2] in _HELD_BACK:
        return f"its status is “{status}”: a draft, whatever was asked for"
    moment, _ = read_stamp(embargo) if embargo else (None, False)
    if moment is not None and moment > timezone.now():
        return f"embargoed until {embargo}: a draft, whatever was asked for"
    return None
