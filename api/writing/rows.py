"""From what a body says to rows: a record and all that it owns, as far as it differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from api.writing import texts
from api.writing.derive import members_by_kind
from api.writing.report import Report
from api.writing.shapes import Column, Group, Owned, Related, RelatedList, Shape
from archive.models import Article, Passage, Statement
from archive.models.claim import Claim
from archive.models.part import Part

# Columns that tell no difference: the database or the clock gives them.
_UNTOLD = frozenset({"version", "created_at", "updated_at", "sort_date", "sort_at", "is_wide"})
# Columns of a part that no body says.
_NOT_SAID = frozenset({"id", "position", "imported_row", "proposed"})
# What the rules say of a reference that was not found, which is told already.
_MISSING = frozenset({"null", "blank"})
# Rows step aside by so much while others take their places.
_ASIDE = 16_000

Given = Mapping[str, Any]


@dataclass
class _Item:
    """An item of a list, and the row that it is, if there is one already."""

    given: Given
    row: Any
    at: str


@dataclass
class Writer:
    """Puts bodies into rows. `whole`: what a body leaves out is emptied, not kept."""

    report: Report
    whole: bool
    texts: texts.Texts

    def write(self, record: Any, shape: Shape, given: Given, at: str) -> None:
        """Write a record, new or as it stands in the database, and what it owns.

        What its rules refuse goes to the report; the caller then takes everything back.
        """
        whole = self.whole or record._state.adding
        before = None if record._state.adding else _state(record)
        self.fill(record, shape, given, at, whole)
        lists = self._lists(record, shape, given, at, whole)
        for member, items in lists:
            self._drop(member, record, items)
        if self.report.broken or self.report.refused:
            # Without a sound record there is nothing for its parts to belong to.
            self._check(record, shape, at)
            return
        if before != _state(record) and not self._save(record, shape, at):
            return
        self._refer(record, shape, given, whole)
        if isinstance(record, Article):
            texts.add_text(record, given, self.report, at)
        for member, items in lists:
            self._write_items(record, member, items)

    def fill(self, row: Any, shape: Shape, given: Given, at: str, whole: bool) -> None:
        """Give a row the values of the body; nothing is written yet."""
        for name, member in shape.members.items():
            if isinstance(member, Group) and isinstance(row, Article):
                texts.date_publication(row, given.get(name), whole=whole)
            elif isinstance(member, Group):
                inner: Any = member.value
                self.fill(row, inner, given.get(name, {}), at, whole)
            elif isinstance(member, Column) and (name in given or whole):
                column = row._meta.get_field(member.source)
                setattr(row, column.attname, given.get(name, column.get_default()))
            elif isinstance(member, Related) and (name in given or whole):
                ref = given.get(name)
                setattr(row, f"{member.source}_id", None if ref is None else ref.key)
        if isinstance(row, Passage) and "exact" in given:
            texts.place(row, given, self.texts, at, self.report)
        elif isinstance(row, Statement) and "revision" in shape.members:
            texts.choose_text(row, given, self.texts, at, self.report)

    def _lists(
        self, owner: Any, shape: Shape, given: Given, at: str, whole: bool
    ) -> list[tuple[Owned, list[_Item]]]:
        """Return the lists that are written, each item with the row that it is."""
        return [
            (member, self._match(owner, member, given.get(name, []), f"{at}/{name}"))
            for name, member in members_by_kind(shape, Owned).items()
            if name in given or whole
        ]

    def _match(self, owner: Any, member: Owned, given: list[Given], at: str) -> list[_Item]:
        """Find for each item the row that it was: by uid, by position, or by what it says."""
        items = [_Item(each, None, f"{at}/{n}") for n, each in enumerate(given)]
        if owner._state.adding:
            return items
        rows = list(member.model._default_manager.filter(**{member.owner: owner.pk}).in_order())
        key = "uid" if member.model is Passage else "position"
        by_key = {getattr(row, key, None): row for row in rows}
        for item in items:
            if key not in item.given:
                continue
            row = by_key.pop(item.given[key], None)
            if row is not None:
                item.row = row
            elif key == "uid":
                self.report.refuses(
                    f"{item.at}/uid", "unknown_uid", "No passage of this has this uid."
                )
            elif any(other.given.get(key) == item.given[key] for other in items if other.row):
                self.report.refuses(
                    f"{item.at}/position", "repeated", "Another item has this position."
                )
        free = list(by_key.values()) if key == "uid" or issubclass(member.model, Part) else rows
        for item in items:
            if item.row is None and key not in item.given and free:
                item.row = self._alike(owner, member, item, free)
        return items

    def _alike(self, owner: Any, member: Owned, item: _Item, free: list[Any]) -> Any:
        """Return the first row that says what an item says, and take it from those."""
        inner: Any = member.value
        shape: Shape = inner.item
        fresh = member.model(**{member.owner: owner})
        trial = Writer(Report(), True, self.texts)
        trial.fill(fresh, shape, item.given, item.at, True)
        told = _state(fresh)
        for column in fresh._meta.concrete_fields:
            if not column.editable or column.name in _NOT_SAID:
                told.pop(column.attname, None)
        for row in free:
            if {name: getattr(row, name) for name in told} == told:
                free.remove(row)
                return row
        return None

    def _drop(self, member: Owned, owner: Any, items: list[_Item]) -> None:
        """Delete the rows that no item is."""
        if owner._state.adding:
            return
        kept = {item.row.pk for item in items if item.row is not None}
        rows = member.model._default_manager.filter(**{member.owner: owner.pk})
        for row in rows.exclude(pk__in=kept):
            row.delete()

    def _write_items(self, owner: Any, member: Owned, items: list[_Item]) -> None:
        inner: Any = member.value
        shape: Shape = inner.item
        places: list[int | None] = [None] * len(items)
        if issubclass(member.model, Part):
            places = _places(items)
        self._step_aside(member, items, places)
        for item, place in zip(items, places, strict=True):
            row = item.row
            whole = self.whole or row is None
            if row is None:
                row = member.model(**{member.owner: owner})
            else:
                setattr(row, member.owner, owner)
            before = None if row._state.adding else _state(row)
            lists = self._lists(row, shape, item.given, item.at, whole)
            for nested, nested_items in lists:
                self._drop(nested, row, nested_items)
            faults = len(self.report.refused) + len(self.report.broken)
            self.fill(row, shape, item.given, item.at, whole)
            if place is not None:
                row.position = place
            if len(self.report.refused) + len(self.report.broken) > faults:
                continue
            asserted = self._assert(row, shape, item.given, whole)
            if (asserted or before != _state(row)) and not self._save(row, shape, item.at):
                continue
            for nested, nested_items in lists:
                self._write_items(row, nested, nested_items)

    def _step_aside(self, member: Owned, items: list[_Item], places: list[int | None]) -> None:
        """Make room where rows change their places among each other."""
        for item, place in zip(items, places, strict=True):
            if item.row is not None and place is not None and item.row.position != place:
                rows = member.model._default_manager.filter(pk=item.row.pk)
                rows.update(position=item.row.position + _ASIDE)

    def _assert(self, row: Any, shape: Shape, given: Given, whole: bool) -> bool:
        """Tell a claim who asserts it; returns whether that is new."""
        if not isinstance(row, Claim) or not ("asserted_by" in given or whole):
            return False
        wanted = [ref.key for ref in given.get("asserted_by", [])]
        stands = set() if row.pk is None else set(row.asserted_by.values_list("pk", flat=True))
        if set(wanted) == stands:
            return False
        row.set_assertions(wanted)
        return True

    def _refer(self, record: Any, shape: Shape, given: Given, whole: bool) -> None:
        """Write the lists of records that a record refers to."""
        for name, member in members_by_kind(shape, RelatedList).items():
            if name in given or whole:
                wanted = {ref.key for ref in given.get(name, [])}
                listed = getattr(record, member.source)
                if wanted != set(listed.values_list("pk", flat=True)):
                    listed.set(wanted)

    def _check(self, row: Any, shape: Shape, at: str) -> None:
        """Tell of a row that will not be written what its rules have against it besides."""
        known = {fault.pointer for fault in (*self.report.refused, *self.report.broken)}
        trial = Report()
        try:
            row.full_clean()
        except ValidationError as error:
            trial.refuses_by_rule(at, error, shape.paths)
        except Exception:  # noqa: BLE001 -- a row that lacks what was not found is not asked further
            return
        self.report.refused += [
            fault
            for fault in trial.refused
            if fault.pointer not in known and fault.code not in _MISSING
        ]

    def _save(self, row: Any, shape: Shape, at: str) -> bool:
        try:
            with transaction.atomic():
                row.save()
        except ValidationError as error:
            self.report.refuses_by_rule(at, error, shape.paths)
        except IntegrityError:
            self.report.refuses(at, "conflict", "This cannot stand beside what is there.")
        else:
            return True
        return False


def _state(row: Any) -> dict[str, Any]:
    """Return the columns of a row that somebody says."""
    return {
        column.attname: getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if column.serialize and not column.generated and column.name not in _UNTOLD
    }


def _places(items: list[_Item]) -> list[int | None]:
    """Return the places of the items: as they are where the order stays, else from 1."""
    places: list[int | None] = []
    last = 0
    for item in items:
        stood = 0 if item.row is None else item.row.position
        last = stood if stood > last else last + 1
        places.append(last)
    stands = [item.row.position for item in items if item.row is not None]
    in_order = stands == sorted(stands)
    return places if in_order else list(range(1, len(items) + 1))
