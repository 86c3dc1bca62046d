"""Two transactions at once on PostgreSQL, in an order that is the same every time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction

T = TypeVar("T")

PATIENCE = 60


@contextmanager
def overtaking(
    act: Callable[[], T], meanwhile: Callable[[], None] | None = None
) -> Iterator[list[T]]:
    """Do what follows in a transaction that ends when `act`, on another connection, waits for it.

    While it waits, `meanwhile` is done in this thread. Both have ended afterwards; the list holds
    then what `act` returned.
    """
    returned: list[T] = []

    def run() -> None:
        try:
            returned.append(act())
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            yield returned
            other = pool.submit(run)
            deadline = time.monotonic() + PATIENCE
            while not (waits := _is_waited_for()) and not other.done():
                assert time.monotonic() < deadline
                time.sleep(0.01)
            if meanwhile is not None:
                meanwhile()
        other.result(PATIENCE)
    assert waits


def _is_waited_for() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted"
            " AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        return bool(cursor.fetchone()[0])
