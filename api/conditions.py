"""Conditional requests (RFC 9110): entity tags of answers, and what clients say of them.

A tag is that of a version as one kind of reader sees it: whoever reads more than what is published
has other tags, so that nobody is told that they have what they do not, or puts back what was only a
part of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

from api.problems import PreconditionFailedError, PreconditionRequiredError
from archive.driver import Row

# A list of entity tags, weak ones included, or an asterisk.
_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')


def etag_of(version: int, *, reads_all: bool) -> str:
    """Return the entity tag of a version of a record for a reader, its quotes included."""
    return f'"{version}-all"' if reads_all else f'"{version}"'


@lru_cache(maxsize=64)
def tag_of_archive(last_entry: Row, *, reads_all: bool) -> str:
    """Return the entity tag of whatever is made of many records, as of an entry of the log.

    It is a weak one: the same tag stands for the same records, not for the same bytes.
    """
    tag = f"{last_entry[0]}-{crc32(repr(last_entry).encode()):08x}"
    return f'W/"{tag}-all"' if reads_all else f'W/"{tag}"'


def is_known(if_none_match: str | None, tag: str) -> bool:
    """Whether the header `If-None-Match` says that the client has the answer of this tag."""
    if if_none_match is None:
        return False
    if if_none_match.strip() == "*":
        return True
    wanted = tag.removeprefix("W/")
    return any(found.removeprefix("W/") == wanted for found in _TAG.findall(if_none_match))


def require_match(if_match: str | None, version: int) -> None:
    """Refuse a change of a record whose version is not the one that the client has read.

    Whoever writes reads all. Raises PreconditionRequiredError without the header,
    PreconditionFailedError for a stale one.
    """
    if if_match is None or not if_match.strip():
        raise PreconditionRequiredError(
            "If-Match is missing: send the ETag of the version that you have read."
        )
    tag, given = etag_of(version, reads_all=True), _TAG.findall(if_match)
    # Only strong tags can match (RFC 9110, 13.1.1).
    if if_match.strip() != "*" and tag not in given:
        is_part = etag_of(version, reads_all=False) in given
        raise PreconditionFailedError(tag, is_part=is_part)
