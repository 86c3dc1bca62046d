"""A limit to how long the database may work on one question, on both engines."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connections, transaction

# SQLite asks whether to go on after so many of its instructions: about a millisecond.
_SQLITE_STEPS = 20_000

_TIMEOUT = "SELECT set_config('statement_timeout', %s, true)"


class OutOfTimeError(Exception):
    """The database did not answer within the time that it was given."""


@contextmanager
def time_budget(seconds: float, *, using: str = "default") -> Iterator[None]:
    """Stop the queries within the block after `seconds`; raises OutOfTimeError then."""
    if connections[using].vendor == "postgresql":
        budget = _postgresql(seconds, using)
    else:
        budget = _sqlite(seconds, using)
    with budget:
        yield


@contextmanager
def _sqlite(seconds: float, using: str) -> Iterator[None]:
    connections[using].ensure_connection()
    raw = connections[using].connection
    end, stopped = time.monotonic() + seconds, False

    def stops() -> bool:
        """Stop one query, and not the rollback that follows."""
        nonlocal stopped
        was, stopped = stopped, stopped or time.monotonic() > end
        return stopped and not was

    raw.set_progress_handler(stops, _SQLITE_STEPS)
    try:
        yield
    except OperationalError as error:
        if "interrupted" in str(error):
            raise OutOfTimeError from error
        raise
    finally:
        raw.set_progress_handler(None, 0)


@contextmanager
def _postgresql(seconds: float, using: str) -> Iterator[None]:
    try:
        # A cancelled query spoils its transaction: this one only, a savepoint within another.
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout')")
            (before,) = cursor.fetchone()
            cursor.execute(_TIMEOUT, [str(int(seconds * 1000))])
            yield
            cursor.execute(_TIMEOUT, [before])
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == "57014":
            raise OutOfTimeError from error
        raise
