"""The places of UCDP's events: a point, the divisions that it lies in, how well it is known."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archive.loaders.base import RowError
from archive.loaders.crosswalks import gleditsch_ward_countries
from archive.loaders.drafts import Shared, Values
from archive.loaders.mapping import Memory, key_of, point_in, shorten
from archive.models import Place
from archive.vocabularies import GEO_PRECISION

_PRECISION = {GEO_PRECISION[code].mappings["ucdp"]: code for code in GEO_PRECISION}
_PLACE_KINDS = {"3": "admin2", "4": "admin1", "6": "country"}
_SETTLEMENT = re.compile(r"\b(city|town|village|municipality|settlement)\b", re.IGNORECASE)


class Places:
    """The places of one file; each is made once."""

    def __init__(self) -> None:
        self._known: Memory[tuple[str, ...], Shared] = Memory()

    def of(self, values: Mapping[str, str]) -> Values:
        """Return the columns of an event's place: it lies in the divisions that the row names."""
        precision = _PRECISION.get(values["where_prec"])
        if precision is None:
            raise RowError(f"“{values['where_prec']}” is no precision", column="where_prec")
        country = country_of(values["country_id"])
        point = point_in(values, "latitude", "longitude")
        name = values["where_coordinates"] or values["country"]
        above = self._divisions(values, country)
        identity = (
            values["country_id"],
            *_divisions(values),
            name,
            f"{point['lat']},{point['lon']}",
        )
        place = self._known.get(identity)
        if place is None:
            kind = _PLACE_KINDS.get(values["where_prec"], "other")
            place = self._known[identity] = Shared(
                Place,
                {
                    "name": shorten(name, 300),
                    "kind": "city" if kind == "other" and _SETTLEMENT.search(name) else kind,
                    "country": country,
                    "parent": above,
                    **point,
                },
                key=key_of("ucdp", "place", *identity),
            )
        return {
            "place": place,
            "country": country,
            "text": shorten(values.get("where_description", ""), 300) or None,
            "geo_precision": precision,
        }

    def _divisions(self, values: Mapping[str, str], country: str | None) -> Shared | None:
        """Return the narrowest division that the row names; it lies in the wider one."""
        above = None
        for depth, name in enumerate(_divisions(values), start=1):
            identity = (values["country_id"], *_divisions(values)[:depth])
            place = self._known.get(identity)
            if place is None:
                place = self._known[identity] = Shared(
                    Place,
                    {"name": name, "kind": f"admin{depth}", "country": country, "parent": above},
                    key=key_of("ucdp", "division", *identity),
                )
            above = place
        return above


def country_of(number: str) -> str | None:
    """Return the code of a country by its number at Gleditsch and Ward."""
    return gleditsch_ward_countries().get(number)


def _divisions(values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the divisions from the widest; a district without a province: none."""
    first, second = values.get("adm_1", ""), values.get("adm_2", "")
    if not first:
        return ()
    return (first, second) if second else (first,)
