"""One view of the archive for as long as it takes to read it: nothing repeats, nothing vanishes."""

from __future__ import annotations

from django.db import connections, transaction


class Snapshot:
    """A transaction that only reads, on the connection of this thread, until `close`.

    It never waits for writers, nor they for it. Within a transaction that is under way already,
    that one is the view.
    """

    def __init__(self, using: str = "default") -> None:
        self._connection = connections[using]
        self._atomic: transaction.Atomic | None = None
        self._is_open = False
        if self._connection.in_atomic_block:
            return
        if self._connection.vendor == "postgresql":
            self._atomic = transaction.atomic(using=using)
            self._atomic.__enter__()
            with self._connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        else:
            # Django's own transactions are IMMEDIATE here: they would keep all writers out.
            self._connection.ensure_connection()
            self._connection.connection.execute("BEGIN DEFERRED")
        self._is_open = True

    def close(self) -> None:
        """End the view; it may be called twice."""
        if not self._is_open:
            return
        self._is_open = False
        if self._atomic is not None:
            self._atomic.__exit__(None, None, None)
        elif self._connection.connection is not None:
            self._connection.connection.execute("COMMIT")
