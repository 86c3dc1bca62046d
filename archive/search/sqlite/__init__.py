"""Full text on SQLite: an FTS5 table for each kind, kept by triggers, and queries for it.

The FTS5 tables hold their own copy of the documents. It costs their size on disk and buys that
triggers only ever fire after a write and need no old values: `REPLACE`, upserts and ignored rows
cannot leave a word behind.
"""

from archive.search.sqlite.index import (
    check,
    create,
    drop,
    faulty,
    forget,
    left_over,
    prelude,
    renew_range,
    triggers,
)
from archive.search.sqlite.queries import condition, matches

__all__ = [
    "check",
    "condition",
    "create",
    "drop",
    "faulty",
    "forget",
    "left_over",
    "matches",
    "prelude",
    "renew_range",
    "triggers",
]
