"""Two records that are one: what the first had goes to the survivor, to which its address leads.

Nothing is lost, and `unmerge` puts everything back: what would stand twice, or could not stand with
the survivor, stays with the merged record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Max

from archive.errors import ArchiveError
from archive.folding import fold_padded
from archive.models import Actor, Alias, Article, Change, Revision
from archive.models.base import Record
from archive.models.part import Part
from archive.recording import recording
from archive.recording.entries import lock_log
from archive.recording.images import told_fields
from archive.recording.owners import owner_fields
from archive.services.reverting import revert

# What tells where a row stands, not what it says.
_PLACE_OF_A_ROW = frozenset({"id", "uid", "position"})
# What a record is, and not what it says; where it lives is a rule of its own.
_ITS_OWN = frozenset(
    {
        *("id", "uid", "version", "review_status", "retraction_reason", "origin"),
        *("merged_into", "imported_row", "created_at", "updated_at"),
        *("identity", "scope", "article"),
    }
)


@dataclass(slots=True)
class MergeReport:
    """What a merge moves to the survivor, and what stays: numbers of rows by what they are.

    `taken` names the fields in which the survivor says now what the merged record said.
    """

    moved: Counter[str] = field(default_factory=Counter)
    stays: Counter[str] = field(default_factory=Counter)
    taken: list[str] = field(default_factory=list)


class _DryRunError(Exception):
    """Ends a dry run."""


def merge(
    merged: Record,
    survivor: Record,
    *,
    by: str | None,
    reason: str | None = None,
    take: Collection[str] = (),
    dry_run: bool = False,
) -> MergeReport:
    """Merge one record into another of its kind, as one act.

    The survivor keeps what it says, but for the fields named in `take`. A dry run does it all and
    takes it back. Raises ArchiveError where the two cannot be one, ValidationError where the
    survivor may not say what it would take.
    """
    report = MergeReport()
    try:
        with recording(by, reason), transaction.atomic():
            one, other = _locked(merged, survivor)
            _refuse_what_cannot_be_one(one, other)
            names = {record.name for record in (one, other) if isinstance(record, Actor)}
            _take(one, other, take, report)
            _move_all(one, other, report)
            _move_what_came_meanwhile(one, other, report)
            if isinstance(other, Actor) and (kept := _keep_names(other, names)):
                report.moved["names"] += kept
            one.merged_into = other
            one.save()
            if dry_run:
                raise _DryRunError
    except _DryRunError:
        pass
    return report


def unmerge(merged: Record, *, by: str | None, reason: str | None = None) -> None:
    """Take a merge back: everything is where it was, but for what was changed since.

    Raises ArchiveError where the record is not merged, or a row has been changed since.
    """
    entry = Change.objects.filter(uid=merged.uid, op="merge").order_by("-seq").first()
    if merged.merged_into is None or entry is None:
        raise ArchiveError("It is not merged into another record.", code="not-merged")
    revert(Change.objects.filter(act=entry.act, because_of=None), by=by, reason=reason)


def _locked(merged: Record, survivor: Record) -> tuple[Record, Record]:
    if type(merged) is not type(survivor):
        raise ArchiveError(
            f"{survivor.uid} is of another kind than {merged.uid}.", code="other-kind", field="into"
        )
    rows = type(merged)._default_manager.select_for_update(no_key=True).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[merged.pk, survivor.pk])}
    for record in (merged, survivor):
        if record.pk not in found:
            raise ArchiveError(f"{record.uid} was deleted meanwhile.", code="gone", field="into")
    return found[merged.pk], found[survivor.pk]


def _refuse_what_cannot_be_one(one: Record, other: Record) -> None:
    if one.pk == other.pk:
        raise ArchiveError("A record cannot be merged into itself.", code="same", field="into")
    for record in (one, other):
        if record.merged_into is not None:
            raise ArchiveError(
                f"{record.uid} was merged into {record.merged_into.uid}; name that.",
                code="merged",
                field="into",
            )
    if other.review_status == "retracted" or (one.is_public and not other.is_public):
        raise ArchiveError(
            f"{other.uid} is {other.review_status.replace('_', ' ')}: whoever follows the address "
            "of the merged record would find nothing.",
            code="survivor-hidden",
            field="into",
        )
    if isinstance(one, Actor) and isinstance(other, Actor):
        apart = {one.scope, other.scope} != {"global"} and one.article_id != other.article_id
        if apart:
            raise ArchiveError(
                "An actor without a name lives in one article, and is nobody elsewhere.",
                code="scope",
                field="into",
            )
    if isinstance(one, Article):
        used = one.revisions.filter(
            models.Q(passages__isnull=False) | models.Q(statements__isnull=False)
        )
        if used.exists():
            raise ArchiveError(
                "Records rest on the words of this article; merge the other one into it, or move "
                "them first.",
                code="has-passages",
                field="into",
            )


def takeable(model: type[Record]) -> dict[str, Any]:
    """Return the fields of a record that a survivor may take from the merged one, by name."""
    fields: Any = model._meta.concrete_fields
    return {
        column.name: column
        for column in fields
        if column.editable and not column.generated and column.name not in _ITS_OWN
    }


def _take(one: Record, other: Record, names: Collection[str], report: MergeReport) -> None:
    """Let the survivor say what the merged record says."""
    allowed = takeable(type(other))
    for name in names:
        if name not in allowed:
            raise ArchiveError(
                f"{name} cannot be taken; what can: {', '.join(allowed)}.",
                code="not-takeable",
                field="take",
            )
        column = allowed[name].attname
        if getattr(other, column) != getattr(one, column):
            setattr(other, column, getattr(one, column))
            report.taken.append(name)
    if report.taken:
        other.save()


def _move_what_came_meanwhile(one: Record, other: Record, report: MergeReport) -> None:
    """Move what others said of the record since (PostgreSQL): from here on they are refused."""
    if connection.vendor != "postgresql":
        return
    lock_log()
    late = MergeReport()
    _move_all(one, other, late)
    report.moved += late.moved
    report.stays = late.stays


def _move_all(one: Record, other: Record, report: MergeReport) -> None:
    type(one)._default_manager.filter(merged_into=one.pk).update(merged_into=other.pk)
    for relation in type(one)._meta.related_objects:
        holder: Any = relation.related_model
        name = relation.field.name
        if name in {"merged_into", "imported_row"} or holder is Revision:
            continue
        noun = str(holder._meta.verbose_name_plural)
        if relation.many_to_many:
            report.moved[noun] += _move_listed(holder, name, one, other)
        elif name in owner_fields(holder) or _is_of_a_kind(holder, type(one)):
            moved, stays = _move_rows(holder, name, one, other)
            report.moved[noun] += moved
            report.stays[noun] += stays
        else:
            rows = holder._default_manager.filter(**{name: one.pk})
            report.moved[noun] += rows.update(**{name: other.pk})
    for counted in (report.moved, report.stays):
        for noun in [noun for noun, number in counted.items() if not number]:
            del counted[noun]


def _is_of_a_kind(holder: Any, model: type[Record]) -> bool:
    """Whether rows join two records of one kind, and might end up joining one to itself."""
    owners = {holder._meta.get_field(name).related_model for name in owner_fields(holder)}
    return holder is model or model in owners


def _move_rows(holder: Any, name: str, one: Record, other: Record) -> tuple[int, int]:
    """Move rows one by one, each by its rules; return how many moved, and how many stay."""
    there = {_saying(row, name) for row in holder._default_manager.filter(**{name: other.pk})}
    moved = stays = 0
    owns = issubclass(holder, Part) and name == holder.owner_field
    last = 0
    if owns:
        siblings = holder._default_manager.filter(**{name: other.pk})
        last = siblings.aggregate(last=Max("position"))["last"] or 0
    for row in holder._default_manager.filter(**{name: one.pk}).order_by("pk"):
        if _saying(row, name) in there or _points_at(row, name, other):
            stays += 1
            continue
        setattr(row, name, other)
        if owns:
            last += 1
            row.position = last
        try:
            with transaction.atomic():
                row.save()
        except ValidationError:
            last -= owns
            stays += 1
        else:
            moved += 1
    return moved, stays


def _saying(row: models.Model, name: str) -> tuple[Any, ...]:
    """Return what a row says, whoever it belongs to."""
    return tuple(
        _plain(getattr(row, column.attname))
        for column in told_fields(type(row))
        if column.name != name and column.name not in _PLACE_OF_A_ROW
    )


def _plain(value: Any) -> Any:
    return repr(value) if isinstance(value, list | dict) else value


def _points_at(row: models.Model, name: str, other: Record) -> bool:
    """Whether the other end of a row is the survivor already, or the row is the survivor."""
    if isinstance(row, Record):
        return bool(row.pk == other.pk)
    return any(
        column.related_model is type(other) and getattr(row, column.attname) == other.pk
        for column in row._meta.concrete_fields
        if column.name != name
    )


def _move_listed(holder: Any, name: str, one: Record, other: Record) -> int:
    """Put the survivor in every list that has the merged record."""
    rows = list(holder._default_manager.filter(**{name: one.pk}))
    for row in rows:
        listed = list(getattr(row, name).all())
        kept = [record for record in listed if record.pk not in {one.pk, other.pk}]
        getattr(row, name).set([*kept, other])
    return len(rows)


def _keep_names(other: Actor, names: Iterable[str]) -> int:
    """Keep the names of both actors among those of the survivor; return how many are new."""
    known = {fold_padded(other.name), *(fold_padded(a.text) for a in other.aliases.all())}
    new = [name for name in names if fold_padded(name) not in known]
    for name in new:
        Alias(actor=other, text=name, kind="name").save()
    return len(new)
