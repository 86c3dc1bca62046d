"""What every queryset can do: leave out what may not be seen, find by natural key."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from archive.driver import run
from archive.recording import is_logged, recording

if TYPE_CHECKING:
    from archive.models.base import Record


def reads_all(user: Any) -> bool:
    """Whether the reader may read what is not published.

    Who answers a request says so on its user (`archive.rights.may`): nobody else is trusted here.
    """
    return bool(getattr(user, "reads_all", False))


def published(path: str = "") -> Q:
    """Return the condition that the record at the end of `path` may be read by everybody.

    It is written as a comparison: SQLite enters an index by `is_public IN (1)`, but not by the
    bare column that Django writes for `is_public=True`.
    """
    return Q(**{f"{path}__is_public__in" if path else "is_public__in": (True,)})


class ArchiveQuerySet(models.QuerySet[Any]):
    """Rows that are seen where the records that they cannot do without are seen."""

    def visible_to(self, user: Any, *, via: str | None = None) -> Self:
        """Return the rows that `user` may read.

        `via` names the foreign key by which the caller came: that record is known to be visible.
        """
        if reads_all(user):
            return self
        return self.filter(*self.visibility(via))

    def visibility(self, via: str | None) -> list[Q]:
        """Return the conditions under which everybody may read a row."""
        return [published(path) for path in needed_records(self.model) if path != via]

    def in_order(self) -> Self:
        """Return the rows in the order in which they are shown within their owner."""
        return self.order_by("pk")

    def update(self, **kwargs: Any) -> int:
        with recording() as act:
            if is_logged(self.model):
                act.touch(self.model, set(self.values_list("pk", flat=True)))
            return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        with recording():
            return super().delete()

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        with recording() as act:
            rows = super().bulk_create(*args, **kwargs)
            act.made(self.model, {row.pk for row in rows})
            return rows


def needed_records(model: type[models.Model]) -> Iterable[str]:
    """Yield the paths of the records that a row of this model cannot do without."""
    for field in model._meta.concrete_fields:
        related = field.related_model
        if related is None or isinstance(related, str) or field.null:
            continue
        if hasattr(related, "review_status"):
            yield field.name
        else:
            yield from (f"{field.name}__{path}" for path in needed_records(related))


class ArchiveManager(models.Manager.from_queryset(ArchiveQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of every row that has a uid, found by it."""

    def get_by_natural_key(self, uid: str) -> Any:
        return self.get(uid=uid)


class RecordQuerySet(ArchiveQuerySet):
    """Records, by who may see them."""

    def published(self) -> Self:
        """Return what everybody may read: reviewed, not retracted, not merged away."""
        return self.filter(published())

    def visibility(self, via: str | None) -> list[Q]:
        return [published()]

    def by_uid(self, uid: str) -> Record:
        """Return the record with this uid, in whatever state it is."""
        return self.get(uid=uid)  # type: ignore[no-any-return]  # -- a row of the manager's model


class RecordManager(ArchiveManager.from_queryset(RecordQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of the records."""

    def resolve(self, uids: Iterable[str], user: Any) -> dict[str, int]:
        """Return the keys of the records that these uids stand for and `user` may read.

        A merged record stands for its survivor; a uid that names nothing visible is not in the
        answer. Nearly every question names a record, so this one is not left to the ORM, which
        takes ten times as long to write it as the database to answer.
        """
        asked = sorted(set(uids))
        sql = _resolving(self.model._meta.db_table, len(asked))
        rows = run(sql, asked, using=self.db, keeps_plan=True)
        keys = {}
        for uid, key, status, survivor, survivor_status in rows:
            shown = status if survivor is None else survivor_status
            if shown == "published" or reads_all(user):
                keys[uid] = key if survivor is None else survivor
        return keys


_RESOLVE = """
SELECT r.uid, r.id, r.review_status, r.merged_into_id, s.review_status
FROM {table} r LEFT JOIN {table} s ON s.id = r.merged_into_id WHERE r.uid IN ({uids})
"""


@cache
def _resolving(table: str, number: int) -> str:
    return _RESOLVE.format(table=table, uids=", ".join(["%s"] * number))


class PartQuerySet(ArchiveQuerySet):
    """Rows of the ordered list of an owner."""

    def in_order(self) -> Self:
        return self.order_by("position", "pk")


class FollowingPartQuerySet(PartQuerySet):
    """Parts that say themselves whether everybody may read them: the database derives it."""

    def visibility(self, via: str | None) -> list[Q]:
        return [published()]


class PartManager(models.Manager.from_queryset(PartQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of the parts, found by their owner and their place in its list."""

    def get_by_natural_key(self, owner_uid: str, position: int) -> Any:
        owner = f"{self.model.owner_field}__uid"
        return self.get(**{owner: owner_uid, "position": position})


class FollowingPartManager(PartManager.from_queryset(FollowingPartQuerySet)):  # type: ignore[misc]  # -- the base is made by a call
    """The manager of such parts."""
