"""What a record was: its versions, what each changed, and its rows as they stood at an instant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from archive.models import Change, ChangedRow
from archive.models.base import Record
from archive.querysets import reads_all
from archive.recording.images import Image, Key, as_json, changed_names, images_of, told_fields
from archive.recording.owners import is_record, owner_fields

# Columns that say where a row belongs, or that nobody reads.
_SILENT = frozenset({"id", "created_at", "imported_row_id"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a change altered: a path into the record, and its value on either side.

    A list that gained or lost an item has the whole item on one side and None on the other.
    """

    path: str
    before: Any
    after: Any


class History:
    """The rows of a record through time, as `reader` may see them."""

    def __init__(self, record_uid: str, reader: Any) -> None:
        self._reader = reader
        # The newest first: what stood after a change is what stood before the next one.
        self._rows = list(
            ChangedRow.objects.filter(change__uid=record_uid)
            .select_related("change")
            .order_by("-pk")
        )
        self._hidden: dict[Key, bool] = {}
        self._uids: dict[Key, Any] = {}

    def differences(self, changes: Iterable[Change]) -> dict[int, list[Difference]]:
        """Return what each of these changes altered, by its `seq`, in the order of the rows."""
        wanted = {change.pk for change in changes}
        found: dict[int, list[Difference]] = {seq: [] for seq in wanted}
        after = self._now()
        for row in self._rows:
            key = (_model(row), row.row)
            if row.change_id in wanted:
                found[row.change_id][:0] = self._between(key, row.before, after.get(key))
            after[key] = row.before
        return found

    def _now(self) -> dict[Key, Image | None]:
        keys: dict[type[models.Model], set[int]] = {}
        for row in self._rows:
            keys.setdefault(_model(row), set()).add(row.row)
        return {
            (model, pk): as_json(image)
            for model, pks in keys.items()
            for pk, image in images_of(model, pks).items()
        }

    def _between(self, key: Key, old: Image | None, new: Image | None) -> list[Difference]:
        shown = [image for image in (old, new) if image is not None]
        if not shown or any(self._is_hidden(key[0], image) for image in shown):
            return []
        path = self._path(key[0], shown[-1])
        if old is None or new is None:
            told = [self._item(key[0], image) if image else None for image in (old, new)]
            return [Difference(path or "/", *told)]
        return [
            Difference(
                f"{path}/{_name(key[0], name)}",
                self._value(key[0], name, old[name]),
                self._value(key[0], name, new[name]),
            )
            for name in changed_names(old, new)
            if name not in _SILENT
        ]

    def _path(self, model: type[models.Model], image: Image) -> str:
        """Return where a row stands in its record, as a JSON pointer with positions from 1."""
        if is_record(model):
            return ""
        for name in owner_fields(model):
            field: Any = model._meta.get_field(name)
            if image[field.attname] is None:
                continue
            called = field.remote_field.get_accessor_name()
            above = ""
            if not is_record(field.related_model):
                owner = images_of(field.related_model, [image[field.attname]])
                for each in owner.values():
                    above = self._path(field.related_model, each)
            which = image.get("position") or image.get("number") or image.get("uid")
            return f"{above}/{called}/{which or image.get('scheme')}"
        return ""

    def _item(self, model: type[models.Model], image: Image) -> dict[str, Any]:
        fields: list[Any] = [model._meta.get_field(name) for name in owner_fields(model)]
        owners = {field.attname for field in fields}
        return {
            _name(model, name): self._value(model, name, value)
            for name, value in image.items()
            if name not in _SILENT | owners and value is not None
        }

    def _value(self, model: type[models.Model], name: str, value: Any) -> Any:
        """Return a value as it is told: a reference by the uid of a record that is seen."""
        field: Any = model._meta.get_field(name)
        target = field.related_model
        if target is None or value is None:
            return value
        if isinstance(value, list):
            return [uid for each in value if (uid := self._uid(target, each)) is not None]
        return self._uid(target, value)

    def _uid(self, target: type[models.Model], pk: int) -> Any:
        """Return how a row is referred to; None where the reader may not see it."""
        key = (target, pk)
        if key not in self._uids:
            column = "uid" if hasattr(target, "uid") else "pk"
            rows: Any = target._default_manager.filter(pk=pk)
            if is_record(target):
                rows = rows.visible_to(self._reader)
            self._uids[key] = rows.values_list(column, flat=True).first()
        return self._uids[key]

    def _is_hidden(self, model: type[models.Model], image: Image) -> bool:
        """Whether a row cannot be told without a record that the reader may not see."""
        if reads_all(self._reader):
            return False
        for field in model._meta.concrete_fields:
            target: Any = field.related_model
            if target is None or field.null or isinstance(target, str):
                continue
            pk = image.get(field.attname)
            if pk is None or field.name in owner_fields(model):
                continue
            if is_record(target) and self._uid(target, pk) is None:
                return True
            if not is_record(target) and owner_fields(target):  # the text that a passage stands in
                above = images_of(target, [pk]).get(pk)
                if above is None or self._owner_is_hidden(target, above):
                    return True
        return False

    def _owner_is_hidden(self, model: type[models.Model], image: Image) -> bool:
        for name in owner_fields(model):
            field: Any = model._meta.get_field(name)
            pk = image[field.attname]
            if pk is not None and is_record(field.related_model):
                return self._uid(field.related_model, pk) is None
        return False


def state_at(record: Record, moment: datetime) -> tuple[Change | None, dict[Key, Image | None]]:
    """Return the last change up to an instant, and the rows that have changed since as they stood.

    None for a row says that it was not there. Rows that are not named stood as they stand now.
    """
    changes = Change.objects.filter(uid=record.uid)
    last = changes.filter(at__lte=moment).order_by("-seq").first()
    states: dict[Key, Image | None] = {}
    later = ChangedRow.objects.filter(change__uid=record.uid, change__at__gt=moment)
    for row in later.select_related("change").order_by("-pk"):
        states[_model(row), row.row] = row.before
    return last, states


def build(model: type[models.Model], image: Mapping[str, Any]) -> Any:
    """Return a row of the model in a state that the log kept; it is never saved."""
    values = {
        field.attname: field.to_python(image[field.attname])
        for field in told_fields(model)
        if field.attname in image
    }
    row = model(**values)
    row._state.adding = False
    return row


def _model(row: ChangedRow) -> type[models.Model]:
    return apps.get_model("archive", row.model)


def _name(model: type[models.Model], column: str) -> str:
    return str(model._meta.get_field(column).name)


def versions(record_uid: str, reader: Any) -> models.QuerySet[Change]:
    """Return the changes of a record that a reader may see, the newest first."""
    found: models.QuerySet[Change] = Change.objects.visible_to(reader).filter(uid=record_uid)
    return found.order_by("-seq")


def in_order(differences: Sequence[Difference]) -> list[Difference]:
    """Return differences with those of the record itself first, then those of its lists."""
    return sorted(differences, key=lambda each: (each.path.count("/") > 1, each.path))
