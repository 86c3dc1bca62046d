"""Short calls take turns within a process; what takes long holds nobody up."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Who has waited so many seconds goes ahead: what is before it is not short.
PATIENCE = 0.02


class TurnsMiddleware:
    """Has a process work on one call at a time, as long as they are short.

    Python runs one thread at a time, and SQLite's driver lets go of that right with every row: two
    calls at once hand it to and fro a hundred times, which costs more than they do. A file that is
    streamed is made after this. A PostgreSQL server works beside us, so there nobody waits.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if connection.vendor != "sqlite":
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.turn = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, as soon as it is this call's turn, or without it."""
        if not self.turn.acquire(timeout=PATIENCE):
            return self.get_response(request)
        try:
            return self.get_response(request)
        finally:
            self.turn.release()
