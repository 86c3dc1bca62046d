"""The crosswalks: every target is a term of ours, every code of the lookups has a row."""

from __future__ import annotations

import csv
import json

import pytest

from archive.folding import fold
from archive.loaders import crosswalks
from archive.vocabularies import (
    ACLED_SUB_EVENT_TYPE,
    ACTOR_IDENTITY,
    ACTOR_KIND,
    CONTEXT,
    COUNTRY,
    EVENT_MODE,
    EVENT_TYPE,
    PARTICIPANT_ROLE,
    SECTOR,
    SPEECH_ACT,
    STATEMENT_PARTICIPANT_ROLE,
)
from tests.archive.loaders.conftest import sample

EVENTS = [*crosswalks.cameo_events().items(), *crosswalks.acled_events().items()]


@pytest.mark.parametrize(("code", "event"), EVENTS)
def test_every_event_target_is_a_term_of_ours(code, event):
    assert event.becomes in {"incident", "statement", "nothing"}
    assert set(event.contexts) <= set(CONTEXT)
    assert set(event.speech_acts) <= set(SPEECH_ACT)
    roles = STATEMENT_PARTICIPANT_ROLE if event.becomes == "statement" else PARTICIPANT_ROLE
    assert {event.first, event.second} <= set(roles)
    assert (event.event_type is not None) == (event.becomes == "incident")
    if event.event_type is not None:
        assert event.event_type in EVENT_TYPE
    if event.event_mode is not None:
        assert event.event_type in EVENT_MODE[event.event_mode].parents


def test_every_country_target_is_a_country():
    for table in (
        crosswalks.fips_countries(),
        crosswalks.cameo_countries(),
        crosswalks.gleditsch_ward_countries(),
        crosswalks.numeric_countries(),
        crosswalks.named_countries(),
    ):
        assert {code for code in table.values() if code is not None} <= set(COUNTRY)


def test_every_actor_target_is_a_term_of_ours():
    codes = [*crosswalks.cameo_actor_types().values(), *crosswalks.acled_actors().values()]
    assert {code.sector for code in codes} - {None} <= set(SECTOR)
    assert {code.kind for code in codes} - {None} <= set(ACTOR_KIND)
    assert {code.identity for code in codes} - {None} <= set(ACTOR_IDENTITY)
    assert {sector for _, sector in crosswalks.icews_sectors().values()} - {None} <= set(SECTOR)


def test_every_term_of_the_first_plover_is_one_of_today():
    targets = {"event": EVENT_TYPE, "mode": EVENT_MODE, "context": CONTEXT}
    for (column, term), ours in crosswalks.plover_2016_terms().items():
        first, _, mode = ours.partition(" ")
        assert not first or first in targets[column], term
        assert not mode or first in EVENT_MODE[mode].parents, term


@pytest.mark.parametrize(
    "name", ["cameo_codes.json", "cameo_goldstein.json", "LOOKUP-CAMEO.eventcodes.txt"]
)
def test_every_event_code_of_the_lookups_has_a_row(name):
    text = sample(f"cameo_lookups/{name}").read_text(encoding="utf-8")
    if name.endswith(".json"):
        codes = set(json.loads(text))
    else:
        codes = {line.partition("\t")[0] for line in text.splitlines()[1:] if line}
    assert len(codes) > 300
    assert codes - set(crosswalks.cameo_events()) == set()


def test_every_row_of_plovers_own_table_has_a_row():
    text = sample("plover/CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8")
    codes = {line.partition(":")[0] for line in text.splitlines() if line[:1].isdigit()}
    assert codes - set(crosswalks.cameo_events()) == set()


def test_cameo_01_and_02_are_statements_and_nothing_else_is():
    for code, event in crosswalks.cameo_events().items():
        assert (event.becomes == "statement") == (code[:2] in {"01", "02"})


@pytest.mark.parametrize(
    ("code", "type_", "mode", "contexts"),
    [
        # Modes that PLOVER's own table names and PLOVER does not have.
        ("0842", "RETREAT", "release", ("legal",)),
        ("085", "CONCEDE", None, ("economic",)),
        ("132", "THREATEN", "restrict", ("executive",)),
        ("1321", "THREATEN", "restrict", ("rights_freedoms",)),
        ("1322", "THREATEN", "restrict", ("pro_autocracy",)),
        ("1722", "COERCE", "restrict", ("pro_autocracy",)),
        ("1712", "ASSAULT", "destroy", ("human_security",)),
        ("185", "ASSAULT", "targeted", ()),
        ("186", "ASSAULT", "targeted", ()),
        ("175", "ASSAULT", None, ("repression", "pro_autocracy")),
        ("200", "ASSAULT", None, ("military",)),
        ("201", "ASSAULT", None, ("religion_ethnicity",)),
        ("202", "ASSAULT", None, ("religion_ethnicity",)),
        ("203", "ASSAULT", None, ("religion_ethnicity",)),
        # Contexts that it names and PLOVER does not have.
        ("073", "AID", None, ("human_security",)),
        ("082", "CONCEDE", None, ("pro_democracy",)),
        # Weapons from the air are no guns on the ground.
        ("195", "ASSAULT", "aerial", ("military",)),
        ("1952", "ASSAULT", "drone", ("military",)),
        # An embargo and a verdict are sanctions in our codebook.
        ("163", "SANCTION", "discontinue", ("economic", "diplomatic")),
        ("116", "SANCTION", "convict", ("legal",)),
    ],
)
def test_table_is_repaired_where_plovers_own_is_not_sound(code, type_, mode, contexts):
    event = crosswalks.cameo_events()[code]
    assert (event.event_type, event.event_mode, event.contexts) == (type_, mode, contexts)


