"""What other pages say of merging: which records look like this one, the ways to the desk."""

from __future__ import annotations

from typing import Any

from archive.admin.merging.desk import shown
from archive.admin.merging.ways import (
    choose_url,
    desk_url,
    done_url,
    kind_of,
    kinds_of,
    may_look,
    may_merge,
)
from archive.duplicates import likely_same_as, reasons_of
from archive.models.base import Record

_MOST = 5


def beside(user: Any, record: Record) -> dict[str, Any] | None:
    """Return what a record's page shows of merging; None where there is nothing to show."""
    kind = kind_of(record)
    if not may_look(user) or kind not in kinds_of(user):
        return None
    if record.merged_into_id is not None:
        return {"done_url": done_url(record), "survivor": record.merged_into}
    rows = shown(kind, likely_same_as(record, most=_MOST))
    for row in rows:
        row["other"] = next(each for each in row["records"] if each["record"].pk != record.pk)
    return {
        "choose_url": choose_url(record) if may_merge(user, kind) else None,
        "pairs": rows,
    }


def desk_of_check(code: str) -> str | None:
    """Return the address of the pairs that a check of the archive's health counts, if any."""
    reason, _, kind = code.rpartition("_")
    try:
        known = {each.code for each in reasons_of(kind)}
    except KeyError:
        return None
    return desk_url(kind, reason=reason) if reason in known else None
