"""Examples of bodies: what a recorded answer shows, without what only answers show."""

from __future__ import annotations

from typing import Any

from api.writing.shapes import Column, Ignored, Items, Reference, Shape
from api.writing.values import Value

# What the archive gives a record and its passages, and where the record stands.
_GIVEN = frozenset({"uid", "position", "review_status", "origin"})


def written(value: Value, shown: Any) -> Any:
    """Return what a body would say for an answer to show this."""
    if shown is None:
        return None
    if isinstance(value, Shape):
        return {
            name: written(member.value, shown[name])
            for name, member in value.members.items()
            if name in shown and name not in _GIVEN and not isinstance(member, Ignored)
        }
    if isinstance(value, Items):
        return [written(value.item, each) for each in shown]
    if isinstance(value, Reference):
        return {"uid": shown["uid"]}
    return shown


def body_example(shape: Shape, shown: dict[str, Any]) -> dict[str, Any]:
    """Return a body of this shape: a whole record, or one column of it that changes."""
    if not shape.partial:
        whole: dict[str, Any] = written(shape, shown)
        return whole
    name = next(name for name, each in shape.members.items() if isinstance(each, Column))
    return {name: shown[name]}
