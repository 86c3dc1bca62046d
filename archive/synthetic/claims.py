"""How far an invented text stands behind its claims, and which of its statements assert them."""

from __future__ import annotations

from archive.models.claim import NEEDS_ASSERTION
from archive.synthetic.chance import Chance, Weighted
from archive.synthetic.rows import RowType, Tables
from archive.synthetic.story import Slot, Told

_USUAL = Weighted.of(
    {
        "stated": 0.765,
        "alleged": 0.11,
        "claimed": 0.035,
        "suspected": 0.05,
        "denied": 0.02,
        "disputed": 0.02,
    }
)
_NOT_YET = {"planned", "anticipated", "hypothetical"}
_WITHOUT_A_SPEAKER = {"alleged": "suspected", "claimed": "stated", "denied": "disputed"}


def draw_status(chance: Chance, modality: str, slots: list[Slot], imported: int | None) -> str:
    """Return a status that its claim can have: nobody alleges without a statement or a data set."""
    if modality in _NOT_YET:
        return "anticipated"
    if modality == "suspected" and chance.happens(0.5):
        return "suspected"
    status = _USUAL.draw(chance)
    if status in NEEDS_ASSERTION and not slots and imported is None:
        return _WITHOUT_A_SPEAKER[status]
    return status


def assert_claim(
    chance: Chance,
    tables: Tables,
    *,
    row: RowType,
    column: str,
    claim: int,
    status: str,
    slots: list[Slot],
    about: Told,
) -> Slot | None:
    """Add who asserts a claim, where somebody must, and now and then where nobody need."""
    if not slots or not (status in NEEDS_ASSERTION or chance.happens(0.05)):
        return None
    slot = chance.pick(slots)
    tables.add(row, **{column: claim, "statement_id": slot.id})
    if about not in slot.about:
        slot.about.append(about)
    return slot
