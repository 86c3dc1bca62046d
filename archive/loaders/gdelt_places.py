"""The places of GDELT: three for an event, in FIPS 10-4 countries, of five kinds."""

from __future__ import annotations

from collections.abc import Mapping

from archive.loaders.crosswalks import fips_countries
from archive.loaders.drafts import Key, Shared, Values
from archive.loaders.mapping import Memory, key_of, point_in, shorten
from archive.models import Place

# Geo_Type: 1 country, 2 state of the US, 3 city or landmark in the US, 4 the same elsewhere,
# 5 division elsewhere. 0 and nothing: no place.
_PRECISION = {
    "1": "country",
    "2": "admin1",
    "3": "near_point_25km",
    "4": "near_point_25km",
    "5": "admin1",
}
_KIND = {"1": "country", "2": "admin1", "3": "city", "4": "city", "5": "admin1"}
_OCEANS = "OS"
_ROLES = {"Actor1": "actor", "Actor2": "recipient", "Action": "occurred"}


class Places:
    """Maps the places of rows; each feature is one place, under the name that it had first."""

    def __init__(self) -> None:
        self._places: Memory[tuple[str, str], Shared] = Memory()

    def of(self, values: Mapping[str, str], whose: str, notices: list[str]) -> Values | None:
        """Return the columns of an IncidentPlace, or None where the row names no place."""
        prefix = f"{whose}Geo_"
        type_ = values[f"{prefix}Type"]
        name, country = values[f"{prefix}FullName"], values[f"{prefix}CountryCode"]
        if type_ not in _PRECISION:
            if type_ not in {"", "0"}:
                notices.append(f"{prefix}Type “{type_}” is not one of GDELT's")
            return None
        if not (name or country):
            return None
        feature = values[f"{prefix}FeatureID"]
        if feature.removeprefix("-").isdigit() and feature != "0":
            identity = ("gns", feature)
        elif type_ == "1":
            identity = ("country", country)
        elif type_ in "25":
            identity = ("division", values[f"{prefix}ADM1Code"])
        else:
            identity = ("place", name)
        place = self._places.get(identity)
        if place is None:
            place = self._places[identity] = self._place(values, prefix, identity)
        if country and country not in fips_countries():
            notices.append(f"{prefix}CountryCode “{country}” is not in FIPS 10-4")
        return {
            "place": place,
            "country": place.values["country"],
            "text": shorten(name, 300) or None,
            "role": _ROLES[whose],
            "geo_precision": "international" if country == _OCEANS else _PRECISION[type_],
        }

    def _place(self, values: Mapping[str, str], prefix: str, identity: tuple[str, str]) -> Shared:
        type_, code = values[f"{prefix}Type"], values[f"{prefix}CountryCode"]
        name = values[f"{prefix}FullName"] or code
        scheme, value = identity
        return Shared(
            Place,
            {
                # “Minsk, Belarus (general), Belarus”: the name, then what it lies in.
                "name": shorten(name if type_ == "1" else name.partition(",")[0] or name, 300),
                "kind": "water" if code == _OCEANS else _KIND[type_],
                "country": fips_countries().get(code),
                **point_in(values, f"{prefix}Lat", f"{prefix}Long"),
            },
            key=Key("gns", value) if scheme == "gns" else key_of("gdelt", scheme, value),
        )
