"""GET /api/v1/{incidents,places}/export/?format=geojson: a point is the place, or is not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.files import by_gdal, exported, listed_in_full
from tests.factories import IncidentFactory, IncidentPlaceFactory, PlaceFactory


def collection(api: Any, resource: str, **query: Any) -> Any:
    found = json.loads(exported(api, resource, "geojson", **query))
    assert (found["type"], found["complete"]) == ("FeatureCollection", True)
    return found


def left_out(*, imprecise: int = 0, without: int = 0, roles: int = 0) -> dict[str, int]:
    return {"imprecise": imprecise, "without_coordinates": without, "other_roles": roles}


def test_point_is_where_the_incident_occurred_with_its_precision(api):
    place = PlaceFactory(
        name="Al-Asad",
        kind="facility",
        country="IQ",
        lat=33.8,
        lon=42.4,
        coordinate_basis="gazetteer",
    )
    incident = IncidentFactory(date_earliest="2024-08-05", title="Rockets")
    IncidentPlaceFactory(
        incident=incident, place=place, text="the base", geo_precision="exact_site"
    )
    IncidentFactory()

    found = collection(api, "incidents")

    assert found["features"] == [
        {
            "type": "Feature",
            "id": f"{incident.uid}/1",
            "geometry": {"type": "Point", "coordinates": [42.4, 33.8]},
            "properties": {
                "uid": incident.uid,
                "url": f"http://testserver/api/v1/incidents/{incident.uid}/",
                "title": "Rockets",
                "kind": "single",
                "event_type": "ASSAULT",
                "event_mode": "heavy-weapons",
                "modality": "actual",
                "date_earliest": "2024-08-05",
                "date_latest": "2024-08-05",
                "date_edtf": "2024-08-05",
                "geo_precision": "exact_site",
                "place_uid": place.uid,
                "place_name": "Al-Asad",
                "place_kind": "facility",
                "place_text": "the base",
                "coordinate_basis": "gazetteer",
            },
        }
    ]
    assert (found["rows"], found["left_out"]) == (2, left_out())


@pytest.mark.parametrize(
    ("precision", "kind", "is_shown"),
    [
        ("exact_site", "facility", True),
        ("near_point_25km", "city", True),
        ("admin2", "admin2", True),
        ("admin1", "admin1", False),
        ("linear_or_fuzzy_area", "other", False),
        ("country", "country", False),
        ("international", "other", False),
        ("unknown", "facility", False),
        # A country has no exact site, whatever was coded.
        ("exact_site", "country", False),
    ],
)
def test_vague_place_is_left_out_unless_it_is_asked_for(api, precision, kind, is_shown):
    place = PlaceFactory(kind=kind, lat=33.0, lon=44.0, coordinate_basis="gazetteer")
    IncidentPlaceFactory(incident=IncidentFactory(), place=place, geo_precision=precision)

    plain, asked = collection(api, "incidents"), collection(api, "incidents", imprecise="true")

    assert len(plain["features"]) == is_shown
    assert plain["left_out"] == left_out(imprecise=not is_shown)
    (feature,) = asked["features"]
    assert feature["properties"]["geo_precision"] == precision
    assert asked["left_out"] == left_out()


def test_where_it_did_not_occur_is_no_point_of_it(api):
    place = PlaceFactory(lat=33.0, lon=44.0, coordinate_basis="gazetteer")
    IncidentPlaceFactory(
        incident=IncidentFactory(), place=place, role="origin", geo_precision="exact_site"
    )

    found = collection(api, "incidents", imprecise="true")

    assert (found["features"], found["left_out"]) == ([], left_out(roles=1))


def test_first_story_has_no_coordinates_and_so_no_points(first_story, api):
    found = collection(api, "incidents", imprecise="true")

    assert (found["features"], found["left_out"]) == ([], left_out(without=8))


def test_places_are_points_but_not_the_middle_of_countries(api):
    base = PlaceFactory(
        name="Base", kind="facility", lat=33.8, lon=42.4, coordinate_basis="gazetteer"
    )
    PlaceFactory(name="Iraq", kind="country", lat=33.0, lon=44.0, coordinate_basis="gazetteer")
    PlaceFactory(name="Nowhere", kind="facility", lat=None, lon=None)

    plain, asked = collection(api, "places"), collection(api, "places", imprecise="true")

    assert [feature["id"] for feature in plain["features"]] == [base.uid]
    assert plain["left_out"] == left_out(imprecise=1, without=1)
    assert len(asked["features"]) == 2


INCIDENT = ("uid", "url", "title", "kind", "event_type", "event_mode", "modality")
PLACE = ("uid", "url", "name", "kind", "country", "lon", "lat", "coordinate_basis")


@pytest.fixture
def on_the_map(db: Any) -> None:
    """Two places, one incident at both of them and one at the second, one at no known place."""
    known = {"coordinate_basis": "gazetteer"}
    one = PlaceFactory(name="Erbil", kind="city", country="IQ", lat=36.19, lon=44.01, **known)
    other = PlaceFactory(
        name="Rapa Nui – “Île”", kind="country", country=None, lat=-27.1, lon=-109, **known
    )
    first = IncidentFactory(date_earliest="2024-08-05", title="Rockets; “drones”, says he")
    IncidentPlaceFactory(
        incident=first, place=one, text="the city", geo_precision="near_point_25km"
    )
    IncidentPlaceFactory(incident=first, place=other, text=None, geo_precision="country")
    later = IncidentFactory(event_mode=None, date_semantics="unknown", date_earliest=None)
    IncidentPlaceFactory(incident=later, place=other, geo_precision="unknown")
    IncidentPlaceFactory(place=PlaceFactory(lat=None, lon=None))


@pytest.mark.usefixtures("on_the_map")
def test_points_read_back_by_gdal_say_what_the_api_says(api: Any, tmp_path: Path) -> None:
    expected = [
        {
            "id": f"{record['uid']}/{part['position']}",
            **{name: record[name] for name in INCIDENT},
            **{f"date_{name}": record["date"][name] for name in ("earliest", "latest", "edtf")},
            **{f"place_{name}": part["place"][name] for name in ("uid", "name", "kind")},
            **{name: part["place"][name] for name in ("lon", "lat", "coordinate_basis")},
            "place_text": part["text"],
            "geo_precision": part["geo_precision"],
        }
        for record in listed_in_full(api, "incidents", expand="places")
        for part in record["places"]
        if part["place"]["lat"] is not None
    ]

    found = by_gdal(exported(api, "incidents", "geojson", imprecise="true"), tmp_path)

    assert len(found) == 3
    assert found == expected


@pytest.mark.usefixtures("on_the_map")
def test_places_read_back_by_gdal_say_what_the_api_says(api: Any, tmp_path: Path) -> None:
    expected = [
        {name: record[name] for name in PLACE}
        for record in listed_in_full(api, "places")
        if record["lat"] is not None
    ]

    found = by_gdal(exported(api, "places", "geojson", imprecise="true"), tmp_path)

    assert len(found) == 2
    assert [{name: row[name] for name in PLACE} for row in found] == expected
