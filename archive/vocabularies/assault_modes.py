"""The modes of ASSAULT: by what means, or in what manner, force was used."""

from __future__ import annotations

from archive.vocabularies.base import Term

ASSAULT_MODES = (
    Term(
        "abduct",
        "Abduct",
        "People or vehicles are taken by force and held, as in a kidnapping, a hijacking or a "
        "forced disappearance.",
        parents=("ASSAULT",),
    ),
    Term(
        "beat",
        "Beat",
        "People are hit, kicked or manhandled, without a weapon that stands out in the report.",
        parents=("ASSAULT",),
    ),
    Term(
        "torture",
        "Torture",
        "People in somebody's power are made to suffer on purpose.",
        parents=("ASSAULT",),
    ),
    Term(
        "sexual",
        "Sexual violence",
        "People are raped or otherwise attacked in a sexual manner.",
        parents=("ASSAULT",),
    ),
    Term(
        "targeted",
        "Targeted killing",
        "A particular person is singled out to be killed, by whatever weapon, even when the "
        "attempt fails.",
        parents=("ASSAULT",),
    ),
    Term(
        "destroy",
        "Destroy",
        "Buildings, crops or other property are the aim and are wrecked, burnt or looted.",
        parents=("ASSAULT",),
    ),
    Term(
        "primitive",
        "Primitive weapons",
        "Blades, clubs, stones, fire or farm tools are used.",
        parents=("ASSAULT",),
    ),
    Term(
        "firearms",
        "Firearms",
        "Rifles, pistols or machine guns that one person can carry are fired.",
        parents=("ASSAULT",),
    ),
    Term(
        "explosives",
        "Explosives",
        "A bomb, a mine, a grenade or another device goes off that no gun, aircraft or drone "
        "delivered, and its user means to live.",
        parents=("ASSAULT",),
    ),
    Term(
        "suicide-attack",
        "Suicide attack",
        "The attacker means to die in the attack, on foot or in a vehicle.",
        parents=("ASSAULT",),
    ),
    Term(
        "aerial",
        "Aerial",
        "Bombs, missiles or gunfire come from aircraft with a crew.",
        parents=("ASSAULT",),
    ),
    Term(
        "drone",
        "Drone",
        "An uncrewed aircraft fires or drops the weapon, or is the weapon.",
        parents=("ASSAULT",),
    ),
    Term(
        "heavy-weapons",
        "Heavy weapons",
        "Artillery, mortars, rockets, missiles, tanks or other weapons served by a crew are "
        "fired from land or sea.",
        parents=("ASSAULT",),
    ),
    Term(
        "crowd-control",
        "Crowd control",
        "Tear gas, batons, water cannon, rubber bullets or the like are used on a crowd.",
        parents=("ASSAULT",),
    ),
    Term(
        "unconventional",
        "Unconventional weapons",
        "Chemical, biological, radiological or nuclear weapons are used.",
        parents=("ASSAULT",),
    ),
)
