"""Finding the outlet that somebody means."""

from __future__ import annotations

from archive.errors import ArchiveError
from archive.models import Source


def source_named(named: str) -> Source:
    """Return the source of this uid, domain or exact name; a merged one is met as its survivor.

    Raises ArchiveError where none or several are meant.
    """
    if named.startswith(f"{Source.uid_prefix}_"):
        one = Source.objects.filter(uid=named).first()
        if one is not None:
            survivor: Source = one.survivor()
            return survivor
    for field in ("domain", "name"):
        found: list[Source] = list(Source.objects.filter(**{field: named}, merged_into=None)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            reason = f"several sources have the {field} “{named}”; give a uid."
            raise ArchiveError(reason, code="ambiguous_source", field="source")
    reason = f"the archive has no source “{named}”; make it first."
    raise ArchiveError(reason, code="unknown_source", field="source")
