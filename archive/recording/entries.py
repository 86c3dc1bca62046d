"""The entries of an act: one for each record that it changed, in the order of commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import F
from django.utils import timezone

from archive.recording.images import Image, Key, as_json, changed_names, field_name, images_of
from archive.recording.overtaken import refuse_what_was_merged
from archive.recording.owners import is_record, owners_of
from archive.recording.shown import Showing, shows_elsewhere, shows_of_record, shows_of_row
from archive.typeids import new_uid

Before = Mapping[Key, Image | None]

ACT = "edt"  # prefix of the identifier of an act

# Whoever writes to the log holds this until the transaction ends, so that nobody who follows the
# log by `seq` passes an entry that is committed late. (SQLite has one writer at a time anyway.)
_LOG_LOCK = 0x6E657773


@dataclass(slots=True)
class _Entry:
    """What an act did to one record: names of fields, rows of it that were not as they are."""

    fields: dict[str, None] = field(default_factory=dict)
    rows: dict[Key, Image | None] = field(default_factory=dict)
    because_of: str | None = None


def write_entries(
    before: Before,
    by: str | None,
    reason: str | None,
    saved: Collection[Key] = (),
    since: int | None = None,
) -> None:
    """Write the entries of an act; nothing where no row differs from what it was.

    `saved` are the rows that got their time of change by being saved; `since` is the last entry of
    the log when the act began. Raises OperationalError where what the act refers to was merged
    since.
    """
    states = _States(before)
    changed = {key: old for key, old in before.items() if _differs(old, states.now.get(key))}
    if not changed:
        return
    entries = _entries(changed, states)
    _add_where_shown(entries, changed, states)
    _raise_versions(entries, before, saved)
    lock_log()
    if connection.vendor == "postgresql":
        if since is not None:
            refuse_what_was_merged(changed, states.now, since)
        # An act that ended meanwhile may have made another record show what changed here. Now none
        # ends before this one, and what begins to show it later tells of that itself. What it
        # says of others may be another by now, too: a record that was a draft is published.
        known = set(entries)
        states.forget_others()
        _add_where_shown(entries, changed, states)
        late = {key: entry for key, entry in entries.items() if key not in known}
        _raise_versions(late, before, saved)
    _write(entries, by, reason)


class _States:
    """The rows of an act as they are now, and others as they are asked for."""

    def __init__(self, before: Before) -> None:
        self.before = before
        keys: dict[type[models.Model], list[int]] = defaultdict(list)
        for model, pk in before:
            keys[model].append(pk)
        self.now: dict[Key, Image] = {
            (model, pk): image
            for model, pks in keys.items()
            for pk, image in images_of(model, pks).items()
        }
        self._others: dict[Key, Image | None] = {}

    def find(self, key: Key) -> Image | None:
        """Return a row as it is, or as it was where it is gone."""
        known = self.now.get(key) or self.before.get(key)
        if known is not None:
            return known
        if key not in self._others:
            self._others[key] = images_of(key[0], [key[1]]).get(key[1])
        return self._others[key]

    def forget_others(self) -> None:
        """Ask anew for rows that the act did not write: other acts may have."""
        self._others.clear()

    def seen(self, key: Key) -> bool:
        """Whether anybody may read a record, or might before the act."""
        return is_public(self.find(key)) or is_public(self.before.get(key))


def _differs(old: Image | None, new: Image | None) -> bool:
    if old is None or new is None:
        return old is not new
    return bool(changed_names(old, new))


def lock_log() -> None:
    """Let nobody else add to the log until this transaction ends (PostgreSQL)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOG_LOCK])


def is_public(image: Image | None) -> bool:
    """Whether anybody may read a record in this state: see `Record.is_public`."""
    return (
        image is not None
        and image["review_status"] == "published"
        and image["merged_into_id"] is None
    )


def _entries(changed: Before, states: _States) -> dict[Key, _Entry]:
    """Return what happened to each record, by the rows of it that changed."""
    entries: dict[Key, _Entry] = defaultdict(_Entry)
    for key, old in changed.items():
        model, new = key[0], states.now.get(key)
        if is_record(model):
            entry = entries[key]
            entry.rows[key] = old
            if old and new:
                names = (field_name(model, name) for name in changed_names(old, new))
                entry.fields.update(dict.fromkeys(names))
            continue
        for image in (old, new):
            for owner, called in owners_of(model, image, states.find) if image else ():
                entries[owner].rows[key] = old
                entries[owner].fields[called] = None
    return dict(entries)


