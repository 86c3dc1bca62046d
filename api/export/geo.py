"""Records as points on a map: only where the point is the place, unless asked otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# A point stands for the place itself only where the place is known this well.
PRECISE = frozenset({"exact_site", "near_point_25km", "admin2"})

# The coordinates of these are those of their middle, which may be far from what happened.
WIDE_KINDS = frozenset({"admin1", "country", "region", "water"})

_INCIDENT = ("uid", "url", "title", "kind", "event_type", "event_mode", "modality")
_PLACE = ("uid", "url", "name", "kind", "country", "coordinate_basis")


class Points:
    """The points of a resource. Counts the records, and what has no point."""

    def __init__(self, *, imprecise: bool) -> None:
        self.imprecise = imprecise
        self.rows = 0
        self.left_out = {"imprecise": 0, "without_coordinates": 0, "other_roles": 0}

    def of(self, record: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the features of a record as the API shows it."""
        self.rows += 1
        for reason, feature in self.features(record):
            if reason is None:
                yield feature
            else:
                self.left_out[reason] += 1

    def features(self, record: dict[str, Any]) -> Iterator[tuple[str | None, dict[str, Any]]]:
        """Yield every point of a record, each with the reason to leave it out, or None."""
        raise NotImplementedError

    def reason(self, place: dict[str, Any] | None, *, precise: bool) -> str | None:
        """Return why a place is not shown, or None."""
        if place is None or place["lat"] is None:
            return "without_coordinates"
        if not self.imprecise and not (precise and place["kind"] not in WIDE_KINDS):
            return "imprecise"
        return None


class IncidentPoints(Points):
    """Where incidents occurred: a feature for each place, with how exactly it is known."""

    def features(self, record: dict[str, Any]) -> Iterator[tuple[str | None, dict[str, Any]]]:
        for part in record["places"]:
            place = part["place"]
            reason = self.reason(place, precise=part["geo_precision"] in PRECISE)
            if part["role"] != "occurred":
                reason = "other_roles"
            date = {f"date_{name}": record["date"][name] for name in ("earliest", "latest", "edtf")}
            yield (
                reason,
                {
                    "type": "Feature",
                    "id": f"{record['uid']}/{part['position']}",
                    "geometry": _point(place),
                    "properties": {
                        **{name: record[name] for name in _INCIDENT},
                        **date,
                        "geo_precision": part["geo_precision"],
                        "place_uid": place and place["uid"],
                        "place_name": place and place["name"],
                        "place_kind": place and place["kind"],
                        "place_text": part["text"],
                        "coordinate_basis": place and place["coordinate_basis"],
                    },
                },
            )


class PlacePoints(Points):
    """Places; the middle of a country or of another wide area is no place."""

    def features(self, record: dict[str, Any]) -> Iterator[tuple[str | None, dict[str, Any]]]:
        yield (
            self.reason(record, precise=True),
            {
                "type": "Feature",
                "id": record["uid"],
                "geometry": _point(record),
                "properties": {name: record[name] for name in _PLACE},
            },
        )


def _point(place: dict[str, Any] | None) -> dict[str, Any] | None:
    if place is None or place["lat"] is None:
        return None
    return {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
