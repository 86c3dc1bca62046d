"""GDELT 2.0 events: a real file of fifteen minutes, with every oddity that was found in it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from archive.loaders.base import Options
from archive.loaders.crosswalks import CROSSWALK_VERSION
from archive.loaders.files import TextFile
from archive.loaders.gdelt_columns import EVENTS_2
from archive.loaders.gdelt_events import Gdelt2
from archive.models import (
    Actor,
    Article,
    Citation,
    ExternalId,
    ImportedRow,
    Incident,
    IncidentParticipant,
    IncidentPlace,
    Place,
    Revision,
    Source,
    Statement,
    StatementParticipant,
)

SAMPLE = "gdelt/20191024143000.export.CSV"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def raw(event):
    return ImportedRow.objects.get(native_id=event).raw


def incident(event):
    return ExternalId.objects.get(scheme="gdelt", value=event, incident__isnull=False).incident


def events(**columns):
    """The raw rows that have these values in these columns."""
    return [
        row
        for row in ImportedRow.objects.values_list("raw", flat=True)
        if all(row[column] == value for column, value in columns.items())
    ]


def test_file_is_recognised_and_becomes_records(loaded):
    assert loaded.format == "gdelt2"
    assert (loaded.rows, loaded.unchanged, loaded.changed, loaded.kept) == (2111, 0, 0, 0)
    assert loaded.refused == []
    assert loaded.notices == Counter()
    assert loaded.created == {
        "incidents": 1683,
        "statements": 428,
        "incident participants": 2813,
        "incident places": 4404,
        "statement participants": 704,
        "citations": 1683,
        "articles": 425,
        "revisions": 188,
        "sources": 265,
        "actors": 641,
        "places": 383,
    }


def test_every_row_is_kept_and_every_record_knows_its_row():
    assert ImportedRow.objects.count() == 2111
    row = raw("881990832")
    assert len(row) == 61
    assert (row["Actor2Name"], row["Actor2Geo_FeatureID"]) == ("VICTORIA", "-575268")
    assert set(ImportedRow.objects.values_list("crosswalk_version", flat=True)) == {
        CROSSWALK_VERSION
    }
    for model in (Incident, Statement, Actor, Place, Article, Source):
        assert not model.objects.filter(imported_row=None).exists()
    assert not IncidentParticipant.objects.filter(imported_row=None).exists()


def test_nothing_of_it_is_in_a_default_list():
    for model in (Incident, Statement, Actor, Place, Article, Source):
        found = set(model.objects.values_list("origin", "review_status"))
        assert found == {("machine", "draft")}
        assert model.objects.published().count() == 0


def test_event_becomes_an_incident_with_its_actors():
    # 139 is an ultimatum; GDELT took Victoria in British Columbia for the one in Australia.
    record = incident("881990832")
    assert record.title == "(not named) → VICTORIA: Threaten, relations (CAMEO 139)"
    assert (record.event_type, record.event_mode, record.contexts, record.cameo_code) == (
        "THREATEN",
        "relations",
        ["diplomatic"],
        "139",
    )
    (part,) = record.participants.all()
    assert (part.role, part.status, part.actor.name) == ("target", "stated", "VICTORIA")
    assert (part.actor.kind, part.actor.country) == ("state", "AU")


def test_codes_stay_text_with_their_zeros():
    codes = set(Incident.objects.values_list("cameo_code", flat=True))
    assert {"036", "040", "0874", "1823", "190"} <= codes
    assert codes == {
        row["EventCode"] for row in events() if row["EventRootCode"] not in {"01", "02"}
    }


def test_statements_are_what_cameo_01_and_02_become():
    roots = Counter(row["EventRootCode"] for row in events())
    assert Statement.objects.count() == roots["01"] + roots["02"] == 428
    statement = Statement.objects.filter(speech_acts=["appeal"]).order_by("id").first()
    assert (statement.text, statement.form, statement.verbatim) == ("", "indirect", False)
    assert statement.revision.body == ""
    assert str(statement) == "(words not known)"
    assert statement.revision.article.url.startswith("http")
    assert not Incident.objects.filter(cameo_code__startswith="01").exists()
    assert set(StatementParticipant.objects.values_list("role", flat=True)) == {
        "speaker",
        "addressee",
    }
    assert set(Revision.objects.values_list("body", flat=True)) == {""}


@pytest.mark.parametrize(
    ("fips", "country"),
    [("RS", "RU"), ("CH", "CN"), ("AU", "AT"), ("IS", "IL"), ("AG", "DZ"), ("AS", "AU")],
)
def test_geography_is_fips_which_is_another_country_in_iso(fips, country):
    found = IncidentPlace.objects.filter(
        role="occurred", incident__imported_row__raw__ActionGeo_CountryCode=fips
    )
    assert found.exists()
    assert set(found.values_list("country", flat=True)) == {country}
    assert set(found.values_list("place__country", flat=True)) == {country}


def test_oceans_are_water_of_no_country():
    place = Place.objects.get(name="North Sea")
    assert (place.kind, place.country, place.lat, place.lon) == ("water", None, 55.3333, 3.0)
    assert set(place.incident_places.values_list("geo_precision", flat=True)) == {"international"}


def test_defunct_country_without_coordinates_is_a_place_without_either():
    (row,) = [row for row in events() if row["ActionGeo_Type"] == "1" and not row["ActionGeo_Lat"]]
    assert (row["ActionGeo_CountryCode"], row["EventCode"][:2]) == ("YI", "01")
    (main,) = Gdelt2().mapper(Options())({**row, "EventCode": "040"}).mains
    where = [part.values for part in main.parts if part.values.get("role") == "occurred"]
    assert [part["geo_precision"] for part in where] == ["country"]
    place = where[0]["place"].values
    assert (place["name"], place["country"], place["lat"]) == ("YI", None, None)


def test_rows_without_a_place_have_none():
    placeless = events(ActionGeo_Type="0")
    assert len(placeless) == 37
    numbers = [row["GlobalEventID"] for row in placeless]
    assert not IncidentPlace.objects.filter(
        role="occurred", incident__imported_row__native_id__in=numbers
    ).exists()


@pytest.mark.parametrize(
    ("type_", "precision", "kind"),
    [
        ("1", {"country"}, {"country"}),
        ("2", {"admin1"}, {"admin1"}),
        ("3", {"near_point_25km"}, {"city"}),
        ("4", {"near_point_25km", "international"}, {"city", "water"}),
        ("5", {"admin1"}, {"admin1"}),
    ],
)
def test_precision_follows_the_type_of_the_place(type_, precision, kind):
    found = IncidentPlace.objects.filter(
        role="occurred", incident__imported_row__raw__ActionGeo_Type=type_
    )
    assert set(found.values_list("geo_precision", flat=True)) == precision
    assert set(found.values_list("place__kind", flat=True)) == kind


def test_state_and_country_of_the_same_code_are_two_places():
    # FeatureID “NY” is New York; as a country code it would be something else.
    place = Place.objects.get(name="New York", kind="admin1")
    assert list(place.external_ids.values_list("scheme", "value")) == [("gdelt", "division/USNY")]


def test_one_feature_is_one_place_under_two_names():
    place = ExternalId.objects.get(scheme="gns", value="-2960561").place
    assert set(place.incident_places.values_list("text", flat=True)) == {
        "Moscow, Moskva, Russia",
        "Kremlin, Moskva, Russia",
    }


def test_bytes_that_were_lost_upstream_stay_as_they_came():
    texts = set(IncidentPlace.objects.values_list("text", flat=True))
    damaged = [text for text in texts if text and text.startswith(("Copenhagen", "Geneva, Gen"))]
    assert any("Køavn" in text for text in damaged)
    assert any("Genè" in text for text in damaged)


def test_day_a_year_or_a_month_early_is_marked():
    days = Counter(row["Day"] for row in events())
    assert (days["20181024"], days["20190924"], days["20191017"]) == (24, 20, 7)
    for day, span, number in (
        (date(2018, 10, 24), "a year", 24),
        (date(2019, 9, 24), "a month", 20),
        (date(2019, 10, 17), "a week", 7),
    ):
        dated = [
            *Incident.objects.filter(date_earliest=day),
            *Statement.objects.filter(date_earliest=day),
        ]
        assert len(dated) == number
        assert {record.date_note.startswith(f"Exactly {span} before") for record in dated} == {True}
    today = Incident.objects.filter(date_earliest=date(2019, 10, 24))
    assert set(today.values_list("date_note", "date_semantics", "date_basis")) == {
        (None, "exact_day", "imported")
    }


def test_missing_actors_are_left_out_not_made_up():
    rows = events()
    assert sum(not row["Actor1Code"] and not row["Actor1Name"] for row in rows) == 174
    assert sum(not row["Actor2Code"] and not row["Actor2Name"] for row in rows) == 531
    # Two columns for each row, and nobody is added.
    given = 2 * 2111 - 174 - 531
    assert IncidentParticipant.objects.count() + StatementParticipant.objects.count() == given


def test_regions_are_no_countries():
    for code, name in (("AFR", "AFRICA"), ("EUR", "EUROPE")):
        actor = Actor.objects.get(name=name, external_ids__value=code)
        assert (actor.country, actor.kind, actor.identity) == (None, "unknown", "generic")


def test_actor_of_one_code_and_name_is_one_actor_and_of_two_names_two():
    united_states = Actor.objects.get(name="UNITED STATES", external_ids__value="USA")
    assert set(united_states.external_ids.values_list("scheme", "value")) == {
        ("cameo", "USA"),
        ("gdelt", "USA/UNITED STATES"),
    }
    assert (
        united_states.participations.count() + united_states.statement_participations.count() > 300
    )
    assert Actor.objects.filter(name="AMERICAN", external_ids__value="USA").count() == 1


@pytest.mark.parametrize(
    ("code", "name", "sector", "kind"),
    [
        ("HLH", "HOSPITAL", "MED", "unknown"),
        ("MED", "NEWS OUTLET", "JRN", "unknown"),
        ("IGOEUREEC", "THE EU", "EUR", "igo"),
        ("USAGOV", "UNITED STATES", "GOV", "government_body"),
        ("COP", "POLICE", "COP", "unknown"),
        ("MIL", "MILITARY", "MIL", "military"),
    ],
)
def test_sector_is_ours_where_cameo_has_another_word(code, name, sector, kind):
    actor = Actor.objects.get(name=name, external_ids__value=code)
    assert (actor.sector, actor.kind) == (sector, kind)


def test_article_is_a_stub_named_by_its_url_of_the_outlet_of_its_domain():
    article = Article.objects.get(url__contains="timescolonist.com/entertainment/jeremy-dutcher")
    assert article.title == article.url
    assert (article.source.domain, article.source.name) == ("timescolonist.com",) * 2
    unknown = (article.byline, article.language, article.published_at, article.published_raw)
    assert unknown == (None, None, None, None)
    assert Article.objects.count() == 425 == len({row["SOURCEURL"] for row in events()})


def test_incident_cites_the_article_without_claiming_its_words():
    record = incident("881990832")
    (citation,) = record.citations.all()
    assert citation.article.url == raw("881990832")["SOURCEURL"]
    assert citation.imported_row == record.imported_row
    assert Citation.objects.count() == Incident.objects.count()
    assert not record.passages.exists()


def test_quotes_are_part_of_the_text(write):
    """Quoting is off: a quotation mark in a column is a character like any other."""
    line = "\t".join(raw("881990832")[name] for name in EVENTS_2.names).replace(
        "VICTORIA", '"VICTORIA'
    )
    (row,) = Gdelt2().read(TextFile(write("x.CSV", f"{line}\n")))
    assert row.values["Actor2Name"] == '"VICTORIA'
    assert row.text is None
