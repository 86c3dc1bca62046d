"""The bodies of writes of many records: lists."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from api.writing.derive import patch_of, shape_of
from api.writing.shapes import Items, Member, Shape
from api.writing.values import Text, Uid

MAX_RECORDS = 100


@cache
def bulk_shape_of(serializer_class: Any) -> Items:
    """Return the body that makes several records."""
    return Items(shape_of(serializer_class), MAX_RECORDS, 1)


@cache
def bulk_patch_of(serializer_class: Any) -> Items:
    """Return the body that changes several records: each with its uid and the version read."""
    model = serializer_class.Meta.model
    partial = patch_of(serializer_class)
    own = {
        "uid": Member(Uid(model.uid_prefix), "uid", required=True, description="Which record."),
        "etag": Member(
            Text(100, min_length=1),
            "etag",
            required=True,
            description="Its version as it was read, as `If-Match` has it.",
        ),
    }
    # What is required of an item is who it is; the rest says only what changes.
    optional = {name: replace(member, required=False) for name, member in partial.members.items()}
    item = Shape(f"{model.__name__}ItemPatch", {**optional, **own}, partial.description)
    return Items(item, MAX_RECORDS, 1)
