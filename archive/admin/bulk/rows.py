"""An edit of many records as the rows of a file of corrections, and what it would do in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from archive.admin.bulk.fields import TogetherForm
from archive.admin.labels import label_of, with_labels
from archive.admin.sheet.cells import shown
from archive.admin.sheet.corrections import KEYS, Correction, Plan
from archive.date_words import NOT_KNOWN
from archive.models.base import Record
from archive.models.fields import VocabularyField, VocabularyListField

Rows = list[list[str]]


def rows_for(
    records: Iterable[Record], versions: dict[str, int], changes: dict[str, Any], columns: Any
) -> Rows:
    """Return what a file would hold that makes these changes of the records as they were seen.

    `versions` are those that somebody saw, by uid; `changes` are those of `TogetherForm`. What was
    deleted since has a row without cells.
    """
    there = {record.uid: record for record in records}
    rows = [[*KEYS, *changes]]
    for uid, version in versions.items():
        asked = changes.items() if uid in there else ()
        rows.append(
            [uid, str(version), *(_cell(columns[name], there[uid], each) for name, each in asked)]
        )
    return rows


def _cell(column: Any, record: Record, asked: Any) -> str:
    if isinstance(column, VocabularyListField):
        coming, going = asked
        there = getattr(record, column.attname)
        kept = [term for term in there if term not in going]
        return shown(column, [*kept, *(term for term in coming if term not in kept)])
    if column.related_model is not None:
        return "" if asked is None else str(asked.uid)
    if column.get_internal_type() == "BooleanField":
        return str(asked)
    return shown(column, asked)


@dataclass(frozen=True)
class Step:
    """What would become of a column: its name for people, before, after, and of how many."""

    label: str
    before: str
    after: str
    number: int


@dataclass(frozen=True)
class Refusal:
    """A record that cannot be changed so, and why; it is None where it is gone."""

    record: Record | None
    label: str
    message: str


class Preview:
    """What a plan would do to the records that were chosen, in the words of the form.

    `sound` are the rows that would be written, `differences` what they change, one by one.
    """

    def __init__(
        self, made: Plan, rows: Rows, records: Sequence[Record], form: TogetherForm
    ) -> None:
        self._columns = form.columns
        self._labels = labels = form.labels()
        self._named = _names_of(rows, records, form.columns)
        by_uid = {record.uid: record for record in records}
        at = {line: by_uid.get(row[0]) for line, row in enumerate(rows[1:], start=2)}
        faulty = {fault.line for fault in made.faults}
        corrections = [each for each in made.corrections if each.line not in faulty]
        self.chosen = len(rows) - 1
        self.changing = len(corrections)
        self.unchanged = made.unchanged
        self.sound: Rows = [rows[0], *(rows[each.line - 1] for each in corrections)]
        self.steps = self._steps(corrections)
        self.by_record = [(each.record, self._in_words(each)) for each in corrections]
        self.refusals = [
            Refusal(at.get(fault.line), labels.get(fault.column, ""), fault.message)
            for fault in made.faults
        ]
        self.refused = len(faulty)

    def _steps(self, corrections: Sequence[Correction]) -> list[Step]:
        counted = Counter(step for each in corrections for step in self._in_words(each))
        order = {name: at for at, name in enumerate(self._labels.values())}
        return [
            Step(*step, number)
            for step, number in sorted(
                counted.items(), key=lambda item: (order[item[0][0]], -item[1], item[0])
            )
        ]

    def _in_words(self, correction: Correction) -> list[tuple[str, str, str]]:
        return [
            (
                self._labels[each.column],
                self._words(each.column, each.before),
                self._words(each.column, each.after),
            )
            for each in correction.differences
        ]

    def _words(self, name: str, text: str) -> str:
        """Return the text of a cell as the form has it."""
        column = self._columns[name]
        if isinstance(column, VocabularyListField):
            codes = [code for code in text.split("; ") if code]
            return ", ".join(column.vocabulary[code].label for code in codes) or "none"
        if not text:
            return NOT_KNOWN
        if isinstance(column, VocabularyField):
            return str(column.vocabulary[text].label)
        if column.related_model is not None:
            return str(self._named[text])
        return {"true": "yes", "false": "no"}.get(text, text)


def _names_of(rows: Rows, records: Sequence[Record], columns: Any) -> dict[str, str]:
    """Return the labels of the records that columns name, before and after, by uid."""
    found: dict[str, str] = {}
    for at, name in enumerate(rows[0]):
        if name in KEYS or columns[name].related_model is None:
            continue
        keys = {getattr(record, columns[name].attname) for record in records}
        uids = {row[at] for row in rows[1:] if at < len(row)}
        related = columns[name].related_model._default_manager
        named = with_labels(related.filter(Q(pk__in=keys - {None}) | Q(uid__in=uids - {""})))
        found |= {record.uid: label_of(record) for record in named}
    return found
