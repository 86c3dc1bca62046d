"""What can be asked of places."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from django.db.models.expressions import RawSQL

from archive.querysets.base import RecordManager, RecordQuerySet

# Django has no recursive queries; this one is the same on both engines. UNION (not UNION ALL) ends
# it even where places lie in each other by mistake.
_WITHIN = """
WITH RECURSIVE inside(id) AS (
    SELECT id FROM archive_place WHERE id IN ({places})
    UNION
    SELECT child.id FROM archive_place child JOIN inside ON child.parent_id = inside.id
)
SELECT id FROM inside
"""


class PlaceQuerySet(RecordQuerySet):
    """Places, by who may see them and by what lies in what."""

    def within(self, keys: Collection[int]) -> Self:
        """Return the places with these keys and all that lie in them, at any depth."""
        if not keys:
            return self.none()
        sql = _WITHIN.format(places=", ".join(["%s"] * len(keys)))
        return self.filter(pk__in=RawSQL(sql, list(keys)))  # noqa: S611 -- placeholders only


class PlaceManager(RecordManager.from_queryset(PlaceQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of places."""
