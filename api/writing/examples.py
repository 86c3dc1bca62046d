"""Examples of bodies: what a recorded answer shows, without what only answers show."""

from __future__ import annotations

from typing import Any

from api.conditions import etag_of
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


def body_example(body: Any, shown: dict[str, Any]) -> Any:
    """Return an example of a body by a record: it whole, one column that changes, an action."""
    if isinstance(body, Items):
        return [body_example(body.item, shown)]
    members = body.members
    if "into" in members:
        return {"into": {"uid": shown["uid"]}, "reason": "They are the same.", "dry_run": True}
    column = next((name for name, each in members.items() if isinstance(each, Column)), None)
    if column is None:
        return {"reason": "Checked against its article."}
    if body.partial:
        return {column: shown[column]}
    if body.name.endswith("ItemPatch"):
        read = _as_read(shown)
        return {name: read[name] for name in ("uid", "etag", column)}
    return written(body, shown)


def answer_example(action: str, shown: dict[str, Any]) -> Any:
    """Return an example of the answer to a write, by the record that it was."""
    shown = _as_read(shown)
    if action in {"bulk", "bulk_change"}:
        return {"results": [shown]}
    if action != "merge":
        return shown
    named = {name: shown[name] for name in ("uid", "url", "etag")}
    counted = [{"kind": "passages", "count": 3}]
    both = {"merged": named, "survivor": named}
    return {"dry_run": True, **both, "moved": counted, "stays": []}


def _as_read(shown: dict[str, Any]) -> dict[str, Any]:
    """Return a recorded answer with the tag that it has for who writes."""
    version = int(shown["etag"].strip('"'))
    return shown | {"etag": etag_of(version, reads_all=True)}
