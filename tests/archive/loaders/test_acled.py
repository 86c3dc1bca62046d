"""ACLED's 31 columns: invented events, since its data are licensed."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest

from archive.errors import LoadError
from archive.loaders.acled import COLUMNS
from archive.models import (
    Actor,
    Article,
    ImportedRow,
    Incident,
    IncidentParticipant,
    Measure,
    Source,
)
from tests.archive.loaders.conftest import load_one

pytestmark = pytest.mark.django_db

EVENT = {
    "event_id_cnty": "ZZZ1",
    "event_date": "2024-03-05",
    "year": "2024",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Riverland Liberation Front",
    "assoc_actor_1": "River Youth; Lake Youth",
    "inter1": "2",
    "actor2": "Military Forces of Riverland",
    "assoc_actor_2": "",
    "inter2": "State Forces",
    "interaction": "12",
    "civilian_targeting": "",
    "iso": "516",
    "region": "Southern Africa",
    "country": "Namibia",
    "admin1": "Oshana",
    "admin2": "Ongwediva",
    "admin3": "",
    "location": "Newtown",
    "latitude": "-17.75",
    "longitude": "15.75",
    "geo_precision": "2",
    "source": "Newtown Herald; Riverland Radio",
    "source_scale": "National",
    "notes": "On 5 March 2024, two sides clashed at Newtown. Fatalities unknown.",
    "fatalities": "0",
    "tags": "",
    "timestamp": "1710000000",
}


def table(*rows):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS.names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(EVENT | row for row in rows)
    return out.getvalue()


@pytest.fixture
def load_events(write):
    def load_events(*rows, **options):
        return load_one(write("acled.csv", table(*rows)), **options)

    return load_events


def only(**row):
    """The one incident of the archive."""
    return Incident.objects.get(**row)


def test_event_becomes_an_incident(load_events):
    report = load_events({})
    assert (report.format, report.rows, report.notices) == ("acled", 1, Counter())
    record = only()
    assert (record.event_type, record.event_mode) == ("ASSAULT", None)
    assert record.contexts == ["military"]
    assert (record.acled_event_type, record.acled_sub_event_type) == ("Battles", "Armed clash")
    assert record.title == (
        "Armed clash: Riverland Liberation Front – Military Forces of Riverland, Newtown"
    )
    assert record.summary == EVENT["notes"]
    assert (record.origin, record.review_status) == ("external", "draft")
    assert list(record.external_ids.values_list("scheme", "value")) == [("acled", "ZZZ1")]
    assert ImportedRow.objects.get().raw == EVENT


def test_order_of_the_actors_says_nothing_about_who_did_it(load_events):
    violence = {"event_type": "Violence against civilians", "sub_event_type": "Attack"}
    load_events({}, violence | {"event_id_cnty": "ZZZ2", "actor2": "Civilians (Riverland)"})
    assert set(IncidentParticipant.objects.values_list("role", flat=True)) == {"participant"}
    first = only(acled_sub_event_type="Armed clash")
    assert list(first.participants.values_list("actor__name", "side")) == [
        ("Riverland Liberation Front", "a"),
        ("River Youth", "a"),
        ("Lake Youth", "a"),
        ("Military Forces of Riverland", "b"),
    ]


def test_number_of_iso_is_the_country_and_na_is_namibia(load_events):
    load_events({}, {"event_id_cnty": "ZZZ2", "iso": "4", "country": "Afghanistan"})
    assert sorted(Incident.objects.values_list("places__country", flat=True)) == ["AF", "NA"]


def test_country_that_is_a_sea_is_noticed(load_events):
    report = load_events({"iso": "9901", "country": "Black Sea"})
    assert report.notices == {"iso “9901” (Black Sea) is no country of ISO 3166-1": 1}
    part = only().places.get()
    assert (part.country, part.place.country) == (None, None)


@pytest.mark.parametrize(
    ("precision", "edtf"),
    [("1", "2024-03-05"), ("2", "[2024-03-02..2024-03-08]"), ("3", "[2024-03-01..2024-03-31]")],
)
def test_day_is_as_exact_as_acled_says(load_events, precision, edtf):
    load_events({"time_precision": precision})
    assert only().edtf == edtf


@pytest.mark.parametrize("day", ["2024-03-05", "05 March 2024", "05-March-2024", "05 Mar 2024"])
def test_day_is_read_in_the_ways_it_is_exported(load_events, day):
    load_events({"event_date": day})
    assert only().edtf == "2024-03-05"


@pytest.mark.parametrize(
    ("code", "precision"), [("1", "exact_site"), ("2", "near_point_25km"), ("3", "admin1")]
)
def test_precision_of_the_place(load_events, code, precision):
    load_events({"geo_precision": code})
    part = only().places.get()
    assert (part.geo_precision, part.text) == (precision, "Newtown, Ongwediva, Oshana, Namibia")


@pytest.mark.parametrize(
    ("inter", "kind", "sector", "identity"),
    [
        ("2", "armed_group", "REB", "named"),
        ("Rebel Groups", "armed_group", "REB", "named"),
        ("Rebel group", None, None, None),
        ("Protesters", "generic_group", "CVL", "generic"),
        ("Protestors", "generic_group", "CVL", "generic"),
        ("6", "generic_group", "CVL", "generic"),
        ("State Forces", "unknown", None, "named"),
        ("0", "unknown", None, "named"),
        ("", "unknown", None, "named"),
    ],
)
def test_class_of_an_actor_is_a_number_or_a_text(load_events, inter, kind, sector, identity):
    if kind is None:
        with pytest.raises(LoadError, match=f"row 1 .inter1.: “{inter}” is no class of actors"):
            load_events({"inter1": inter})
        return
    load_events({"inter1": inter})
    actor = Actor.objects.get(name="Riverland Liberation Front")
    assert (actor.kind, actor.sector, actor.identity) == (kind, sector, identity)


@pytest.mark.parametrize("deaths", [0, 7])
def test_fatalities_are_a_reported_count_zero_included(load_events, deaths):
    load_events({"fatalities": str(deaths)})
    measure = Measure.objects.get()
    assert (measure.measure, measure.minimum, measure.best, measure.maximum, measure.qualifier) == (
        "killed",
        None,
        deaths,
        None,
        "reported",
    )
    assert measure.imported_row is not None


def test_no_fatalities_column_filled_is_no_count(load_events):
    load_events({"fatalities": ""})
    assert not Measure.objects.exists()


def test_sources_are_outlets_and_no_articles_are_made_up(load_events):
    load_events({}, {"event_id_cnty": "ZZZ2", "source": "Lone Paper"})
    assert not Article.objects.exists()
    assert dict(Source.objects.values_list("name", "scale")) == {
        "Newtown Herald": "unknown",
        "Riverland Radio": "unknown",
        "Lone Paper": "national",
    }


@pytest.mark.parametrize("sub_type", ["Change to group/activity", "Other"])
def test_what_no_event_type_fits_is_kept_as_a_row(load_events, sub_type):
    report = load_events({"event_type": "Strategic developments", "sub_event_type": sub_type})
    assert (report.kept, report.created) == (1, Counter())
    assert report.notices == {f"no event type here for “Strategic developments: {sub_type}”": 1}
    assert ImportedRow.objects.count() == 1


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("event_type", "Battle", "“Battle” is not one of ACLED's; did you mean “Battles”?"),
        ("sub_event_type", "Attack", "“Attack” does not belong to “Battles”"),
        ("event_date", "5/3/2024", "“5/3/2024” is no day"),
        ("time_precision", "4", "“4” is no precision"),
        ("fatalities", "ten", "“ten” is no whole number"),
        ("fatalities", "1_000", "“1_000” is no whole number"),
        ("fatalities", "-1", None),
        ("fatalities", "9999999999", None),
        ("latitude", "north", "“north” is no coordinate"),
        ("latitude", "nan", "“nan” is no coordinate"),
        ("latitude", "91", None),
        ("latitude", "", "one coordinate without the other"),
        ("event_id_cnty", "", "the event has no number"),
    ],
)
def test_bad_value_is_refused_with_its_column(load_events, column, value, reason):
    report = load_events({}, {"event_id_cnty": "ZZZ2", column: value}, on_error="skip")
    if column == "latitude" and not value:
        assert report.refused == []
        assert Incident.objects.filter(places__place__lat=None).count() == 1
        return
    (refusal,) = report.refused
    if reason is None:  # a rule of the models, in the words of Django
        assert (refusal.row, refusal.column in {"lat", "best"}) == (2, True)
        return
    assert (refusal.row, refusal.line, refusal.column, refusal.reason) == (2, 3, column, reason)
    assert Incident.objects.count() == 1


def test_columns_may_come_in_another_order(write):
    names = sorted(COLUMNS.names)
    lines = [";".join(names), ";".join(f'"{EVENT[name]}"' for name in names)]
    report = load_one(write("acled.csv", "\r\n".join(lines)))
    assert (report.rows, report.refused) == (1, [])
    assert ImportedRow.objects.get().raw == EVENT
