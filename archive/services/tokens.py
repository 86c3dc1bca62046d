"""Making tokens, telling whose one is, taking them back."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
import string
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from archive.errors import ArchiveError
from archive.models.token import TOKEN, Token

USE_IS_NOTED_EVERY = timedelta(hours=1)
_LETTERS = string.digits + string.ascii_letters
_PREFIX_LENGTH = 8
_SECRET_LENGTH = 40

logger = logging.getLogger(__name__)


class BadTokenError(ArchiveError):
    """A token that is not accepted: `code` is “unknown”, “revoked”, “expired” or “disabled”."""


def make_token(
    user: Any, name: str, *, role: str | None = None, expires_at: datetime | None = None
) -> tuple[Token, str]:
    """Return a new token and its text, which is kept nowhere: this is the one time to show it.

    It expires after TOKEN_DAYS days unless told otherwise. Raises ValidationError where the name
    is empty, the role is none, or the token would have expired already.
    """
    token = Token(name=name, user=user, role=role or None, expires_at=expires_at or usual_end())
    text = seal(token)
    token.full_clean()
    token.save()
    return token, text


def usual_end() -> datetime:
    """Return when a token expires that is made now and told nothing else."""
    return timezone.now() + timedelta(days=settings.TOKEN_DAYS)


def seal(token: Token) -> str:
    """Give a token that is not saved yet its prefix and its digest; return its text."""
    token.prefix = f"nea_{_random(_PREFIX_LENGTH)}"
    text = f"{token.prefix}_{_random(_SECRET_LENGTH)}"
    token.digest = _digest(text)
    return text


def find_token(text: str) -> Token:
    """Return the token of this text, with its user; raises BadTokenError."""
    match = TOKEN.fullmatch(text)
    if match is None:
        raise BadTokenError("This is no token of this archive.", code="unknown")
    token = Token.objects.select_related("user").filter(prefix=match[1]).first()
    # Also where there is none: an answer must not tell by its time which prefixes there are.
    kept = token.digest if token is not None else ""
    if not hmac.compare_digest(_digest(text), kept) or token is None:
        raise BadTokenError("There is no such token.", code="unknown")
    fault = token.fault()
    if fault is not None:
        raise BadTokenError(_FAULTS[fault], code=fault)
    return token


def revoke(token: Token) -> None:
    """Take a token back, for good; one that is revoked already stays as it is."""
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    token.refresh_from_db(fields=["revoked_at"])


def note_use(token: Token) -> None:
    """Keep when a token was used, at most once an hour, and only if that takes no waiting.

    A request that reads must not wait for those that write: where the database is locked, or can
    only be read, the next request with the token tries again.
    """
    now = timezone.now()
    if token.last_used_at is not None and now - token.last_used_at < USE_IS_NOTED_EVERY:
        return
    try:
        with _without_waiting(), transaction.atomic():
            # A row that somebody else holds is passed over (SQLite has no such locks).
            rows = Token.objects.filter(pk=token.pk).order_by()
            if rows.select_for_update(skip_locked=True).values_list("pk", flat=True):
                rows.update(last_used_at=now)
                token.last_used_at = now
    except DatabaseError as error:
        logger.info("The use of the token %s was not noted: %s", token.prefix, error)


@contextmanager
def _without_waiting() -> Iterator[None]:
    """Let SQLite give up at once where it would wait for the lock."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (timeout,) = cursor.fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(timeout)}")


_FAULTS = {
    "revoked": "This token was revoked.",
    "expired": "This token has expired.",
    "disabled": "The user of this token is disabled.",
}


def _random(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def _digest(text: str) -> str:
    # The secret is random and long: there is nothing to guess that a slow hash would hold up.
    return hashlib.sha256(text.encode()).hexdigest()
