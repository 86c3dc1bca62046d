"""Looking for likely pairs: a stretch of the archive at a time, or of one record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Min, Q
from django.db.models.expressions import RawSQL

from archive.duplicates.reasons import KINDS, Reason, reasons_of
from archive.duplicates.rules import Scope
from archive.models.base import Record

# So many records are compared with all others at a time, the newest first.
STRETCH = 10_000


@dataclass(frozen=True, slots=True)
class Clue:
    """A reason for which two records may be one, with what they share."""

    reason: Reason
    said: str

    def __str__(self) -> str:
        return f"{self.reason.label}: {self.said}" if self.said else self.reason.label


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one, by their keys: the newer, the older."""

    one: int
    other: int
    clues: tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Pairs of a stretch; `then` is where the next one begins, None at the end."""

    pairs: list[Pair]
    then: tuple[int, int] | None


def likely_pairs(
    kind: str, reason: str | None = None, *, start: tuple[int, int] | None = None, most: int = 25
) -> Page:
    """Return at most `most` likely pairs, the newest record first, and where to go on.

    Compares at most STRETCH records, which may find few pairs or none. `start` is a pair of keys
    after which to go on.
    """
    reasons = [each for each in reasons_of(kind) if reason in (None, each.code)]
    last = _end_of_stretch(kind, start)
    if last is None:
        return Page([], None)
    bound = "" if start is None else f" AND r.id <= {start[0]:d}"
    window = f"(SELECT r.id FROM archive_{kind} r WHERE r.id >= {last:d}{bound})"
    after = "" if start is None else f" AND (f.one < {start[0]:d} OR f.other < {start[1]:d})"
    pairs = _pairs(kind, reasons, Scope(window), after, most + 1)
    is_more = bool(KINDS[kind]._default_manager.filter(pk__lt=last).exists())
    if len(pairs) > most:
        shown = pairs[:most]
        return Page(shown, (shown[-1].one, shown[-1].other))
    # No key is smaller than 1: the stretch is over with all others of its last record.
    return Page(pairs, (last, 0) if is_more else None)


def likely_same_as(record: Record, *, most: int = 5) -> list[Pair]:
    """Return the likely pairs of one record, which is `one` in each."""
    kind = str(record._meta.model_name)
    scope = Scope(f"(SELECT {int(record.pk)} AS id)", "<>")
    return _pairs(kind, reasons_of(kind), scope, "", most)


def in_a_pair(kind: str, reason: str, among: str | None = None) -> Q:
    """Return the condition that a record is of a likely pair.

    `among` is the SQL of ids to which that is asked; without it, it is asked of all.
    """
    (rule,) = [each for each in reasons_of(kind) if each.code == reason]
    if among is None:
        found = _found(kind, [rule], Scope(f"(SELECT id FROM archive_{kind})"))
        sql = f"{found} SELECT one FROM told UNION SELECT other FROM told"
    else:
        sql = f"{_found(kind, [rule], Scope(f'({among})', '<>'))} SELECT one FROM told"
    return Q(pk__in=RawSQL(sql, ()))  # noqa: S611 -- no word of it is a user's


def _found(kind: str, reasons: Sequence[Reason], scope: Scope) -> str:
    """Return the SQL that defines `told`: pairs, but for those that somebody told apart."""
    arms = " UNION ALL ".join(
        f"SELECT '{each.code}', p{at}.* FROM ({each.rule(scope)}) p{at}"
        for at, each in enumerate(reasons)
    )
    return f"""
        WITH found(reason, one, other, said) AS ({arms}),
        told AS (
            SELECT * FROM found f WHERE NOT EXISTS (
                SELECT 1 FROM archive_distinctpair d WHERE d.kind = '{kind}'
                AND d.one = CASE WHEN f.one < f.other THEN f.one ELSE f.other END
                AND d.other = CASE WHEN f.one < f.other THEN f.other ELSE f.one END
            )
        )
    """


def _pairs(kind: str, reasons: Sequence[Reason], scope: Scope, after: str, most: int) -> list[Pair]:
    columns = ", ".join(
        f"MIN(CASE WHEN f.reason = '{each.code}' THEN f.said END)" for each in reasons
    )
    sql = f"""
        {_found(kind, reasons, scope)}
        SELECT f.one, f.other, {columns} FROM told f WHERE 1 = 1{after}
        GROUP BY f.one, f.other ORDER BY f.one DESC, f.other DESC LIMIT {most:d}
    """
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows: list[Any] = cursor.fetchall()
    return [
        Pair(
            one,
            other,
            tuple(
                Clue(reason, said)
                for reason, said in zip(reasons, told, strict=True)
                if said is not None
            ),
        )
        for one, other, *told in rows
    ]


def _end_of_stretch(kind: str, start: tuple[int, int] | None) -> int | None:
    """Return the key of the last record of a stretch; None where there is none left."""
    rows = KINDS[kind]._default_manager.order_by("-pk").values_list("pk", flat=True)
    if start is not None:
        rows = rows.filter(pk__lte=start[0])
    found: int | None = rows[:STRETCH].aggregate(last=Min("pk"))["last"]
    return found