@pytest.mark.parametrize(
    ("code", "acts"),
    [
        ("011", ("decline_comment",)),
        ("015", ("claim_responsibility",)),
        ("016", ("deny_responsibility",)),
        ("018", ("empathise",)),
        ("0231", ("appeal",)),
        ("017", ()),
    ],
)
def test_speech_acts_of_statements(code, acts):
    assert crosswalks.cameo_events()[code].speech_acts == acts


def test_every_sub_event_type_of_acled_has_a_row():
    pairs = {(term.parents[0], term.code) for term in ACLED_SUB_EVENT_TYPE.terms}
    assert set(crosswalks.acled_events()) == pairs


@pytest.mark.parametrize(
    ("sub_type", "type_", "mode"),
    [
        ("Air/drone strike", "ASSAULT", None),
        ("Shelling/artillery/missile attack", "ASSAULT", "heavy-weapons"),
        ("Abduction/forced disappearance", "ASSAULT", "abduct"),
        ("Peaceful protest", "PROTEST", "demo"),
        ("Mob violence", "PROTEST", "riot"),
        ("Arrests", "COERCE", "arrest"),
        ("Looting/property destruction", "ASSAULT", "destroy"),
    ],
)
def test_acled_types_become_ours(sub_type, type_, mode):
    (event,) = [
        event for (_, found), event in crosswalks.acled_events().items() if found == sub_type
    ]
    assert (event.event_type, event.event_mode) == (type_, mode)


def test_fips_agrees_with_the_lookups():
    ours = crosswalks.fips_countries()
    listed = json.loads(sample("cameo_lookups/countries.json").read_text(encoding="utf-8"))
    differing = {
        code: (ours.get(code), row["iso2"])
        for code, row in listed.items()
        if ours.get(code) != row["iso2"]
    }
    # Two that are no country any more; the old codes are in no ISO list.
    assert differing == {"NT": (None, "AN"), "YI": (None, "CS")}
    text = sample("country_codes/country-codes.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        code = row["FIPS"].replace("\u00a0", "").strip()
        if len(code) == 2 and code != "NL":
            assert ours[code] == row["ISO3166-1-Alpha-2"]


@pytest.mark.parametrize(
    ("code", "country"),
    [("RS", "RU"), ("RI", "RS"), ("KV", "XK"), ("WE", "PS"), ("OS", None), ("NL", "NL")],
)
def test_fips_is_not_iso(code, country):
    assert crosswalks.fips_countries()[code] == country


def test_gleditsch_and_ward_agree_with_the_names_in_ucdp():
    text = sample("ucdp_ged/ged231_sample1000.csv").read_text(encoding="utf-8")
    found = {
        (row["country"].partition(" (")[0].partition(",")[0], row["country_id"])
        for row in csv.DictReader(text.splitlines(keepends=True))
    }
    table, names = crosswalks.gleditsch_ward_countries(), crosswalks.named_countries()
    known = {(name, number) for name, number in found if fold(name) in names}
    assert len(known) > 50
    assert {name for name, number in known if table[number] != names[fold(name)]} == set()
    assert {name for name, _ in found - known} <= {"Kingdom of eSwatini"}


def test_cameo_countries_are_iso_but_for_the_table():
    countries = crosswalks.cameo_countries()
    assert (countries["USA"], countries["ROM"], countries["GZS"]) == ("US", "RO", "PS")
    assert (countries["EUR"], countries["SCG"]) == (None, None)
    assert "XYZ" not in countries


def test_tables_hold_no_code_twice():
    for name, columns in {
        "cameo_events": ("code",),
        "cameo_actor_types": ("code",),
        "cameo_countries": ("code",),
        "fips10_4": ("code",),
        "gleditsch_ward": ("code",),
        "country_names": ("name",),
        "icews_sectors": ("name",),
        "acled_events": ("sub_event_type",),
        "acled_actors": ("inter",),
        "plover_2016_terms": ("column", "term"),
        "languages": ("code",),
    }.items():
        keys = [tuple(row[column] for column in columns) for row in crosswalks.rows(name)]
        assert len(set(keys)) == len(keys), name
