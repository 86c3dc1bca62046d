"""Rules of places: coordinates whole and with their basis, nothing within itself."""

from __future__ import annotations

import pytest

from archive.models import Place
from tests.archive.refusals import refusal
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("lat", "lon"), [(0, 0), (-90, -180), (90, 180), (33.7856, 42.4412)])
def test_place_is_anywhere_on_earth(lat, lon):
    place = PlaceFactory(lat=lat, lon=lon, coordinate_basis="gazetteer")
    place.refresh_from_db()
    assert (place.lat, place.lon) == (lat, lon)


@pytest.mark.parametrize(
    ("lat", "lon", "refused"),
    [
        (33.8, None, {"lon": ["Give both coordinates or neither."]}),
        (None, 42.4, {"lat": ["Give both coordinates or neither."]}),
        (90.01, 0, {"lat": ["Ensure this value is less than or equal to 90."]}),
        (0, 180.01, {"lon": ["Ensure this value is less than or equal to 180."]}),
        ("north", 0, {"lat": ["“north” value must be a float."]}),
    ],
)
def test_place_off_the_earth_is_refused(lat, lon, refused):
    place = PlaceFactory()
    place.lat, place.lon, place.coordinate_basis = lat, lon, "gazetteer"
    assert refusal(place.save) == refused


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_coordinate_that_is_no_number_is_refused(number):
    place = PlaceFactory(located=True)
    place.lat = number
    assert list(refusal(place.save)) == ["lat"]


def test_coordinates_say_where_they_come_from():
    place = PlaceFactory()
    place.lat, place.lon = 33.8, 42.4
    assert refusal(place.save) == {"coordinate_basis": ["Say where the coordinates come from."]}


WITHIN_ITSELF = {"parent": ["A place cannot lie within itself."]}


@pytest.mark.parametrize("length", [1, 2, 3])
def test_place_within_itself_is_refused(length):
    chain = [PlaceFactory()]
    for _ in range(length - 1):
        chain.append(PlaceFactory(parent=chain[-1]))
    chain[0].parent = chain[-1]
    assert refusal(chain[0].save) == WITHIN_ITSELF


def test_circle_that_came_about_elsewhere_ends_the_search():
    first, second = PlaceFactory.create_batch(2)
    for place, parent in ((first, second), (second, first)):
        Place.objects.filter(pk=place.pk).update(parent=parent)
    assert refusal(PlaceFactory, parent=Place.objects.get(pk=first.pk)) == WITHIN_ITSELF


def test_place_lies_in_another():
    country = PlaceFactory(kind="country")
    city = PlaceFactory(parent=country)
    assert list(country.children.all()) == [city]
