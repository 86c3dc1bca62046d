"""Writing places: what they lie in, and coordinates with where they come from."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.answers import ROOT, body
from tests.api.writing import address, faults, make, patch, ref, tag
from tests.factories import PlaceFactory


def test_a_place_is_made_in_another(coder: APIClient) -> None:
    country = PlaceFactory(name="Iraq", kind="country")

    made = make(
        coder,
        "places",
        name="Al-Asad",
        kind="facility",
        country="IQ",
        parent=ref(country),
        lat=33,
        lon=42.44,
        coordinate_basis="gazetteer",
    )

    assert (made["parent"]["uid"], made["lat"], made["lon"]) == (country.uid, 33.0, 42.44)


@pytest.mark.parametrize(
    ("members", "status", "pointer"),
    [
        ({"lat": 91, "lon": 0}, 400, "/lat"),
        ({"lat": "33"}, 400, "/lat"),
        ({"lat": 33.0}, 422, "/lon"),
        ({"lat": 33.0, "lon": 42.0}, 422, "/coordinate_basis"),
        ({"country": "IRQ"}, 400, "/country"),
    ],
)
def test_what_is_wrong_is_named(
    coder: APIClient, members: dict[str, Any], status: int, pointer: str
) -> None:
    answer = coder.post(f"{ROOT}/places/", {"name": "Al-Asad", **members})

    assert list(faults(answer, status)) == [pointer]


def test_a_place_does_not_lie_in_itself(reviewer: APIClient) -> None:
    outer = PlaceFactory()
    inner = PlaceFactory(parent=outer)

    assert faults(patch(reviewer, outer, parent=ref(inner)), 422) == {"/parent": "invalid"}
    assert body(patch(reviewer, inner, parent=None))["parent"] is None


def test_a_place_that_others_lie_in_stays(reviewer: APIClient) -> None:
    inner = PlaceFactory(parent=PlaceFactory())

    answer = reviewer.delete(address(inner.parent), headers={"If-Match": tag(inner.parent)})

    assert answer.status_code == 409
    assert inner.uid in answer.json()["detail"]
