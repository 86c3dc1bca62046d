"""Taking changes back: rows as they stood before, where nobody has changed them since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

from archive.errors import ArchiveError
from archive.models import Change, ChangedRow
from archive.models.claim import Claim
from archive.models.part import Part
from archive.recording import current_act, recording
from archive.recording.images import Image, as_json, changed_names, images_of, told_fields
from archive.recording.owners import is_record, owner_fields

# Moves parts out of each other's way: a position is taken by one part at a time.
_ASIDE = 20_000


def revert(changes: Iterable[Change], *, by: str | None, reason: str | None = None) -> None:
    """Put the rows of some changes back, the newest first, as one act.

    What a change made goes, what it took comes back, what it altered is as it was. Raises
    ArchiveError where a row has been changed since, naming it, and changes nothing then.
    """
    numbers = [change.pk for change in changes]
    rows = list(
        ChangedRow.objects.filter(change__in=numbers).select_related("change").order_by("-pk")
    )
    if Change.objects.filter(pk__in=numbers, op="create").exists():
        raise ArchiveError(
            "What was created is deleted, not reverted.", code="created", field="seq"
        )
    with recording(by, reason) as act:
        goals = _goals(rows)
        for goal in goals:
            act.touch(goal.model, [goal.pk], locked=True)
        _refuse_what_was_changed_since(goals)
        _put_back(goals)


class _Goal:
    """A row and the state that it goes back to: None where it goes."""

    def __init__(self, changed: ChangedRow) -> None:
        self.model: type[Any] = apps.get_model("archive", changed.model)
        self.pk = changed.row
        self.before: Image | None = changed.before
        self.first = self.last = changed
        # What the row will be: as it is, but for what the changes altered.
        self.state: Image | None = changed.before

    @property
    def depth(self) -> int:
        """How far below a record: what others belong to comes back first."""
        if is_record(self.model):
            return 0
        owners = (self.model._meta.get_field(name) for name in owner_fields(self.model))
        return 1 if all(is_record(owner.related_model) for owner in owners) else 2

    def after(self) -> Image | None:
        """Return the state in which the changes left the row."""
        later = ChangedRow.objects.filter(
            model=self.last.model, row=self.pk, change__gt=self.last.change_id
        ).order_by("pk")
        following = later.first()
        return following.before if following else self.now()

    def now(self) -> Image | None:
        """Return the row as it is, in the words of JSON."""
        image = images_of(self.model, [self.pk]).get(self.pk)
        return None if image is None else as_json(image)


def _goals(rows: Iterable[ChangedRow]) -> list[_Goal]:
    """Return what each row goes back to: the oldest of its states, if there are several."""
    goals: dict[tuple[str, int], _Goal] = {}
    for row in rows:  # the newest first
        goal = goals.setdefault((row.model, row.row), _Goal(row))
        goal.before, goal.first = row.before, row
    return list(goals.values())


def _refuse_what_was_changed_since(goals: Iterable[_Goal]) -> None:
    for goal in goals:
        before, after, now = goal.before, goal.after(), goal.now()
        if before is None or after is None or now is None:
            clash, goal.state = now != after, before
        else:
            altered = changed_names(before, after)
            clash = any(now.get(name) != after.get(name) for name in altered)
            goal.state = now | {name: before[name] for name in altered}
        if clash:
            raise ArchiveError(
                f"{goal.model._meta.verbose_name} {goal.pk} has been changed since: take the later "
                "change back first.",
                code="changed-since",
                field="seq",
            )


def _put_back(goals: list[_Goal]) -> None:
    act = current_act()
    for goal in sorted(goals, key=lambda goal: -goal.depth):
        if goal.state is None:
            goal.model._default_manager.get(pk=goal.pk).delete()
    kept = [goal for goal in goals if goal.state is not None]
    for goal in kept:
        if issubclass(goal.model, Part) and act is not None:
            act.touch(goal.model, [goal.pk])
            there = goal.model._base_manager.filter(pk=goal.pk)
            there.update(position=models.F("position") + _ASIDE)
    for goal in sorted(kept, key=lambda goal: goal.depth):
        state = goal.state
        assert state is not None  # noqa: S101 -- kept holds no other
        row = goal.model._default_manager.filter(pk=goal.pk).first() or goal.model(pk=goal.pk)
        for column in told_fields(goal.model):
            if not column.auto_created and column.attname in state:
                setattr(row, column.attname, column.to_python(state[column.attname]))
        lists = {field.name: field for field in goal.model._meta.local_many_to_many}
        if isinstance(row, Claim):
            through = lists.pop("asserted_by").related_model
            row.set_assertions(through.objects.filter(pk__in=state["asserted_by"]))
        row.save()
        for name, listed in lists.items():
            getattr(row, name).set(listed.related_model.objects.filter(pk__in=state[name]))
