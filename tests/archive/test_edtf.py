"""Dates as EDTF: each possible range has one expression, from which it can be read again."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.edtf import to_edtf
from archive.models.dated import date_problems
from archive.vocabularies import DATE_SEMANTICS

A, B = date(2024, 7, 29), date(2024, 8, 4)


@pytest.mark.parametrize(
    ("semantics", "earliest", "latest", "edtf"),
    [
        ("exact_day", A, A, "2024-07-29"),
        ("one_day_within", A, B, "[2024-07-29..2024-08-04]"),
        ("one_day_within", A, A, "[2024-07-29..2024-07-29]"),
        ("one_day_within", None, B, "[..2024-08-04]"),
        ("one_day_within", A, None, "[2024-07-29..]"),
        ("interval", A, B, "2024-07-29/2024-08-04"),
        ("interval", A, A, "2024-07-29/2024-07-29"),
        ("open", A, None, "2024-07-29/.."),
        ("open", None, B, "../2024-08-04"),
        ("unknown", None, None, None),
        ("unknown", A, None, None),
        ("unknown", None, B, None),
        ("unknown", A, B, None),
    ],
)
def test_range_has_its_expression(semantics, earliest, latest, edtf):
    assert to_edtf(semantics, earliest, latest) == edtf


def test_years_have_four_digits():
    assert to_edtf("exact_day", date(79, 8, 24), date(79, 8, 24)) == "0079-08-24"


DAY = r"\d{4}-\d{2}-\d{2}"
SHAPES = {
    "exact_day": re.compile(f"({DAY})"),
    "one_day_within": re.compile(rf"\[({DAY})?\.\.({DAY})?\]"),
    "interval": re.compile(f"({DAY})/({DAY})"),
    "open": re.compile(rf"({DAY}|\.\.)/({DAY}|\.\.)"),
}

days = st.none() | st.dates()


@given(st.sampled_from(DATE_SEMANTICS.codes), days, days)
def test_expression_says_the_whole_range(semantics, earliest, latest):
    if date_problems(semantics, earliest, latest):
        return
    edtf = to_edtf(semantics, earliest, latest)
    assert (edtf is None) == (semantics == "unknown")
    if edtf is None:
        return
    found = SHAPES[semantics].fullmatch(edtf)
    assert found is not None
    bounds = [None if part in {None, ".."} else date.fromisoformat(part) for part in found.groups()]
    expected = [earliest] if semantics == "exact_day" else [earliest, latest]
    assert bounds == expected
    # No other reading of the same words: one shape only fits.
    assert [name for name, shape in SHAPES.items() if shape.fullmatch(edtf)] in (
        [semantics],
        ["interval", "open"],
    )


def holds_by_hand(semantics, earliest, latest):
    """The rules of a range, written the other way round: what each meaning allows."""
    if earliest is not None and latest is not None and latest < earliest:
        return False
    known = [bound for bound in (earliest, latest) if bound is not None]
    return {
        "exact_day": len(known) == 2 and len(set(known)) == 1,
        "one_day_within": len(known) >= 1,
        "interval": len(known) == 2,
        "open": len(known) == 1,
        "unknown": True,
    }[semantics]


@given(
    st.sampled_from(DATE_SEMANTICS.codes),
    st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 3)),
    st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 3)),
)
def test_range_is_refused_just_where_its_rules_are_broken(semantics, earliest, latest):
    problems = date_problems(semantics, earliest, latest)
    assert bool(problems) == (not holds_by_hand(semantics, earliest, latest))
    assert set(problems) <= {"date_semantics", "date_latest"}
