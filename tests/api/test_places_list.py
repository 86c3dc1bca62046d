"""GET /api/v1/places/."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from tests.api.answers import listed, refused
from tests.factories import ExternalIdFactory, PlaceFactory


def test_places_are_listed_by_folded_name(api: APIClient) -> None:
    last, first = PlaceFactory(name="Żory"), PlaceFactory(name="'Ain al-Asad")

    assert listed(api, "places") == [first.uid, last.uid]


def test_within_finds_all_that_lies_in_a_place_at_any_depth(api: APIClient) -> None:
    iraq = PlaceFactory(name="Iraq", kind="country")
    anbar = PlaceFactory(name="Anbar", kind="admin1", parent=iraq)
    base = PlaceFactory(name="Base", kind="facility", parent=anbar)
    PlaceFactory(name="Jordan", kind="country")

    assert listed(api, "places", within=iraq.uid) == [anbar.uid, base.uid, iraq.uid]
    assert listed(api, "places", parent=iraq.uid) == [anbar.uid]


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("uid", None),
        ("name", "al asad"),
        ("kind", "facility"),
        ("country", "IQ,JO"),
        ("coordinate_basis", "gazetteer"),
        ("bbox", "42,33,43,34"),
        ("external_id", "geonames:123"),
    ],
)
def test_places_are_found_by_each_parameter(api: APIClient, query: str, value: str | None) -> None:
    found = PlaceFactory(
        name="Al-Asad Airbase",
        kind="facility",
        country="IQ",
        lat=33.8,
        lon=42.4,
        coordinate_basis="gazetteer",
    )
    ExternalIdFactory(place=found, scheme="geonames", value="123", actor=None)
    PlaceFactory(name="Asad", kind="city", country="SY")

    assert listed(api, "places", **{query: value or found.uid}) == [found.uid]


def test_a_box_may_cross_the_antimeridian_and_holds_its_edges(api: APIClient) -> None:
    fiji = PlaceFactory(name="Fiji", lat=-17.7, lon=178.0, coordinate_basis="gazetteer")
    samoa = PlaceFactory(name="Samoa", lat=-13.8, lon=-172.1, coordinate_basis="gazetteer")
    PlaceFactory(name="Null Island", lat=0, lon=0, coordinate_basis="estimated")

    assert listed(api, "places", bbox="178,-20,-170,-10") == [fiji.uid, samoa.uid]
    assert listed(api, "places", bbox="-172.1,-13.8,-172.1,-13.8") == [samoa.uid]


@pytest.mark.parametrize(
    ("box", "status"),
    [
        ("1,2,3", 400),
        ("1,2,3,4,5", 400),
        ("a,b,c,d", 400),
        ("nan,0,0,0", 400),
        ("1e1,0,0,0", 400),
        ("181,0,0,0", 422),
        ("0,-91,0,0", 422),
        ("0,10,0,-10", 422),
    ],
)
def test_a_box_that_is_none_is_refused(api: APIClient, box: str, status: int) -> None:
    assert refused(api, "places", status, bbox=box)["parameter"] == "bbox"
