"""GET /api/v1/places/{uid}/."""

from __future__ import annotations

from rest_framework.test import APIClient

from tests.api.answers import shown
from tests.factories import PlaceFactory


def test_a_place_shows_what_it_lies_in_and_no_coordinates_that_are_not_known(
    api: APIClient,
) -> None:
    iraq = PlaceFactory(name="Iraq", kind="country", country="IQ")
    base = PlaceFactory(name="Base", kind="facility", country="IQ", parent=iraq)

    answer = shown(api, base)

    assert (answer["lat"], answer["lon"], answer["coordinate_basis"]) == (None, None, None)
    assert answer["parent"] == {
        "uid": iraq.uid,
        "url": f"http://testserver/api/v1/places/{iraq.uid}/",
        "name": "Iraq",
        "kind": "country",
    }
    assert shown(api, iraq)["parent"] is None


def test_a_parent_can_be_shown_wide(api: APIClient) -> None:
    iraq = PlaceFactory(name="Iraq", country="IQ", lat=33.0, lon=44.0, coordinate_basis="gazetteer")

    parent = shown(api, PlaceFactory(parent=iraq), expand="places")["parent"]

    assert (parent["country"], parent["lat"], parent["lon"]) == ("IQ", 33.0, 44.0)
