"""UCDP GED: a thousand real events, with every oddity that was found in them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db.models import F, Q

from archive.loaders.ucdp_ged import UcdpGed
from archive.models import (
    Actor,
    Article,
    Citation,
    ExternalId,
    ImportedFile,
    ImportedRow,
    Incident,
    IncidentLink,
    IncidentParticipant,
    IncidentPlace,
    Measure,
    Place,
)

SAMPLE = "ucdp_ged/ged231_sample1000.csv"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def incident(number):
    return ExternalId.objects.get(scheme="ucdp", value=number, incident__isnull=False).incident


def rows(**columns):
    return ImportedRow.objects.filter(**{f"raw__{name}": value for name, value in columns.items()})


def events():
    return Incident.objects.exclude(kind="ongoing")


def test_file_is_recognised_and_becomes_records(loaded):
    assert (loaded.format, loaded.rows, loaded.refused) == ("ucdp-ged", 1000, [])
    assert loaded.created == {
        "incidents": 1000 + 253,
        "incident participants": 2000,
        "incident places": 1000,
        "incident links": 1000,
        "measures": 2047,
        "citations": 1352,
        "articles": 962,
        "sources": 218,
        "actors": 273,
        "places": 1610,
    }
    file = ImportedFile.objects.get()
    assert (file.dataset, file.version, file.row_count) == ("UCDP GED", "23.1", 1000)
    assert set(Incident.objects.values_list("origin", "review_status")) == {("external", "draft")}


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("ged231_sample1000.csv", "23.1"),
        ("GEDEvent_v24_1.csv", "24.1"),
        ("ged251-csv.zip", "25.1"),
        ("GEDEvent_v24_0_3.csv", "24.0.3"),
        ("GEDEvent_v23_01_23_12.csv", "23.01.23.12"),
        ("events.csv", "unknown"),
    ],
)
def test_version_is_in_the_name_of_the_file(name, version):
    assert UcdpGed().version(name) == version


def test_newlines_within_a_field_are_kept():
    broken = [
        raw
        for raw in ImportedRow.objects.values_list("raw", flat=True)
        if any("\n" in value for value in raw.values())
    ]
    assert len(broken) == 68
    described = [raw["where_description"] for raw in broken if "SAN CALIXTO" in str(raw)]
    assert described == [
        "DEPARTMENT: N. DE SANTANDER\nMUNICIPALITY: SAN CALIXTO\nLagunitas village"
    ]


def test_event_becomes_an_assault_between_two_sides():
    record = incident("300380")
    assert record.title == "Government of Syria – Syrian insurgents, Rami village"
    assert (record.event_type, record.event_mode, record.ucdp_violence_type, record.kind) == (
        "ASSAULT",
        None,
        "1",
        "single",
    )
    assert list(record.participants.values_list("actor__name", "role", "side")) == [
        ("Government of Syria", "participant", "a"),
        ("Syrian insurgents", "participant", "b"),
    ]


def test_one_sided_violence_has_a_perpetrator_and_civilians_as_victims():
    one_sided = IncidentParticipant.objects.filter(incident__ucdp_violence_type="3")
    assert Counter(one_sided.values_list("role", "side")) == {
        ("perpetrator", "a"): 160,
        ("victim", "b"): 160,
    }
    civilians = Actor.objects.get(name="Civilians")
    assert (civilians.kind, civilians.identity) == ("generic_group", "generic")
    others = IncidentParticipant.objects.exclude(incident__ucdp_violence_type="3")
    assert set(others.values_list("role", flat=True)) == {"participant"}


def test_actor_is_known_by_its_number_and_a_government_by_its_state():
    government = Actor.objects.get(name="Government of Russia (Soviet Union)")
    assert (government.kind, government.country) == ("state", "RU")
    assert set(government.external_ids.values_list("scheme", "value")) == {
        ("ucdp", "actor/57"),
        ("gleditsch_ward", "365"),
    }
    taleban = Actor.objects.get(name="Taleban")
    assert (taleban.kind, taleban.country) == ("armed_group", None)
    numbers = {
        raw[f"side_{side}_new_id"]
        for raw in ImportedRow.objects.values_list("raw", flat=True)
        for side in "ab"
    }
    assert Actor.objects.count() == len(numbers)


def test_country_is_converted_from_gleditsch_and_ward():
    found = dict(
        IncidentPlace.objects.order_by()
        .values_list("incident__imported_row__raw__country", "country")
        .distinct()
    )
    assert len(found) == 59
    assert None not in found.values()
    assert {found["Syria"], found["Yemen (North Yemen)"], found["Serbia (Yugoslavia)"]} == {
        "SY",
        "YE",
        "RS",
    }
    assert (found["Ivory Coast"], found["Myanmar (Burma)"], found["DR Congo (Zaire)"]) == (
        "CI",
        "MM",
        "CD",
    )
    assert rows(country="Ivory Coast").first().raw["country_id"] == "437"


def test_several_days_are_one_day_within_them_or_all_of_them():
    spans = events().exclude(date_earliest=F("date_latest"))
    assert spans.count() == 151
    assert set(spans.values_list("kind", "date_semantics")) == {
        ("single", "one_day_within"),
        ("aggregate", "interval"),
    }
    record = incident("401115")
    assert (record.kind, record.date_semantics, record.edtf) == (
        "aggregate",
        "interval",
        "2021-05-28/2021-05-29",
    )
    assert incident("248414").edtf == "[2017-09-11..2017-09-12]"
    days = events().filter(date_earliest=F("date_latest"))
    assert set(days.values_list("date_semantics", "date_basis")) == {("exact_day", "imported")}
    assert events().filter(kind="aggregate").count() == rows(event_clarity="2").count() == 66


def test_precision_of_the_day_is_kept_beside_it():
    assert incident("21300").date_note == "UCDP date_prec 3."
    assert incident("300380").date_note is None


@pytest.mark.parametrize(
    ("code", "precision"),
    [
        ("1", "exact_site"),
        ("2", "near_point_25km"),
        ("3", "admin2"),
        ("4", "admin1"),
        ("5", "linear_or_fuzzy_area"),
        ("6", "country"),
        ("7", "international"),
    ],
)
def test_precision_of_the_place_is_ucdp_s(code, precision):
    found = IncidentPlace.objects.filter(incident__imported_row__raw__where_prec=code)
    assert found.count() == rows(where_prec=code).count() > 0
    assert set(found.values_list("geo_precision", flat=True)) == {precision}


def test_place_lies_in_its_district_and_that_in_its_province():
    part = incident("300380").places.get()
    assert part.text == "in the al-Rami village"
    village = part.place
    assert (village.name, village.kind, village.lat, village.lon, village.coordinate_basis) == (
        "Rami village",
        "city",
        35.763369,
        36.558974,
        "imported",
    )
    assert (village.parent.name, village.parent.kind) == ("Ariha district", "admin2")
    assert (village.parent.parent.name, village.parent.parent.kind) == (
        "Idlib governorate",
        "admin1",
    )
    assert village.parent.lat is None
    assert Place.objects.filter(name="Idlib governorate", kind="admin1", lat=None).count() == 1


def test_places_that_are_not_ascii_keep_their_letters():
    names = set(Place.objects.values_list("name", flat=True))
    assert "Ciudad Juárez town" in names


def test_deaths_in_all_and_of_each_side():
    record = incident("300380")
    assert [
        (measure.measure, measure.minimum, measure.best, measure.maximum, str(measure.group_actor))
        for measure in record.measures.all()
    ] == [("killed", 2, 2, 2, "None"), ("killed", None, 2, None, "Syrian insurgents")]
    assert record.measures.first().note == "According to: SOHR; VDC"
    civilian = incident("448810").measures.get(group_text="civilians")
    assert civilian.best == 1
    assert Measure.objects.filter(group_actor=None, group_text=None).count() == 1000


def test_zero_is_a_count_in_all_and_nothing_for_a_side():
    total = Measure.objects.filter(group_actor=None, group_text=None)
    assert total.filter(best=0).count() == rows(best="0").count() == 93
    of_a_side = Measure.objects.exclude(group_actor=None, group_text=None)
    assert not of_a_side.filter(best=0).exists()


def test_best_outside_its_bounds_keeps_the_best_and_says_so(loaded):
    assert loaded.notices == {
        "best lies outside low and high: the bound that contradicts it is left out": 13
    }
    odd = Measure.objects.filter(note__contains="contradicts the best")
    assert odd.count() == 13
    measure = odd.get(best=333)
    assert (measure.minimum, measure.maximum) == (None, 333)
    assert "UCDP gives low 334, best 333, high 333" in measure.note
    assert measure.incident.imported_row.raw["low"] == "334"


def test_number_of_sources_minus_one_is_missing_and_the_source_stays_a_text():
    old = rows(number_of_sources="-1")
    assert old.count() == 326
    cited = Citation.objects.filter(imported_row__in=old)
    assert cited.count() == 326
    assert not cited.exclude(article=None, source=None).exists()
    assert incident("21300").citations.get().text == (
        'Reuters 1989-05-17 "ANGOLAN UNITA REBELS BLOW UP POWER LINES DURING PEACE SUMMIT'
    )


def test_odd_quotation_marks_are_no_trouble():
    odd = [row for row in ImportedRow.objects.all() if row.raw["source_article"].count('"') % 2]
    assert len(odd) == 112
    for row in odd:
        number = max(int(row.raw["number_of_sources"]), 1)
        assert Citation.objects.filter(imported_row=row).count() == number


def test_several_sources_are_several_articles():
    several = [
        row
        for row in ImportedRow.objects.exclude(raw__source_office="")
        if int(row.raw["number_of_sources"]) > 1
    ]
    assert len(several) == 210
    for row in several:
        number = int(row.raw["number_of_sources"])
        assert Citation.objects.filter(imported_row=row, article__isnull=False).count() == number


def test_semicolon_in_a_headline_does_not_split_it():
    article = Article.objects.get(title__startswith="Syrian troops besiege rebellious suburb;")
    assert article.title.endswith("dozens reported killed")
    assert article.source.name == "Associated Press Newswires"
    assert (article.published_raw, article.published_at, article.published_instant) == (
        "2012-06-29",
        datetime(2012, 6, 29, tzinfo=UTC),
        None,
    )


def test_same_article_of_two_events_is_one_record():
    cited = Citation.objects.exclude(article=None)
    assert cited.count() == 1026
    assert Article.objects.count() == 962


def test_event_is_part_of_the_conflict_of_its_dyad():
    name = "Government of Syria - Syrian insurgents"
    links = IncidentLink.objects.filter(to_incident__title=name)
    assert links.count() == 200
    assert set(links.values_list("kind", flat=True)) == {"part_of"}
    dyad = links.first().to_incident
    assert (dyad.kind, dyad.date_semantics) == ("ongoing", "unknown")
    assert set(dyad.external_ids.values_list("scheme", "value")) == {
        ("ucdp", "dyad/11973"),
        ("ucdp", "conflict/299"),
    }


def test_no_day_is_taken_for_another():
    wrong = [
        record.title
        for record in events().select_related("imported_row")
        if record.date_earliest
        != date.fromisoformat(record.imported_row.raw["date_start"].partition(" ")[0])
    ]
    assert wrong == []
    assert not events().filter(Q(date_earliest=None) | Q(date_latest=None)).exists()
