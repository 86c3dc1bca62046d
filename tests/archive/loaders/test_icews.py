"""ICEWS: five hundred real events, with every oddity that was found in them."""

from __future__ import annotations

from collections import Counter

import pytest

from archive.loaders.base import Options
from archive.loaders.icews import COLUMNS, Icews
from archive.models import (
    Actor,
    Article,
    Citation,
    ExternalId,
    ImportedRow,
    Incident,
    IncidentLink,
    IncidentPlace,
    Place,
    Statement,
    StatementLink,
)

SAMPLE = "icews/events.2018.sample.first500.tab"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def incident(number, day="2018-06-01"):
    key = {"scheme": "icews", "value": f"{number}/{day}"}
    return ExternalId.objects.get(**key, incident__isnull=False).incident


def mapped(**columns):
    row = dict.fromkeys(COLUMNS.names, "NA") | {
        "Event ID": "1",
        "Event Date": "2018-06-01",
        "CAMEO Code": "040",
        "Story ID": "2",
        "Source Name": "Police (Namibia)",
    }
    (main,) = Icews().mapper(Options())(row | columns).mains
    return main


def test_file_is_recognised_and_becomes_records(loaded):
    assert (loaded.format, loaded.rows, loaded.refused) == ("icews", 500, [])
    assert loaded.notices == Counter()
    assert loaded.created["incidents"] == Incident.objects.count() == 403
    assert loaded.created["statements"] == Statement.objects.count() == 97
    assert set(Incident.objects.values_list("origin", "review_status")) == {("machine", "draft")}


def test_event_is_known_by_its_number_and_its_day():
    assert ImportedRow.objects.filter(native_id="32889836/2018-06-01").count() == 1
    assert incident("32889836").cameo_code == "040"


def test_na_is_missing_and_namibia_is_a_country():
    actors = mapped(**{"Source Country": "Namibia", "Target Name": "NA"}).parts
    (source,) = [part.values["actor"].values for part in actors if "actor" in part.values]
    assert (source["name"], source["country"]) == ("Police (Namibia)", "NA")
    without = mapped(**{"Source Country": "NA"}).parts[0].values["actor"].values
    assert without["country"] is None
    nobody = ImportedRow.objects.filter(raw__has_key="Source Country")
    assert nobody.filter(**{"raw__Source Country": "NA"}).count() == 15
    assert not Actor.objects.filter(country="NA").exists()


def test_every_country_of_the_file_is_known():
    names = {
        raw[column]
        for raw in ImportedRow.objects.values_list("raw", flat=True)
        for column in ("Source Country", "Target Country", "Country")
    } - {"NA"}
    assert len(names) > 60
    assert not IncidentPlace.objects.filter(country=None).exists()
    assert Place.objects.filter(country="RU").exists()
    assert Actor.objects.get(name="Nursultan Nazarbayev").country == "KZ"


def test_row_without_coordinates_has_a_place_without_them():
    (row,) = ImportedRow.objects.filter(raw__Latitude="NA")
    record = Incident.objects.filter(imported_row=row).first()
    if record is None:
        assert Statement.objects.filter(imported_row=row).exists()
    else:
        assert [part.place.lat for part in record.places.all()] in ([], [None])


def test_precision_is_that_of_the_narrowest_name():
    part = incident("32889836").places.get()
    assert (part.geo_precision, part.place.name, part.place.kind, part.country) == (
        "near_point_25km",
        "Hanoi",
        "city",
        "VN",
    )
    assert part.text == "Hanoi, Thanh Pho Ha Noi, Vietnam"
    alone = incident("32891065").places.get()
    assert (alone.geo_precision, alone.place.name) == ("country", "Japan")
    assert ImportedRow.objects.filter(raw__District="NA").count() == 420


@pytest.mark.parametrize(
    ("name", "kind", "sector", "country", "identity"),
    [
        ("Vietnam", "state", None, "VN", "named"),
        ("Police (India)", "government_body", "COP", "IN", "generic"),
        ("Foreign Affairs (Bangladesh)", "government_body", "GOV", "BD", "generic"),
        ("High Ranking Military Personnel (Vietnam)", "military", "MIL", "VN", "generic"),
        ("Citizen (India)", "generic_group", "CVL", "IN", "generic"),
        ("Aso Taro", "unknown", "GOV", "JP", "named"),
        ("European Union", "igo", "IGO", None, "named"),
    ],
)
def test_actor_is_what_its_name_and_sectors_tell(name, kind, sector, country, identity):
    actor = Actor.objects.get(name=name)
    assert (actor.kind, actor.sector, actor.country, actor.identity) == (
        kind,
        sector,
        country,
        identity,
    )


def test_visit_has_a_visitor_and_a_host():
    visit = Incident.objects.filter(cameo_code="042").first()
    assert list(visit.participants.values_list("role", flat=True)) == ["initiator", "host"]
    hosting = Incident.objects.filter(cameo_code="043").first()
    assert list(hosting.participants.values_list("role", flat=True)) == ["host", "participant"]


def test_event_told_from_both_sides_stays_two_records_that_know_of_each_other():
    link = IncidentLink.objects.get(from_incident=incident("32889837"))
    assert (link.kind, link.to_incident) == ("possible_same_as", incident("32889836"))
    kinds = IncidentLink.objects.values_list("kind", flat=True)
    assert set(kinds) == {"possible_same_as"}
    for link in IncidentLink.objects.select_related("from_incident", "to_incident"):
        one = link.from_incident.imported_row.raw
        other = link.to_incident.imported_row.raw
        assert (one["Source Name"], one["Target Name"], one["Story ID"]) == (
            other["Target Name"],
            other["Source Name"],
            other["Story ID"],
        )
        assert one["Sentence Number"] == other["Sentence Number"]
    # 79 adjacent pairs have the same code or a visit's two; others stand further apart.
    assert IncidentLink.objects.count() == 97
    assert StatementLink.objects.get().kind == "possible_same_utterance"


def test_story_is_an_article_of_its_publisher_cited_by_sentence():
    citation = incident("32889836").citations.get()
    assert citation.locator == {"sentence": 2}
    article = citation.article
    assert article.title == "Vietnam News Agency Bulletin, story 47400351"
    assert article.source.name == "Vietnam News Agency Bulletin"
    assert (article.url, article.published_at) == (None, None)
    stories = {raw["Story ID"] for raw in ImportedRow.objects.values_list("raw", flat=True)}
    assert Article.objects.count() == len(stories)
    assert Citation.objects.count() == Incident.objects.count()


def test_statement_has_its_speech_act_and_no_words():
    statement = ExternalId.objects.get(value="32891059/2018-06-01").statement
    assert (statement.speech_acts, statement.text, statement.form) == (["appeal"], "", "indirect")
    assert list(statement.participants.values_list("actor__name", "role")) == [
        ("Aso Taro", "speaker"),
        ("United States", "addressee"),
    ]
