"""Invented outlets, some with far more articles than others."""

from __future__ import annotations

from dataclasses import dataclass

from archive.folding import fold
from archive.synthetic.chance import Chance, Weighted
from archive.synthetic.clock import coded_at
from archive.synthetic.names import Coiner
from archive.synthetic.places import Land
from archive.synthetic.rows import SourceRow, Tables
from archive.synthetic.sizes import Sizes

_KINDS = Weighted.of(
    {"newspaper": 5.0, "agency": 1.0, "broadcaster": 2.0, "online": 3.0, "government": 0.7}
)
_TITLES = ("The {} Courier", "{} Post", "{} News Agency", "Radio {}", "The {} Gazette")
_SCALES = Weighted.of(
    {"national": 5.0, "subnational": 3.0, "regional": 1.0, "international": 1.0, "unknown": 0.5}
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """What the stories need to know of a source."""

    id: int
    domain: str


def make_outlets(
    chance: Chance, coiner: Coiner, tables: Tables, sizes: Sizes, lands: Weighted[Land]
) -> Weighted[Outlet]:
    """Add every source; return them by their share of the articles."""
    moment, outlets = coded_at(0), []
    for _ in range(sizes.sources):
        name = chance.pick(_TITLES).format(coiner.name())
        domain = f"{fold(name).replace(' ', '-').replace('ı', 'i')}.example"
        graded = chance.happens(0.4)
        number = tables.add_identified(
            SourceRow,
            moment.milliseconds,
            created_at=moment.text,
            updated_at=moment.text,
            name=name,
            domain=domain,
            kind=_KINDS.draw(chance),
            country=lands.draw(chance).code,
            scale=_SCALES.draw(chance),
            reliability=chance.pick("ABCDEF") if graded else None,
            reliability_note="Invented, as the outlet is." if graded else None,
        )
        outlets.append(Outlet(number, domain))
    return Weighted.zipf(outlets, offset=1)
