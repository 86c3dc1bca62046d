"""The event tables of GDELT 1.0 (57 or 58 columns) and 2.0 (61), coded by machine in CAMEO."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from archive.loaders import cameo
from archive.loaders.base import Head, Options
from archive.loaders.crosswalks import cameo_actor_types, cameo_countries
from archive.loaders.dataset import Dataset
from archive.loaders.drafts import Key, Mapped, Shared, Text
from archive.loaders.files import TextFile
from archive.loaders.gdelt_columns import EVENTS_1, EVENTS_2
from archive.loaders.gdelt_places import Places
from archive.loaders.mapping import (
    LONGEST_TITLE,
    Memory,
    Outlets,
    day_in,
    event_number,
    exact_day,
    is_url,
    key_of,
    shorten,
)
from archive.loaders.reading import Reader
from archive.loaders.tables import Columns, TableReader, looks_like
from archive.models import Actor, Citation, IncidentPlace

_QUAD_CLASS = {
    f"{root:02}": quad
    for quad, roots in enumerate((range(1, 6), range(6, 10), range(10, 15), range(15, 21)), start=1)
    for root in roots
}
# Groups that GDELT knows, of which the sector is one of ours.
_GROUP_SECTORS = {"UNO": "UNO", "EEC": "EUR", "EUR": "EUR"}
_COUNTRY_CODE = 3


class GdeltEvents(Dataset):
    """Events: incidents, and statements where the code is one of CAMEO 01 or 02."""

    origin = "machine"
    columns: Columns

    def sniff(self, head: Head) -> bool:
        line = head.first_line
        fields = line.split("\t")
        bare = len(fields) in self.columns.widths and fields[0].isdigit() and len(fields[1]) == 8  # noqa: PLR2004 -- yyyymmdd
        return bare or ("lobaleventid" in line.lower() and looks_like(line, self.columns))

    def read(self, file: TextFile) -> Reader:
        return TableReader(file, self.columns)

    def native_id(self, values: Mapping[str, Any]) -> str:
        return event_number(values, "GlobalEventID")

    def mapper(self, options: Options) -> _Mapper:
        return _Mapper(self, options)


class Gdelt1(GdeltEvents):
    """GDELT 1.0."""

    name = "gdelt1"
    summary = "events of GDELT 1.0, 57 or 58 columns"
    dataset = "GDELT 1.0 events"
    columns = EVENTS_1


class Gdelt2(GdeltEvents):
    """GDELT 2.0."""

    name = "gdelt2"
    summary = "events of GDELT 2.0, 61 columns"
    dataset = "GDELT 2.0 events"
    columns = EVENTS_2


class _Mapper:
    """Maps the events of one file."""

    def __init__(self, dataset: GdeltEvents, options: Options) -> None:
        self._dataset = dataset.dataset
        self._outlets = Outlets("gdelt", options.source)
        self._places = Places()
        self._actors: Memory[tuple[str, str], Shared] = Memory()

    def __call__(self, values: Mapping[str, Any]) -> Mapped:
        mapped = Mapped()
        notices = mapped.notices
        code = values["EventCode"]
        event = cameo.event_code(code, "EventCode")
        _check_code(values, code, notices)
        day = day_in(values, "Day", "%Y%m%d")
        dates = exact_day(day, _date_note(day, values["DATEADDED"][:8]))
        first = self._actor(values, "Actor1", notices)
        second = self._actor(values, "Actor2", notices)
        key = Key("gdelt", values["GlobalEventID"])
        url = values.get("SOURCEURL", "")
        if event.becomes == "statement":
            main = cameo.statement(key, event, self._text(url), first, second, dates)
        else:
            main = cameo.incident(key, code, event, first, second, dates)
            for whose in ("Action", "Actor1", "Actor2"):
                place = self._places.of(values, whose, notices)
                if place is not None:
                    main.add(IncidentPlace, **place)
            if is_url(url):
                main.add(Citation, article=self._outlets.at_url(url))
            elif url:
                main.add(Citation, text=url)
        mapped.mains.append(main)
        return mapped

    def _text(self, url: str) -> Text:
        """Return the text, of which nothing is given, of the article that a statement is from."""
        if is_url(url):
            article = self._outlets.at_url(url)
        elif url:
            key = key_of("gdelt", "document", url)
            article = self._outlets.by_key(key, title=shorten(url, LONGEST_TITLE))
        else:
            title = f"{self._dataset}: rows that name no source"
            article = self._outlets.by_key(key_of("gdelt", "no source", self._dataset), title=title)
        return self._outlets.text_of(article)

    def _actor(self, values: Mapping[str, str], which: str, notices: list[str]) -> Shared | None:
        """Return the actor; the same code and name is the same actor throughout the data set."""
        code, name = values[f"{which}Code"], values[f"{which}Name"]
        if not (code or name):
            return None
        country = values[f"{which}CountryCode"]
        if country and country not in cameo_countries():
            notices.append(f"{which}CountryCode “{country}” is no country of CAMEO")
        actor = self._actors.get((code, name))
        if actor is None:
            actor = self._actors[code, name] = _actor(values, which, code, name or code)
        return actor


def _actor(values: Mapping[str, str], which: str, code: str, name: str) -> Shared:
    country, group = values[f"{which}CountryCode"], values[f"{which}KnownGroupCode"]
    types = [values[f"{which}Type{number}Code"] for number in (1, 2, 3)]
    known = [found for type_ in types if (found := cameo_actor_types().get(type_)) is not None]
    sector = _GROUP_SECTORS.get(group) or next((t.sector for t in known if t.sector), None)
    kind = next((t.kind for t in known if t.kind), "unknown")
    is_country = len(code) == _COUNTRY_CODE and cameo_countries().get(code) is not None
    if is_country:
        kind = "state"
    elif country and sector == "GOV":
        kind = "government_body"
    elif group and sector == "REB":
        kind = "armed_group"
    identifier = [Key("cameo", code)] if code else []
    return Shared(
        Actor,
        {
            "name": shorten(name, 300),
            "kind": kind,
            "sector": sector,
            "country": cameo_countries().get(country),
            "identity": "named" if is_country or group else "generic",
        },
        key=key_of("gdelt", code, name),
        same=identifier,
    )


def _check_code(values: Mapping[str, str], code: str, notices: list[str]) -> None:
    """Notice where the columns that follow from the event code do not."""
    root = values["EventRootCode"]
    if not (code.startswith(values["EventBaseCode"]) and code.startswith(root)):
        notices.append("EventBaseCode or EventRootCode does not belong to EventCode")
    elif str(_QUAD_CLASS.get(root)) != values["QuadClass"]:
        notices.append("QuadClass does not belong to EventRootCode")


@lru_cache(maxsize=20_000)
def _date_note(day: date, added: str) -> str | None:
    """Return what to bear in mind of a day that lies just a year, a month or a week back."""
    try:
        seen = date(int(added[:4]), int(added[4:6]), int(added[6:]))
    except ValueError:
        return None
    month_back = (seen.replace(day=1) - timedelta(days=1)).replace(day=1)
    spans = {
        "a year": (seen.year - 1, seen.month, seen.day),
        "a month": (month_back.year, month_back.month, seen.day),
        "a week": (seen - timedelta(days=7)).timetuple()[:3],
    }
    for span, back in spans.items():
        if (day.year, day.month, day.day) == tuple(back):
            return (
                f"Exactly {span} before GDELT saw it ({seen}): such a day was reckoned from words "
                f"like “last {span.removeprefix('a ')}” and is not meant to the day."
            )
    return None
