"""What the bodies of actions say: why, and into what."""

from __future__ import annotations

from functools import cache

from api.writing.shapes import Member, Reference, Shape
from api.writing.values import Flag, Text
from archive.models.base import Record

MAX_REASON = 2000


def _reason(*, required: bool) -> Member:
    return Member(
        Text(MAX_REASON, min_length=1),
        "reason",
        required=required,
        nullable=not required,
        description="Why: it is kept in the history of the record.",
    )


MAY_SAY_WHY = Shape("StepWrite", {"reason": _reason(required=False)}, "A step of a record.")
MUST_SAY_WHY = Shape(
    "ReasonedStepWrite", {"reason": _reason(required=True)}, "A step that takes a reason."
)


@cache
def merge_shape(model: type[Record]) -> Shape:
    """Return the body of the merge of one of these records into another."""
    name = model.__name__
    return Shape(
        f"{name}MergeWrite",
        {
            "into": Member(
                Reference(model),
                "into",
                required=True,
                description="The record that stands for both from then on.",
            ),
            "reason": _reason(required=False),
            "dry_run": Member(
                Flag(), "dry_run", description="Whether only to tell what would move."
            ),
        },
        "Into which record this one is merged.",
    )
