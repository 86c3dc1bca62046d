"""The records of a list, all of them, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from api.cursors import AFTER, Cursor
from api.walks import Walk
from archive.snapshot import Snapshot

BATCH = 1000
CHUNK = 2**16  # smaller pieces queue up in servers, and cost more than their bytes

KeyBatches = Iterator[list[int]]


def key_batches(walk: Walk) -> KeyBatches:
    """Yield the keys of the records of a list in its order."""
    cursor: Cursor | None = None
    while True:
        keys = walk.rows(cursor, BATCH)
        yield [key for _, key in keys]
        if len(keys) < BATCH:
            return
        cursor = walk.cursor(keys[-1], AFTER)


def in_chunks(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of at least CHUNK, the last one aside."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


class Stream(Iterator[bytes]):
    """The bytes of a file, and the view of the archive that they are read from.

    Closing it ends the view, also where the client goes away before the first byte.
    """

    def __init__(self, snapshot: Snapshot, start: Callable[[], Iterator[bytes]]) -> None:
        self._snapshot = snapshot
        self._start = start
        self._pieces: Iterator[bytes] | None = None

    def __next__(self) -> bytes:
        if self._pieces is None:
            self._pieces = in_chunks(self._start())
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop reading."""
        self._snapshot.close()
