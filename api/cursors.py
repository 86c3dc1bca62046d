"""Cursors: a place in a list, as opaque text that only we can make."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from django.conf import settings
from django.utils.crypto import constant_time_compare

from api.kinds import Kind, RefusedError

_SIGNATURE_BYTES = 12
_MIN_LENGTH = 48
_MAX_LENGTH = 2000

# Where the page lies: after the row or before it; or from it on or up to it, itself included.
AFTER, FROM, BEFORE, UP_TO = "after", "from", "before", "up_to"


@dataclass(frozen=True, slots=True)
class Cursor:
    """A row's sort key and id, the side of it on which the page lies, and the query it is for."""

    side: str
    key: str
    id: int
    query: str

    def encode(self) -> str:
        """Return the text of the cursor; URL-safe without any escaping."""
        payload = orjson.dumps([self.side, self.key, self.id, self.query])
        return base64.urlsafe_b64encode(_sign(payload) + payload).rstrip(b"=").decode()


class CursorKind(Kind):
    """The text of a cursor, as an earlier page gave it."""

    schema = {
        "type": "string",
        "pattern": "^[A-Za-z0-9_-]+$",
        "minLength": _MIN_LENGTH,
        "maxLength": _MAX_LENGTH,
    }

    def parse(self, text: str) -> Cursor:
        if not _MIN_LENGTH <= len(text) <= _MAX_LENGTH or not _is_urlsafe(text):
            raise RefusedError(
                "not_a_cursor", "This is not a cursor; take next_cursor of a page as it stands."
            )
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (binascii.Error, ValueError):
            raise _forged() from None
        signature, payload = raw[:_SIGNATURE_BYTES], raw[_SIGNATURE_BYTES:]
        if not constant_time_compare(signature, _sign(payload)):
            raise _forged()
        side, key, row_id, query = orjson.loads(payload)
        return Cursor(side, key, row_id, query)


def query_digest(ordering: str, given: Mapping[str, Sequence[tuple[Any, ...]]]) -> str:
    """Return a short text that tells queries apart: their ordering and their filters."""
    asked = sorted((name, repr(occurrences)) for name, occurrences in given.items())
    return hashlib.sha256(repr((ordering, asked)).encode()).hexdigest()[:12]


def _sign(payload: bytes) -> bytes:
    return hmac.digest(_key(settings.SECRET_KEY), payload, "sha256")[:_SIGNATURE_BYTES]


@lru_cache(maxsize=2)
def _key(secret: str) -> bytes:
    """Return the key of our signatures: derived from the secret, as Django's `salted_hmac` does."""
    return hashlib.sha256(f"api.cursors{secret}".encode()).digest()


def _is_urlsafe(text: str) -> bool:
    return text.isascii() and text.replace("-", "").replace("_", "").isalnum()


def _forged() -> RefusedError:
    return RefusedError(
        "unknown_cursor",
        "This cursor was not made here, or its key has changed since; begin again without one.",
        only_meaning=True,
    )
