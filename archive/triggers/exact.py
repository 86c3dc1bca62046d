"""That a passage is the very words between its offsets, said in the database.

It holds on every path, bulk loads and raw SQL included; only where the text is not there yet, as
in a fixture that gives it later, is the passage left to the checks of loaddata. It is a trigger
after the write, so that a broken CHECK is reported first.
"""

from __future__ import annotations

from archive.triggers.base import Statement, Trigger

_MESSAGE = "A passage holds the exact words between its offsets."

# Both engines count code points, and cut off silently what lies outside the text.
_OTHER_WORDS = (
    "EXISTS (SELECT 1 FROM archive_revision r WHERE r.id = NEW.revision_id AND ("
    'length(NEW.exact) <> NEW."end" - NEW.start '
    'OR substr(r.body, NEW.start + 1, NEW."end" - NEW.start) <> NEW.exact))'
)

_REFUSE: Statement = {
    "sqlite": f"SELECT RAISE(ABORT, '{_MESSAGE}') WHERE {_OTHER_WORDS}",
    "postgresql": f"IF {_OTHER_WORDS} THEN RAISE EXCEPTION '{_MESSAGE}' "
    "USING ERRCODE = 'integrity_constraint_violation'; END IF",
}

EXACT = tuple(
    Trigger(
        name=f"archive_passage_is_exact_on_{name}",
        table="archive_passage",
        event=event,
        do=(_REFUSE,),
    )
    for name, event in (
        ("insert", "AFTER INSERT"),
        ("update", 'AFTER UPDATE OF revision_id, start, "end", exact'),
    )
)
