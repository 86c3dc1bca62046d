"""ICEWS: events coded by machine in CAMEO, 20 columns, one story and sentence each."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from typing import Any, NamedTuple

from archive.folding import fold
from archive.loaders import cameo
from archive.loaders.base import Options, RowError
from archive.loaders.crosswalks import icews_sectors, named_countries
from archive.loaders.dataset import HeadedTable
from archive.loaders.drafts import Key, Known, Main, Mapped, Shared, Values
from archive.loaders.mapping import (
    LONGEST_TITLE,
    Memory,
    Outlets,
    day_in,
    event_number,
    exact_day,
    key_of,
    number_in,
    point_in,
    shorten,
)
from archive.loaders.tables import Columns
from archive.models import Actor, Citation, IncidentLink, IncidentPlace, Place, StatementLink

COLUMNS = Columns(
    (
        "Event ID",
        "Event Date",
        "Source Name",
        "Source Sectors",
        "Source Country",
        "Event Text",
        "CAMEO Code",
        "Intensity",
        "Target Name",
        "Target Sectors",
        "Target Country",
        "Story ID",
        "Sentence Number",
        "Publisher",
        "City",
        "District",
        "Province",
        "Country",
        "Latitude",
        "Longitude",
    ),
    header=True,
)
# The text that stands for what is missing; Namibia is written out.
_MISSING = "NA"
# “Police (India)”: not a name but what the actor is, and where.
_DESCRIPTION = re.compile(r".+ \((.+)\)")
_BODIES = {"GOV", "JUD", "LEG", "COP", "SPY"}
_KINDS = {"MIL": "military", "IGO": "igo", "NGO": "ngo", "MNC": "company", "PTY": "party"}
# A visit is made on one side and hosted on the other; other codes read the same from both.
_OTHER_END = {"042": "043", "043": "042"}
_PRECISION = (
    ("City", "near_point_25km", "city"),
    ("District", "admin2", "admin2"),
    ("Province", "admin1", "admin1"),
    ("Country", "country", "country"),
)


class Icews(HeadedTable):
    """Events: incidents, and statements where the code is one of CAMEO 01 or 02."""

    name = "icews"
    summary = "events of ICEWS, 20 columns"
    dataset = "ICEWS"
    columns = COLUMNS
    telling = "CAMEO Code"
    origin = "machine"

    def native_id(self, values: Mapping[str, Any]) -> str:
        # The event number alone comes back on other days.
        return _event_key(values).value

    def mapper(self, options: Options) -> _Mapper:
        return _Mapper(options)


class _Coded(NamedTuple):
    """What makes a row the mirror image of another."""

    story: str
    sentence: str
    code: str
    first: str
    second: str
    key: Key


class _Mapper:
    """Maps the events of one file."""

    def __init__(self, options: Options) -> None:
        self._outlets = Outlets("icews", options.source)
        self._actors: Memory[tuple[str, str], Shared] = Memory()
        self._places: Memory[tuple[str, ...], Shared] = Memory()
        self._before: deque[_Coded] = deque(maxlen=50)

    def __call__(self, values: Mapping[str, Any]) -> Mapped:
        values = {name: "" if value == _MISSING else value for name, value in values.items()}
        mapped = Mapped()
        code = values["CAMEO Code"]
        event = cameo.event_code(code, "CAMEO Code")
        dates = exact_day(day_in(values, "Event Date", "%Y-%m-%d"))
        first = self._actor(values, "Source", mapped.notices)
        second = self._actor(values, "Target", mapped.notices)
        key = _event_key(values)
        article = self._article(values)
        if event.becomes == "statement":
            text = self._outlets.text_of(article)
            main = cameo.statement(key, event, text, first, second, dates)
        else:
            main = cameo.incident(key, code, event, first, second, dates)
            place = self._place(values, mapped.notices)
            if place is not None:
                main.add(IncidentPlace, **place)
            sentence = number_in(values, "Sentence Number")
            locator = None if sentence is None else {"sentence": sentence}
            main.add(Citation, article=article, locator=locator)
        self._link_to_mirror(main, values, key)
        mapped.mains.append(main)
        return mapped

    def _link_to_mirror(self, main: Main, values: Mapping[str, str], key: Key) -> None:
        """Say that the event may be one told before, from the other side, in the same sentence."""
        coded = _Coded(
            values["Story ID"],
            values["Sentence Number"],
            values["CAMEO Code"],
            values["Source Name"],
            values["Target Name"],
            key,
        )
        mirror = coded._replace(
            code=_OTHER_END.get(coded.code, coded.code), first=coded.second, second=coded.first
        )
        for earlier in self._before:
            if earlier[:-1] == mirror[:-1]:
                other = Known(main.model, earlier.key)
                if main.values.get("cameo_code") is None:
                    main.add(StatementLink, kind="possible_same_utterance", to_statement=other)
                else:
                    main.add(IncidentLink, kind="possible_same_as", to_incident=other)
        self._before.append(coded)

    def _article(self, values: Mapping[str, str]) -> Shared:
        story, publisher = values["Story ID"], values["Publisher"]
        if not story:
            raise RowError("no story is named", column="Story ID")
        return self._outlets.by_key(
            key_of("icews", "story", story),
            title=shorten(f"{publisher or 'ICEWS'}, story {story}", LONGEST_TITLE),
            source=self._outlets.by_name(publisher) if publisher else None,
        )

    def _actor(self, values: Mapping[str, str], which: str, notices: list[str]) -> Shared | None:
        name, country = values[f"{which} Name"], values[f"{which} Country"]
        if not name:
            return None
        actor = self._actors.get((name, country))
        if actor is None:
            alpha2 = named_countries().get(fold(country)) if country else None
            sectors = [each.strip() for each in values[f"{which} Sectors"].split(",")]
            sector = _sector(sectors, notices)
            actor = self._actors[name, country] = Shared(
                Actor,
                {
                    "name": shorten(name, 300),
                    "sector": sector,
                    "country": alpha2,
                    **_nature(name, alpha2, sector),
                },
                key=key_of("icews", "actor", name, country),
            )
        if country and actor.values["country"] is None:
            notices.append(f"{which} Country “{country}” is no country that we know")
        return actor

    def _place(self, values: Mapping[str, str], notices: list[str]) -> Values | None:
        named = [
            (values[column], precision, kind)
            for column, precision, kind in _PRECISION
            if values[column]
        ]
        if not named:
            return None
        country = named_countries().get(fold(values["Country"]))
        if values["Country"] and country is None:
            notices.append(f"Country “{values['Country']}” is no country that we know")
        point = point_in(values, "Latitude", "Longitude")
        names = tuple(name for name, _, _ in named)
        identity = (*names, f"{point['lat']},{point['lon']}")
        _, precision, kind = named[0]
        place = self._places.get(identity)
        if place is None:
            place = self._places[identity] = Shared(
                Place,
                {
                    "name": shorten(names[0], 300),
                    "kind": kind,
                    "country": country,
                    **point,
                },
                key=key_of("icews", "place", *identity),
            )
        return {
            "place": place,
            "country": country,
            "text": shorten(", ".join(names), 300),
            "geo_precision": precision,
        }


def _event_key(values: Mapping[str, str]) -> Key:
    return key_of("icews", event_number(values, "Event ID"), values["Event Date"])


def _sector(sectors: list[str], notices: list[str]) -> str | None:
    """Return what the most telling of an actor's sectors is here."""
    known = icews_sectors()
    ranked = [known[sector] for sector in sectors if sector in known]
    unknown = [sector for sector in sectors if sector and sector not in known]
    notices.extend(f"sector “{sector}” is not in the crosswalk" for sector in unknown)
    return max(ranked, key=lambda each: each[0])[1] if ranked else None


def _nature(name: str, country: str | None, sector: str | None) -> Values:
    """Return kind and identity, as far as the name and the sector tell them."""
    if country is not None and named_countries().get(fold(name)) == country:
        return {"kind": "state", "identity": "named"}
    described = _DESCRIPTION.fullmatch(name)
    if described is not None and fold(described[1]) in named_countries():
        if sector in _BODIES:
            return {"kind": "government_body", "identity": "generic"}
        return {"kind": _KINDS.get(sector or "", "generic_group"), "identity": "generic"}
    # A name: of a person or a body, which ICEWS does not tell, but of international ones.
    return {
        "kind": _KINDS[sector] if sector in {"IGO", "NGO", "MNC"} else "unknown",
        "identity": "named",
    }
