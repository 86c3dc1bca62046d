"""ACLED: political violence and protest, coded by people, 31 columns. Its data are licensed."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from archive.folding import fold
from archive.loaders.base import Options, RowError
from archive.loaders.crosswalks import acled_actors, acled_events, numeric_countries
from archive.loaders.dataset import HeadedTable
from archive.loaders.drafts import Key, Main, Mapped, Shared, Values
from archive.loaders.mapping import (
    Memory,
    Outlets,
    day_in,
    exact_day,
    key_of,
    number_in,
    point_in,
    shorten,
)
from archive.loaders.tables import Columns, words
from archive.models import (
    Actor,
    Citation,
    Incident,
    IncidentParticipant,
    IncidentPlace,
    Measure,
    Place,
)
from archive.vocabularies import ACLED_EVENT_TYPE, ACLED_SUB_EVENT_TYPE

_REQUIRED = words(
    """
    event_id_cnty event_date time_precision event_type sub_event_type actor1 inter1 iso country
    location latitude longitude geo_precision fatalities
    """
)
_NAMES = words(
    """
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1
    assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region
    country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes
    fatalities tags timestamp
    """
)
COLUMNS = Columns(_NAMES, frozenset(_NAMES) - frozenset(_REQUIRED), header=True)

_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d-%B-%Y", "%d %b %Y")
_PRECISION = {"1": "exact_site", "2": "near_point_25km", "3": "admin1"}
_SCALES = {"National": "national", "Subnational": "subnational", "Regional": "regional"}
_SCALES["International"] = "international"
_NO_COUNTRY = {"", "0"}


class Acled(HeadedTable):
    """Events: incidents between two sides, of which neither is said to have begun."""

    name = "acled"
    summary = "events of ACLED, 31 columns"
    dataset = "ACLED"
    columns = COLUMNS
    telling = "event_id_cnty"
    origin = "external"

    def native_id(self, values: Mapping[str, Any]) -> str:
        number: str = values["event_id_cnty"]
        if not number:
            raise RowError("the event has no number", column="event_id_cnty")
        return number[:300]

    def mapper(self, options: Options) -> _Mapper:
        return _Mapper(options)


class _Mapper:
    """Maps the events of one file."""

    def __init__(self, options: Options) -> None:
        self._outlets = Outlets("acled", options.source)
        self._actors: Memory[str, Shared] = Memory()
        self._places: Memory[tuple[str, ...], Shared] = Memory()

    def __call__(self, values: Mapping[str, Any]) -> Mapped:
        type_, sub_type = _types(values)
        event = acled_events()[type_, sub_type]
        if event.becomes == "nothing":
            return Mapped(kept=f"no event type here for “{type_}: {sub_type}”")
        mapped = Mapped()
        main = Main(
            Incident,
            Key("acled", values["event_id_cnty"]),
            {
                "title": _title(values, sub_type),
                "summary": values.get("notes") or None,
                "event_type": event.event_type,
                "event_mode": event.event_mode,
                "contexts": list(event.contexts),
                "acled_event_type": type_,
                "acled_sub_event_type": sub_type,
                **_dates(values),
            },
        )
        for number, side in (("1", "a"), ("2", "b")):
            self._add_side(main, values, number, side)
        main.add(IncidentPlace, **self._place(values, mapped.notices))
        deaths = number_in(values, "fatalities")
        if deaths is not None:
            # A zero too: ACLED's count is of what was reported, not of what is not known.
            main.add(Measure, measure="killed", best=deaths, qualifier="reported")
        names = [name.strip() for name in (values.get("source") or "").split(";") if name.strip()]
        scale = _SCALES.get(values.get("source_scale", "")) if len(names) == 1 else None
        for name in dict.fromkeys(names):
            known = {} if scale is None else {"scale": scale}
            main.add(Citation, source=self._outlets.by_name(shorten(name, 300), **known))
        mapped.mains.append(main)
        return mapped

    def _add_side(self, main: Main, values: Mapping[str, str], number: str, side: str) -> None:
        """Add the actor of a side and those that stood with it.

        Which of ACLED's two actors comes first says nothing about who did what to whom.
        """
        name, class_ = values.get(f"actor{number}", ""), values.get(f"inter{number}", "")
        if name:
            actor = self._actor(name, class_, f"inter{number}")
            main.add(IncidentParticipant, actor=actor, role="participant", side=side)
        associates = (values.get(f"assoc_actor_{number}") or "").split(";")
        for associate in dict.fromkeys(each.strip() for each in associates if each.strip()):
            actor = self._actor(associate, "", "")
            main.add(IncidentParticipant, actor=actor, role="participant", side=side)

    def _actor(self, name: str, class_: str, column: str) -> Shared:
        key = key_of("acled", "actor", name)
        actor = self._actors.get(key.value)
        if actor is None:
            code = acled_actors().get(fold(class_)) if class_ not in {"", "0"} else None
            if class_ not in {"", "0"} and code is None:
                raise RowError(f"“{class_}” is no class of actors", column=column)
            actor = self._actors[key.value] = Shared(
                Actor,
                {
                    "name": shorten(name, 300),
                    "kind": (code and code.kind) or "unknown",
                    "sector": code.sector if code else None,
                    "identity": (code and code.identity) or "named",
                },
                key=key,
            )
        return actor

    def _place(self, values: Mapping[str, str], notices: list[str]) -> Values:
        precision = _PRECISION.get(values["geo_precision"])
        if precision is None:
            raise RowError(f"“{values['geo_precision']}” is no precision", column="geo_precision")
        number = values["iso"].zfill(3)
        country = numeric_countries().get(number)
        if country is None and values["iso"] not in _NO_COUNTRY:
            # Since 2026 the country of an event at sea is a sea.
            notices.append(
                f"iso “{values['iso']}” ({values['country']}) is no country of ISO 3166-1"
            )
        point = point_in(values, "latitude", "longitude")
        names = [values.get(column, "") for column in ("location", "admin3", "admin2", "admin1")]
        names = [*dict.fromkeys(name for name in (*names, values["country"]) if name)]
        if not names:
            raise RowError("no place is named", column="location")
        identity = (*names, f"{point['lat']},{point['lon']}")
        place = self._places.get(identity)
        if place is None:
            place = self._places[identity] = Shared(
                Place,
                {
                    "name": shorten(names[0], 300),
                    "kind": "admin1" if precision == "admin1" else "other",
                    "country": country,
                    **point,
                },
                key=key_of("acled", "place", *identity),
            )
        return {
            "place": place,
            "country": country,
            "text": shorten(", ".join(names), 300),
            "geo_precision": precision,
        }


def _types(values: Mapping[str, str]) -> tuple[str, str]:
    """Return event type and sub-event type. Raises RowError where ACLED has no such pair."""
    type_, sub_type = values["event_type"], values["sub_event_type"]
    for column, value, vocabulary in (
        ("event_type", type_, ACLED_EVENT_TYPE),
        ("sub_event_type", sub_type, ACLED_SUB_EVENT_TYPE),
    ):
        if value not in vocabulary:
            nearest = vocabulary.suggest(value)
            hint = f"; did you mean “{nearest}”?" if nearest else ""
            raise RowError(f"“{value}” is not one of ACLED's{hint}", column=column)
    if (type_, sub_type) not in acled_events():
        raise RowError(f"“{sub_type}” does not belong to “{type_}”", column="sub_event_type")
    return type_, sub_type


def _title(values: Mapping[str, str], sub_type: str) -> str:
    sides = " – ".join(each for each in (values["actor1"], values.get("actor2")) if each)
    where = values["location"] or values["country"]
    return shorten(f"{sub_type}: {sides}, {where}", 500)


def _dates(values: Mapping[str, str]) -> Values:
    """Return the columns of a date: the day, or the week or the month that it lies in."""
    day, precision = day_in(values, "event_date", *_DAYS), values["time_precision"]
    if precision == "1":
        return exact_day(day)
    if precision == "2":
        first, last = day - timedelta(days=3), day + timedelta(days=3)
    elif precision == "3":
        first = day.replace(day=1)
        last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    else:
        raise RowError(f"“{precision}” is no precision", column="time_precision")
    return {
        "date_earliest": first,
        "date_latest": last,
        "date_semantics": "one_day_within",
        "date_basis": "imported",
        "date_note": f"ACLED gives {day} with time_precision {precision}: "
        f"{'three days to either side' if precision == '2' else 'the month'}.",
    }
