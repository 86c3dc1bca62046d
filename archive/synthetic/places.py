"""Invented places: each country a patch of the globe, divisions and towns within it."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.folding import fold_padded
from archive.synthetic.chance import Chance, Weighted
from archive.synthetic.clock import coded_at
from archive.synthetic.names import Coiner
from archive.synthetic.rows import PlaceRow, Tables
from archive.synthetic.sizes import Sizes
from archive.vocabularies import COUNTRY

_KINDS = Weighted.of(
    {
        "admin1": 0.1,
        "city": 0.66,
        "facility": 0.14,
        "neighbourhood": 0.05,
        "landform": 0.02,
        "water": 0.02,
        "other": 0.01,
    }
)
_BASES = Weighted.of({"gazetteer": 0.7, "source": 0.15, "geolocated": 0.1, "estimated": 0.05})
_PATTERNS = {
    "country": "{}",
    "admin1": "{} province",
    "city": "{}",
    "facility": "{} air base",
    "neighbourhood": "{} quarter",
    "landform": "Mount {}",
    "water": "Lake {}",
    "other": "{} crossing",
}
GEO_PRECISION = {
    "country": "country",
    "admin1": "admin1",
    "city": "near_point_25km",
    "facility": "exact_site",
    "neighbourhood": "exact_site",
    "landform": "linear_or_fuzzy_area",
    "water": "linear_or_fuzzy_area",
    "other": "near_point_25km",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """What the stories need to know of a place."""

    id: int
    name: str
    kind: str
    country: str


@dataclass(slots=True)
class Land:
    """A country: its patch (centre and half its height and width, in degrees) and its places."""

    code: str
    name: str
    patch: tuple[float, float, float]
    spots: list[Spot] = field(default_factory=list)
    above: list[tuple[int, float, float]] = field(default_factory=list)
    by_rank: Weighted[Spot] | None = None

    def spot(self, chance: Chance) -> Spot:
        """Return one of its places, the well-known ones more often."""
        if self.by_rank is None:
            self.by_rank = Weighted.zipf(self.spots, offset=3)
        return self.by_rank.draw(chance)


def make_places(chance: Chance, coiner: Coiner, tables: Tables, sizes: Sizes) -> Weighted[Land]:
    """Add every place; return the countries, of which the first has a fifth of all that happens."""
    codes = chance.shuffled(COUNTRY.codes)[: sizes.countries]
    lands = Weighted.zipf([_land(chance, coiner, code) for code in codes], power=1.05)
    for land in lands.items:
        _add(chance, tables, land, "country", land.name)
    for _ in range(sizes.places - len(codes)):
        _add(chance, tables, lands.draw(chance), _KINDS.draw(chance), coiner.name())
    return lands


def _land(chance: Chance, coiner: Coiner, code: str) -> Land:
    patch = (chance.random() * 90 - 35, chance.random() * 340 - 170, 1 + chance.random() * 7)
    return Land(code, coiner.name(), patch)


def _add(chance: Chance, tables: Tables, land: Land, kind: str, word: str) -> None:
    """Add a place near the one that it lies in: a division, else the middle of the country."""
    parent, lat, lon = None, land.patch[0], land.patch[1]
    reach = land.patch[2]
    if land.above and kind != "admin1":
        parent, lat, lon = chance.pick(land.above)
        reach /= 4
    elif land.spots:
        parent = land.spots[0].id
    located = kind == "country" or chance.happens(0.92)
    basis = "estimated" if kind == "country" else _BASES.draw(chance)
    lat = round(lat + (chance.random() - 0.5) * 2 * reach, 5)
    lon = round(lon + (chance.random() - 0.5) * 2 * reach, 5)
    name = _PATTERNS[kind].format(word)
    moment = coded_at(0)
    number = tables.add_identified(
        PlaceRow,
        moment.milliseconds,
        created_at=moment.text,
        updated_at=moment.text,
        name=name,
        name_folded=fold_padded(name),
        kind=kind,
        country=land.code,
        parent_id=parent,
        lat=lat if located else None,
        lon=lon if located else None,
        coordinate_basis=basis if located else None,
    )
    land.spots.append(Spot(number, name, kind, land.code))
    if kind == "admin1":
        land.above.append((number, lat, lon))
