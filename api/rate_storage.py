"""Where rate limits are counted when nothing else is set: in this process.

The memory storage of `limits` starts a thread after every pause, which costs more than a whole
answer; this one tidies up when it has grown.
"""

from __future__ import annotations

from threading import Lock
from time import time
from typing import Any

from limits.storage import Storage

MOST_KEYS = 20_000


class ProcessStorage(Storage):
    """Counters in a dict: key → (count, when it begins anew). `process://` in the settings."""

    STORAGE_SCHEME = ["process"]

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._counters: dict[str, tuple[int, float]] = {}
        self._lock = Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = time()
        with self._lock:
            count, end = self._counters.get(key, (0, 0.0))
            if end <= now:
                count, end = 0, now + expiry
                self._make_room(now)
            self._counters[key] = (count + amount, end)
        return count + amount

    def get(self, key: str) -> int:
        count, end = self._counters.get(key, (0, 0.0))
        return count if end > time() else 0

    def get_expiry(self, key: str) -> float:
        return max(self._counters.get(key, (0, 0.0))[1], time())

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self._lock:
            number = len(self._counters)
            self._counters.clear()
        return number

    def clear(self, key: str) -> None:
        with self._lock:
            self._counters.pop(key, None)

    def _make_room(self, now: float) -> None:
        """Forget what is over; where that is not enough, the counters that were begun first."""
        if len(self._counters) < MOST_KEYS:
            return
        kept = [(key, counter) for key, counter in self._counters.items() if counter[1] > now]
        self._counters = dict(kept[-MOST_KEYS // 2 :])
