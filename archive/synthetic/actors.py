"""Invented actors: states and their bodies, groups, people; their aliases and affiliations."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.folding import fold_padded
from archive.synthetic import dates
from archive.synthetic.chance import Chance, Weighted
from archive.synthetic.clock import coded_at, iso
from archive.synthetic.lexicon import ROLE_TITLES
from archive.synthetic.names import Coiner, People
from archive.synthetic.places import Land
from archive.synthetic.rows import ActorRow, AffiliationRow, AliasRow, ExternalIdRow, Tables
from archive.synthetic.sizes import Sizes

# Kind: how often, sector, how it is named after a word, a shorter name for it.
_BODIES: dict[str, tuple[float, str | None, str, str]] = {
    "government_body": (0.2, "GOV", "Ministry of {} Affairs", "the {} ministry"),
    "military": (0.14, "MIL", "{} Armed Forces", "{} forces"),
    "armed_group": (0.2, "REB", "{} Liberation Front", "the {} Front"),
    "party": (0.12, "PTY", "{} People’s Party", "the {} party"),
    "ngo": (0.09, "NGO", "{} Relief Committee", "{} Relief"),
    "company": (0.12, "BUS", "{} Industries", "{}"),
    "media": (0.04, "MED", "{} Daily", "the {} newspaper"),
    "igo": (0.03, "IGO", "{} Union", "the {} bloc"),
    "generic_group": (0.06, None, "{}-aligned militia groups", "{}-aligned militias"),
}
_KINDS = Weighted.of({kind: body[0] for kind, body in _BODIES.items()})
_PERSON_SECTORS = Weighted.of(
    {"GOV": 3.0, "MIL": 2.0, "OPP": 1.0, "CVL": 1.5, "JRN": 0.7, "REB": 1.0, "BUS": 1.0}
)
_OFFICES = Weighted.of(
    {
        "holds_office": 4.0,
        "works_for": 2.0,
        "spokesperson": 1.5,
        "leads": 1.0,
        "serves_in": 1.0,
        "member": 1.0,
    }
)
_PERSONS = 0.6


@dataclass(slots=True)
class Character:
    """What the stories need to know of an actor; `printed` are its names in articles."""

    id: int
    kind: str
    printed: list[str]
    affiliations: int = 0

    @property
    def name(self) -> str:
        return self.printed[0]


@dataclass(slots=True)
class Cast:
    """The actors of a country, or of all, the prominent ones first."""

    bodies: list[Character] = field(default_factory=list)
    people: list[Character] = field(default_factory=list)
    _ranked: tuple[Weighted[Character], Weighted[Character]] | None = None

    def add(self, actor: Character) -> None:
        (self.people if actor.kind == "person" else self.bodies).append(actor)

    def _ranks(self) -> tuple[Weighted[Character], Weighted[Character]]:
        if self._ranked is None:
            self._ranked = (
                Weighted.zipf(self.bodies or self.people, offset=1.5),
                Weighted.zipf(self.people or self.bodies, offset=4),
            )
        return self._ranked

    def body(self, chance: Chance) -> Character:
        return self._ranks()[0].draw(chance)

    def person(self, chance: Chance) -> Character:
        return self._ranks()[1].draw(chance)


class Actors:
    """Makes the actors that live in more than one article; `world` and `of` hold them."""

    def __init__(self, chance: Chance, coiner: Coiner, tables: Tables, sizes: Sizes) -> None:
        self._chance, self._coiner, self._tables = chance, coiner, tables
        self._count = sizes.actors - sizes.scoped_actors
        self._people = People(chance, coiner, max(20, sizes.actors // 5))
        self.world = Cast()
        self.of: dict[str, Cast] = {}

    def make(self, lands: Weighted[Land]) -> None:
        """Add the actors: first a state for each country, then the others."""
        self.of = {land.code: Cast() for land in lands.items}
        for number in range(self._count):
            if number < len(lands.items):
                land = lands.items[number]
                name, kind = f"Republic of {land.name}", "state"
                self._add(land.code, kind, "GOV", [name, land.name])
                continue
            land = lands.draw(self._chance)
            if self._chance.happens(_PERSONS):
                self._add_person(land.code)
            else:
                self._add_body(land.code)

    def _add_body(self, country: str) -> None:
        kind = _KINDS.draw(self._chance)
        _, sector, pattern, short = _BODIES[kind]
        word = self._coiner.name()
        initials = "".join(part[0] for part in pattern.format(word).split() if part[0].isupper())
        names = [pattern.format(word), short.format(word), f"{word[0]}{initials}"]
        self._add(country, kind, sector, names[: self._chance.between(1, 3)])

    def _add_person(self, country: str) -> None:
        given, family = self._people.name()
        title = self._chance.pick(ROLE_TITLES).capitalize()
        names = [f"{given} {family}", family, f"{title} {given} {family}"]
        names = names[: self._chance.between(1, 3)]
        sector = _PERSON_SECTORS.draw(self._chance) if self._chance.happens(0.8) else None
        actor = self._add(country, "person", sector, names)
        bodies = self.of[country].bodies
        if bodies and self._chance.happens(0.7):
            self._affiliate(actor, self.of[country].body(self._chance))

    def _add(self, country: str, kind: str, sector: str | None, names: list[str]) -> Character:
        chance, moment = self._chance, coded_at(0)
        generic = kind == "generic_group"
        merged = None
        everybody = self.world.people if kind == "person" else self.world.bodies
        if everybody and chance.happens(0.003):
            merged = everybody[-1].id
        draft = chance.happens(0.015)
        number = self._tables.add_identified(
            ActorRow,
            moment.milliseconds,
            created_at=moment.text,
            updated_at=moment.text,
            name=names[0],
            name_folded=fold_padded(names[0]),
            kind=kind,
            sector=sector,
            country=country if chance.happens(0.95) else None,
            identity="generic" if generic else "named",
            review_status="draft" if draft else "published",
            origin="machine" if draft else "human",
            merged_into_id=merged,
        )
        actor = Character(number, kind, names)
        self._add_aliases(actor)
        if chance.happens(0.05):
            self._tables.add(
                ExternalIdRow, scheme="wikidata", value=f"SYNTHETIC-{number}", actor_id=number
            )
        if merged is None:  # whoever was merged away takes part in nothing any more
            self.world.add(actor)
            self.of[country].add(actor)
        return actor

    def _add_aliases(self, actor: Character) -> None:
        kinds = (
            ("name", "short_name", "title_and_name")
            if actor.kind == "person"
            else ("name", "short_name", "acronym")
        )
        for position, text in enumerate(actor.printed, 1):
            self._tables.add(
                AliasRow,
                position=position,
                actor_id=actor.id,
                text=text,
                text_folded=fold_padded(text),
                kind=kinds[position - 1],
            )
        if self._chance.happens(0.15) and self.world.people:
            # A spelling that somebody else prefers, not the narrator's.
            text = actor.name.replace("a", "aa", 1).replace("i", "y", 1)
            self._tables.add(
                AliasRow,
                position=len(actor.printed) + 1,
                actor_id=actor.id,
                text=text,
                text_folded=fold_padded(text),
                kind="spelling",
                used_by_id=self._chance.pick(self.world.people).id,
                voice="quoted" if self._chance.happens(0.6) else "indirect",
            )

    def _affiliate(self, actor: Character, organisation: Character) -> None:
        kind, moment = _OFFICES.draw(self._chance), coded_at(0)
        when = dates.UNKNOWN
        if self._chance.happens(0.6):
            when = dates.since(moment.day - self._chance.between(300, 7000))
        actor.affiliations += 1
        self._tables.add(
            AffiliationRow,
            position=actor.affiliations,
            actor_id=actor.id,
            organisation_id=organisation.id,
            kind=kind,
            role_title=self._chance.pick(ROLE_TITLES) if kind != "member" else None,
            **when.columns(when.sort_date or iso(moment.day)),
        )
