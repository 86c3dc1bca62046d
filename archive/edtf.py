"""Dates as one EDTF expression, derived for output and never stored.

Source: Extended Date/Time Format, ISO 8601-2:2019 / https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

from datetime import date


def to_edtf(semantics: str, earliest: date | None, latest: date | None) -> str | None:
    """Return the EDTF text of a possible range, or None where nothing can be said.

    `[a..b]` is one day within the range, `a/b` is throughout it; an unknown bound stays open.
    """
    first = earliest.isoformat() if earliest else ""
    last = latest.isoformat() if latest else ""
    if semantics == "unknown" or not (first or last):
        return None
    if semantics == "exact_day":
        return first
    if semantics == "one_day_within":
        return f"[{first}..{last}]"
    return f"{first or '..'}/{last or '..'}"
