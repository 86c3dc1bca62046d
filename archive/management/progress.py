"""How far a long command is, on one line of the terminal."""

from __future__ import annotations

import time
from typing import Protocol


class _Terminal(Protocol):
    def write(self, msg: str, /, *, ending: str) -> object: ...

    def flush(self) -> None: ...


class Progress:
    """Writes the share of the bytes that are read, the rows so far and the rows a second."""

    def __init__(self, terminal: _Terminal, *, every: float = 0.5) -> None:
        self._terminal, self._every = terminal, every
        self._began = self._said = time.monotonic()

    def __call__(self, done: int, size: int, rows: int) -> None:
        now = time.monotonic()
        if done < size and now - self._said < self._every:
            return
        self._said = now
        rate = rows / max(now - self._began, 1e-9)
        text = f"\r{done / size:6.1%}  {rows:,} rows  {rate:,.0f} a second"
        self._terminal.write(text, ending="\n" if done >= size else "")
        self._terminal.flush()
