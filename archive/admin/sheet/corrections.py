"""Corrections from a file: what would change, what stands in the way, and doing it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from archive.admin.sheet.cells import columns_of, text_of, value_of
from archive.errors import ForbiddenError
from archive.models.base import Record
from archive.recording import current_act, recording
from archive.rights import preload_makers, require

KEYS = ("uid", "version")


@dataclass(frozen=True)
class Difference:
    """One cell that would change: the column, its text before and after."""

    column: str
    before: str
    after: str


@dataclass
class Correction:
    """What a line of the file would change of a record."""

    line: int
    record: Record
    differences: list[Difference] = field(default_factory=list)


@dataclass(frozen=True)
class Fault:
    """What stands in the way: the line of the file, the column if it is one, and why."""

    line: int
    column: str
    message: str


@dataclass
class Plan:
    """What a file would do: nothing at all as long as there are faults."""

    corrections: list[Correction] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0


class _NotApplied(Exception):  # noqa: N818 -- it only takes the transaction back
    """Takes back what a plan has written."""


def plan(model: type[Record], rows: Sequence[Sequence[str]], user: Any) -> Plan:
    """Return what the rows of a file, its header first, would change; nothing stays written.

    Each correction is saved and taken back, so that every rule has been asked.
    """
    return _run(model, rows, user, keep=False)


def apply(model: type[Record], rows: Sequence[Sequence[str]], user: Any) -> Plan:
    """Make the corrections, all or none; where there are faults, nothing was written."""
    return _run(model, rows, user, keep=True)


def _run(model: type[Record], rows: Sequence[Sequence[str]], user: Any, *, keep: bool) -> Plan:
    header = [name.strip() for name in rows[0]]
    made = Plan(faults=_header_faults(model, header))
    if made.faults:
        return made
    lines = {
        number: dict(zip(header, row, strict=False))
        for number, row in enumerate(rows[1:], start=2)
        if any(row)
    }
    try:
        # One act, which a preview takes back before it is told in the log.
        with recording(), transaction.atomic():
            _correct(model, lines, user, made)
            if made.faults or not keep:
                raise _NotApplied
    except _NotApplied:
        pass
    return made


def _header_faults(model: type[Record], header: list[str]) -> list[Fault]:
    allowed = [*KEYS, *columns_of(model)]
    faults = [
        Fault(1, name, f"There is no such column; there are: {', '.join(allowed)}.")
        for name in header
        if name not in allowed
    ]
    faults += [Fault(1, name, "The file lacks this column.") for name in KEYS if name not in header]
    twice = {name for name in header if header.count(name) > 1}
    return faults + [Fault(1, name, "The file has this column twice.") for name in sorted(twice)]


def _correct(model: type[Record], lines: dict[int, dict[str, str]], user: Any, made: Plan) -> None:
    columns = {name: each for name, each in columns_of(model).items() if name in _given(lines)}
    named = [name for name, each in columns.items() if each.related_model is not None]
    uids = [cells.get("uid", "").strip() for cells in lines.values()]
    found = model._default_manager.filter(uid__in=uids).select_related(*named)
    records = {record.uid: record for record in found.select_for_update(of=("self",), no_key=True)}
    _at_once(model, records.values())
    related = {name: _named(columns[name], name, lines) for name in named}
    seen: set[str] = set()
    for line, cells in lines.items():
        uid = cells.get("uid", "").strip()
        record = records.get(uid)
        if record is None or uid in seen:
            message = "There is no such record here." if record is None else "It stands here twice."
            made.faults.append(Fault(line, "uid", f"“{uid}”: {message}"))
            continue
        seen.add(uid)
        differences = _differences(record, columns, cells)
        if not differences:
            made.unchanged += 1
            continue
        made.corrections.append(Correction(line, record, differences))
        made.faults += _save(record, columns, cells, related, made.corrections[-1], user)


def _at_once(model: type[Record], records: Collection[Record]) -> None:
    """Look up for all records what would be asked of each: how it stood, and who made it."""
    act = current_act()
    if act is not None:
        act.touch(model, [record.pk for record in records])
    preload_makers(records)


def _given(lines: dict[int, dict[str, str]]) -> set[str]:
    return {name for cells in lines.values() for name in cells}


def _named(column: Any, name: str, lines: dict[int, dict[str, str]]) -> dict[str, Any]:
    """Return the records that the cells of a column name, by uid, in one query."""
    uids = {cells.get(name, "").strip() for cells in lines.values()} - {""}
    return {row.uid: row for row in column.related_model._default_manager.filter(uid__in=uids)}


def _differences(
    record: Record, columns: dict[str, Any], cells: dict[str, str]
) -> list[Difference]:
    found = []
    for name, column in columns.items():
        if name not in cells:
            continue
        before, after = text_of(column, record), cells[name]
        if _alike(before) != _alike(after):
            found.append(Difference(name, before, after))
    return found


def _alike(text: str) -> str:
    """Return a text without what spreadsheets change by themselves: line ends, blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _save(
    record: Any,
    columns: dict[str, Any],
    cells: dict[str, str],
    related: dict[str, dict[str, Any]],
    correction: Correction,
    user: Any,
) -> list[Fault]:
    """Save the record with its differences; return what stands in the way."""
    line, version = correction.line, cells.get("version", "").strip()
    if version != str(record.version):
        message = (
            f"The file was made from version {version or 'unknown'}, and the record is at "
            f"{record.version} by now. Export it again, or take the line out of the file."
        )
        return [Fault(line, "version", message)]
    faults = []
    for difference in correction.differences:
        column = columns[difference.column]
        try:
            value = value_of(column, difference.after, related.get(column.name, {}))
            setattr(record, column.name, value)
        except ValidationError as error:
            faults += [Fault(line, column.name, message) for message in error.messages]
    if faults:
        return faults
    try:
        require(user, "change", record)
        with transaction.atomic():
            record.save()
    except ForbiddenError as error:
        return [Fault(line, "", error.message)]
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            return [Fault(line, "", message) for message in error.messages]
        return [
            Fault(line, name if name != "__all__" else "", message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return []
