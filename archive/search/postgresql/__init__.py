"""Full text on PostgreSQL: a table of tsvectors for each kind, kept by triggers, and its queries.

The words are ours (`archive.search.folding`), not those of a text search configuration, so that
both engines find the same. A tsvector keeps 255 places of a word and 16,383 of a text; beyond that
its row also holds the folded text, and a phrase is looked for there.
"""

from archive.search.postgresql.index import (
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
from archive.search.postgresql.queries import condition, matches

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
