"""What never changes, said in the database: it holds on every path, raw SQL included."""

from __future__ import annotations

from archive.triggers.base import Statement, Trigger, differs


def _refuse(message: str) -> Statement:
    # PostgreSQL: the code of a broken constraint, so that both engines raise IntegrityError.
    return {
        "sqlite": f"SELECT RAISE(ABORT, '{message}')",
        "postgresql": f"RAISE EXCEPTION '{message}' "
        "USING ERRCODE = 'integrity_constraint_violation'",
    }


_FROZEN_TEXT = _refuse("The text of a revision never changes.")
_APPEND_ONLY = _refuse("The log of changes is only ever added to.")

FROZEN = (
    Trigger(
        name="archive_revision_text_is_frozen",
        table="archive_revision",
        event="BEFORE UPDATE",
        when=differs("article_id", "number", "body", "sha256"),
        do=(_FROZEN_TEXT,),
    ),
    *(
        Trigger(
            name=f"{table}_is_not_{done}",
            table=table,
            event=f"BEFORE {event}",
            do=(_APPEND_ONLY,),
        )
        for table in ("archive_change", "archive_changedrow")
        for event, done in (("UPDATE", "updated"), ("DELETE", "deleted"))
    ),
)
