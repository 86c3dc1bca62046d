"""The last entry of the log: while it is the same, so is everything that can be read."""

from __future__ import annotations

from archive.driver import Row, run
from archive.recording.act import current_act

_LAST = "SELECT seq, act, at FROM archive_change ORDER BY seq DESC LIMIT 1"


def last_entry() -> Row | None:
    """Return what tells the last entry of the log from every other, also from another archive's.

    Every change of a record ends with an entry, in the same transaction, and entries appear in
    their order. None where nothing is logged yet, and within an act, whose entries are to come.
    """
    if current_act():
        return None
    rows = run(_LAST, keeps_plan=True)
    return rows[0] if rows else None