def _add_where_shown(entries: dict[Key, _Entry], changed: Before, states: _States) -> None:
    """Add the records that show what changed, where anybody sees it."""
    for key, old in changed.items():
        new = states.now.get(key)
        sources = {
            owner
            for image in (old, new)
            if image
            for owner in ([key] if is_record(key[0]) else _owners(key, image, states))
        }
        because = next((source for source in sources if states.seen(source)), None)
        if because is None:
            continue
        shows = [show for image in (old, new) if image for show in _shows(key, image, states)]
        if is_record(key[0]) and old and new and shows_elsewhere(key[0], old, new):
            shows = [*shows, *shows_of_record(key, states.find)]
        uid = (states.find(because) or {})["uid"]
        for record, called in shows:
            if record not in entries:
                entries[record] = _Entry(because_of=uid)
            if called and entries[record].because_of:
                entries[record].fields[called] = None


def _owners(key: Key, image: Image, states: _States) -> list[Key]:
    return [owner for owner, _ in owners_of(key[0], image, states.find)]


def _shows(key: Key, image: Image, states: _States) -> list[Showing]:
    return list(shows_of_row(key, image, states.find))


def _raise_versions(entries: Mapping[Key, _Entry], before: Before, saved: Collection[Key]) -> None:
    """Count the versions of changed records up, in one order everywhere: two acts never cross."""
    now = timezone.now()
    for model in sorted({model for model, _ in entries}, key=lambda each: each.__name__):
        pks = sorted(pk for kind, pk in entries if kind is model)
        kept = [pk for pk in pks if not ((model, pk) in before and before[model, pk] is None)]
        timed = [pk for pk in kept if (model, pk) in saved]
        others = [pk for pk in kept if (model, pk) not in saved]
        for some, values in ((timed, {}), (others, {"updated_at": now})):
            for start in range(0, len(some), 500):
                rows = model._base_manager.filter(pk__in=some[start : start + 500])
                rows.update(version=F("version") + 1, **values)


def _write(entries: Mapping[Key, _Entry], by: str | None, reason: str | None) -> None:
    change_model: Any = apps.get_model("archive", "Change")
    row_model: Any = apps.get_model("archive", "ChangedRow")
    now, act = timezone.now(), new_uid(ACT)
    current = _records(entries)
    changes = []
    for key, entry in entries.items():
        new = current.get(key)
        old = entry.rows.get(key, new)
        told = new or old
        if told is None:  # made and unmade within the act, or shown by what is gone
            continue
        version = new["version"] if new else (_last_version(change_model, told["uid"]) + 1)
        change = change_model(
            act=act,
            op=_op(old, new),
            type=key[0]._meta.model_name,
            uid=told["uid"],
            version=version,
            fields=list(entry.fields),
            by=by,
            reason=reason,
            because_of=entry.because_of,
            at=now,
            was_public=is_public(old),
            is_public=is_public(new),
        )
        changes.append((change, entry.rows))
    change_model._base_manager.bulk_create([change for change, _ in changes], batch_size=500)
    row_model._base_manager.bulk_create(
        [
            row_model(
                change=change,
                model=model._meta.model_name,
                row=pk,
                before=as_json(old) if old else None,
            )
            for change, rows in changes
            for (model, pk), old in rows.items()
            if not (change.op == "create" and old is None)
        ],
        batch_size=200,
    )


def _records(entries: Mapping[Key, _Entry]) -> dict[Key, dict[str, Any]]:
    """Return of each record what its entry tells: uid, version, visibility."""
    found: dict[Key, dict[str, Any]] = {}
    for model in {model for model, _ in entries}:
        pks = sorted(pk for kind, pk in entries if kind is model)
        for start in range(0, len(pks), 500):
            rows = model._base_manager.filter(pk__in=pks[start : start + 500])
            for row in rows.values("pk", "uid", "version", "review_status", "merged_into_id"):
                found[model, row["pk"]] = row
    return found


def _last_version(change_model: Any, uid: str) -> int:
    last = change_model._base_manager.filter(uid=uid).order_by("-seq").first()
    return last.version if last else 0


def _op(old: Image | None, new: Image | None) -> str:
    """Return what was done to a record that was in one state and is in another."""
    if old is None:
        return "create"
    if new is None:
        return "delete"
    if new["merged_into_id"] is not None and old["merged_into_id"] is None:
        return "merge"
    if new["review_status"] == "retracted" and old["review_status"] != "retracted":
        return "retract"
    if is_public(new) and not is_public(old):
        return "publish"
    return "update"
