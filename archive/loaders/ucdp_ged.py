"""The Georeferenced Event Dataset of UCDP: lethal events between two sides, 49 columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from archive.loaders.base import Options, RowError
from archive.loaders.dataset import HeadedTable
from archive.loaders.drafts import Key, Main, Mapped, Shared, Values
from archive.loaders.mapping import (
    LONGEST_TITLE,
    Memory,
    Outlets,
    day_in,
    event_number,
    exact_day,
    key_of,
    number_in,
    shorten,
)
from archive.loaders.tables import Columns, words
from archive.loaders.ucdp_ged_places import Places, country_of
from archive.models import (
    Actor,
    Citation,
    Incident,
    IncidentLink,
    IncidentParticipant,
    IncidentPlace,
    Measure,
)

_REQUIRED = words(
    """
    id type_of_violence conflict_new_id conflict_name dyad_new_id dyad_name side_a_new_id
    side_a side_b_new_id side_b where_prec where_coordinates latitude longitude country country_id
    event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown
    best high low
    """
)
_NAMES = words(
    """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
    conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a
    side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date
    source_headline source_original where_prec where_coordinates where_description adm_1 adm_2
    latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
    date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
    """
)
COLUMNS = Columns(_NAMES, frozenset(_NAMES) - frozenset(_REQUIRED), header=True)

_DAYS = ("%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
# "office,day,headline"; several with “;” between. Each is in quotes, and headlines hold quotes too.
_BETWEEN_SOURCES = re.compile(r'"\s*;\s*"')
_SOURCE = re.compile(r"(.*?),(\d{4}-\d{2}-\d{2}),(.*)", re.DOTALL)
_ONE_SIDED = "3"
_GOVERNMENT = "Government of "
_CIVILIANS = "Civilians"


class UcdpGed(HeadedTable):
    """Events: incidents of type ASSAULT, each part of an ongoing one for its dyad."""

    name = "ucdp-ged"
    summary = "events of the UCDP Georeferenced Event Dataset, 49 columns"
    dataset = "UCDP GED"
    columns = COLUMNS
    telling = "dyad_new_id"
    origin = "external"

    def native_id(self, values: Mapping[str, Any]) -> str:
        return event_number(values, "id")

    def mapper(self, options: Options) -> _Mapper:
        return _Mapper(options)

    def version(self, name: str) -> str:
        """Return “23.1” for ged231.csv, “24.0.3” for the candidates of GEDEvent_v24_0_3.csv."""
        candidate = re.search(r"_v(\d{2}(?:_\d{1,2}){2,3})(?!\d)", name, re.IGNORECASE)
        if candidate:
            return candidate[1].replace("_", ".")
        found = re.search(r"(?:ged|v)_?(\d{2})[._]?(\d)(?!\d)", name, re.IGNORECASE)
        return f"{found[1]}.{found[2]}" if found else super().version(name)


class _Mapper:
    """Maps the events of one file."""

    def __init__(self, options: Options) -> None:
        self._outlets = Outlets("ucdp", options.source)
        self._actors: Memory[str, Shared] = Memory()
        self._places = Places()
        self._dyads: Memory[str, Shared] = Memory()

    def __call__(self, values: Mapping[str, Any]) -> Mapped:
        mapped = Mapped()
        violence = values["type_of_violence"]
        aggregate = values["event_clarity"] == "2"
        main = Main(
            Incident,
            Key("ucdp", values["id"]),
            {
                "title": _title(values),
                "kind": "aggregate" if aggregate else "single",
                "event_type": "ASSAULT",
                "ucdp_violence_type": violence,
                **_dates(values, aggregate=aggregate),
            },
        )
        side_a, side_b = self._actor(values, "a"), self._actor(values, "b")
        roles = ("perpetrator", "victim") if violence == _ONE_SIDED else ("participant",) * 2
        for actor, role, side in ((side_a, roles[0], "a"), (side_b, roles[1], "b")):
            main.add(IncidentParticipant, actor=actor, role=role, side=side)
        main.add(IncidentPlace, **self._places.of(values))
        _add_deaths(main, values, side_a, side_b, mapped.notices)
        main.add(IncidentLink, kind="part_of", to_incident=self._dyad(values))
        for citation in self._citations(values, mapped.notices):
            main.add(Citation, **citation)
        mapped.mains.append(main)
        return mapped

    def _actor(self, values: Mapping[str, str], side: str) -> Shared:
        number, name = values[f"side_{side}_new_id"], values[f"side_{side}"]
        if not (number and name):
            raise RowError("the side has no number or no name", column=f"side_{side}")
        actor = self._actors.get(number)
        if actor is None:
            states = re.findall(r"\d+", values.get(f"gwno{side}", ""))
            known = states if name.startswith(_GOVERNMENT) else []
            actor = self._actors[number] = Shared(
                Actor,
                {
                    "name": shorten(name, 300),
                    "kind": _actor_kind(name),
                    "country": country_of(states[0]) if len(states) == 1 and known else None,
                    "identity": "generic" if name == _CIVILIANS else "named",
                },
                key=key_of("ucdp", "actor", number),
                same=[Key("gleditsch_ward", state) for state in known],
            )
        return actor

    def _dyad(self, values: Mapping[str, str]) -> Shared:
        """Return the ongoing incident of two opponents, of which the event is a part."""
        number = values["dyad_new_id"]
        dyad = self._dyads.get(number)
        if dyad is None:
            dyad = self._dyads[number] = Shared(
                Incident,
                {
                    "title": shorten(values["dyad_name"], 500),
                    "kind": "ongoing",
                    "event_type": "ASSAULT",
                    "ucdp_violence_type": values["type_of_violence"],
                },
                key=key_of("ucdp", "dyad", number),
                also=[key_of("ucdp", "conflict", values["conflict_new_id"])],
            )
        return dyad

    def _citations(self, values: Mapping[str, str], notices: list[str]) -> Iterator[Values]:
        """Yield the sources: articles where the row takes them apart, else its own words."""
        given = values.get("source_article", "")
        number = number_in(values, "number_of_sources")
        if not given:
            return
        # -1 is missing: before 2013 the sources are one free text.
        if number is None or number < 0 or not values.get("source_office"):
            yield {"text": given}
            return
        sources = _BETWEEN_SOURCES.split(given.strip().removeprefix('"').removesuffix('"'))
        found = [_SOURCE.fullmatch(source) for source in sources]
        if len(found) != number or None in found:
            notices.append("source_article does not hold number_of_sources sources: kept as text")
            yield {"text": given}
            return
        for source in found:
            if source is not None:
                yield {"article": self._article(source[1], source[2], source[3])}

    def _article(self, office: str, day: str, headline: str) -> Shared:
        return self._outlets.by_key(
            key_of("ucdp", "article", office, day, headline),
            title=shorten(headline.strip() or f"{office}, {day}", LONGEST_TITLE),
            source=self._outlets.by_name(office) if office else None,
            published_raw=day,
            published_at=_midnight(day),
        )


def _title(values: Mapping[str, str]) -> str:
    who = f"{values['side_a']} – {values['side_b']}"
    where = values["where_coordinates"] or values["country"]
    return shorten(f"{who}, {where}", 500)


def _dates(values: Mapping[str, str], *, aggregate: bool) -> Values:
    """Return the columns of a date: the first and the last day on which it can have happened."""
    first, last = day_in(values, "date_start", *_DAYS), day_in(values, "date_end", *_DAYS)
    note = None if values["date_prec"] == "1" else f"UCDP date_prec {values['date_prec']}."
    if first == last:
        return exact_day(first, note)
    if last < first:
        raise RowError(f"date_end {last} lies before date_start {first}", column="date_end")
    return {
        "date_earliest": first,
        "date_latest": last,
        "date_semantics": "interval" if aggregate else "one_day_within",
        "date_basis": "imported",
        "date_note": note,
    }


def _add_deaths(
    main: Main, values: Mapping[str, str], side_a: Shared, side_b: Shared, notices: list[str]
) -> None:
    """Add the deaths in all, and those of each side where there are any.

    A zero for a side says that no death was coded to it, not that a source reports none.
    """
    best = number_in(values, "best")
    bounds = {"minimum": number_in(values, "low"), "maximum": number_in(values, "high")}
    given = f"low {bounds['minimum']}, best {best}, high {bounds['maximum']}"
    wrong = []
    if best is not None and bounds["minimum"] is not None and bounds["minimum"] > best:
        wrong.append("minimum")
    if best is not None and bounds["maximum"] is not None and bounds["maximum"] < best:
        wrong.append("maximum")
    original = values.get("source_original", "").strip()
    notes = [f"According to: {original}"] if original.strip(".") else []
    if wrong:
        notices.append("best lies outside low and high: the bound that contradicts it is left out")
        notes.append(f"UCDP gives {given}; the bound that contradicts the best is left out.")
    for bound in wrong:
        bounds[bound] = None
    main.add(Measure, measure="killed", best=best, **bounds, note="\n".join(notes) or None)
    groups: list[tuple[str, Values]] = [
        ("deaths_a", {"group_actor": side_a}),
        ("deaths_b", {"group_actor": side_b}),
        ("deaths_civilians", {"group_text": "civilians"}),
        ("deaths_unknown", {"group_text": "unknown"}),
    ]
    for column, group in groups:
        number = number_in(values, column)
        if number:
            main.add(Measure, measure="killed", best=number, **group)


def _actor_kind(name: str) -> str:
    if name.startswith(_GOVERNMENT):
        return "state"
    return "generic_group" if name == _CIVILIANS else "armed_group"


def _midnight(day: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(day), time(), UTC)
    except ValueError:
        return None
