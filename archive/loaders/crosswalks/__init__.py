"""The crosswalks: what the codes of other data sets are in this archive, as small tables beside.

Each table is a CSV file that is meant to be read; its last column says why a row is as it is. Who
changes a table raises CROSSWALK_VERSION, which every imported row carries, so that one can tell by
which tables a record was made. README.md says where each table comes from.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from archive.folding import fold
from archive.vocabularies import COUNTRY

CROSSWALK_VERSION = "1"

_HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table, as text."""
    with (_HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class EventCode:
    """What an event code becomes here.

    `becomes` is “incident”, “statement” or, where nothing of ours fits, “nothing”. `first` and
    `second` are the roles of the two actors.
    """

    becomes: str
    event_type: str | None = None
    event_mode: str | None = None
    contexts: tuple[str, ...] = ()
    speech_acts: tuple[str, ...] = ()
    first: str = "participant"
    second: str = "participant"


@cache
def cameo_events() -> Mapping[str, EventCode]:
    """Return every event code of CAMEO, digits as text: “0831”."""
    return MappingProxyType(
        {
            row["code"]: EventCode(
                row["becomes"],
                row["event_type"] or None,
                row["event_mode"] or None,
                tuple(row["contexts"].split()),
                tuple(row["speech_acts"].split()),
                row["first"],
                row["second"],
            )
            for row in rows("cameo_events")
        }
    )


@cache
def acled_events() -> Mapping[tuple[str, str], EventCode]:
    """Return every pair of event type and sub-event type of ACLED."""
    return MappingProxyType(
        {
            (row["event_type_of_acled"], row["sub_event_type"]): EventCode(
                "incident" if row["event_type"] else "nothing",
                row["event_type"] or None,
                row["event_mode"] or None,
                tuple(row["contexts"].split()),
            )
            for row in rows("acled_events")
        }
    )


@dataclass(frozen=True, slots=True)
class ActorCode:
    """What a code of an actor says about it; None: nothing that we have a term for."""

    sector: str | None
    kind: str | None
    identity: str | None = None


@cache
def cameo_actor_types() -> Mapping[str, ActorCode]:
    """Return the three letters that CAMEO gives to what an actor is: GOV, MIL, …"""
    return MappingProxyType(
        {
            row["code"]: ActorCode(row["sector"] or None, row["kind"] or None)
            for row in rows("cameo_actor_types")
        }
    )


@cache
def acled_actors() -> Mapping[str, ActorCode]:
    """Return the classes of actors of ACLED, by number and by folded name."""
    table = {}
    for row in rows("acled_actors"):
        code = ActorCode(row["sector"] or None, row["kind"] or None, row["identity"])
        table[row["inter"]] = table[fold(row["name"])] = code
    # ACLED has spelt it both ways.
    table[fold("Protestors")] = table[fold("Protesters")]
    return MappingProxyType(table)


@cache
def icews_sectors() -> Mapping[str, tuple[int, str | None]]:
    """Return the rank of each sector of ICEWS, and ours; an actor has many, the highest counts."""
    return MappingProxyType(
        {row["name"]: (int(row["rank"]), row["sector"] or None) for row in rows("icews_sectors")}
    )


@cache
def plover_2016_terms() -> Mapping[tuple[str, str], str]:
    """Return the terms of the first PLOVER that later ones renamed, by column and term."""
    return MappingProxyType(
        {(row["column"], row["term"]): row["term_of_ours"] for row in rows("plover_2016_terms")}
    )


@cache
def fips_countries() -> Mapping[str, str | None]:
    """Return countries by FIPS 10-4, which is not ISO: AU is Austria, CH China, RS Russia."""
    return MappingProxyType({row["code"]: row["country"] or None for row in rows("fips10_4")})


@cache
def gleditsch_ward_countries() -> Mapping[str, str | None]:
    """Return countries by their number in the list of Gleditsch and Ward, as text without zeros."""
    return MappingProxyType({row["code"]: row["country"] or None for row in rows("gleditsch_ward")})


@cache
def cameo_countries() -> Mapping[str, str | None]:
    """Return countries by CAMEO's three letters: those of ISO 3166-1, or a line of the table.

    Regions (EUR, AFR) are in it, and are no country.
    """
    listed = {COUNTRY[code].mappings.get("iso3166_alpha3", ""): code for code in COUNTRY}
    listed.pop("", None)
    own = {row["code"]: row["country"] or None for row in rows("cameo_countries")}
    return MappingProxyType({**listed, **own})


@cache
def numeric_countries() -> Mapping[str, str]:
    """Return countries by the number of ISO 3166-1, three digits as text."""
    return MappingProxyType(
        {
            number: code
            for code in COUNTRY
            if (number := COUNTRY[code].mappings.get("iso3166_numeric")) is not None
        }
    )


@cache
def named_countries() -> Mapping[str, str]:
    """Return countries by folded name: our labels, and the other names of the table."""
    listed = {fold(COUNTRY.label_of(code)): code for code in COUNTRY}
    return MappingProxyType(
        listed | {fold(row["name"]): row["country"] for row in rows("country_names")}
    )


@cache
def languages() -> Mapping[str, str]:
    """Return BCP 47 tags by the three letters of ISO 639-2; what is not listed is its own tag."""
    return MappingProxyType({row["code"]: row["language"] for row in rows("languages")})
