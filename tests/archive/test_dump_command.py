"""`manage.py dump` of the archive's own records: PLOVER-like, ninjs and FollowTheMoney."""

from __future__ import annotations

import io
import json
import os
import sys
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from jsonschema.validators import validator_for  # type: ignore[import-untyped]  # -- it ships no types
from referencing import Registry, Resource

from archive.models import Alias
from tests.archive.loaders.conftest import sample
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    ArticleFactory,
    CitationFactory,
    ExternalIdFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    IncidentPlaceFactory,
    MeasureFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    SourceFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

BASE = "https://archive.example.org/api/v1"
# Every schema of FollowTheMoney 4.11 that is written, with the properties that are.
SCHEMATA = {
    "Event": """name summary keywords date startDate endDate country location addressEntity involved
        proof wikidataId sourceUrl modifiedAt""",
    "Person": "name alias country wikidataId sourceUrl modifiedAt",
    "Organization": "name alias country wikidataId sourceUrl modifiedAt",
    "PublicBody": "name alias country wikidataId sourceUrl modifiedAt",
    "Company": "name alias country wikidataId sourceUrl modifiedAt",
    "LegalEntity": "name alias country wikidataId sourceUrl modifiedAt",
    "Address": "name full country latitude longitude wikidataId sourceUrl modifiedAt",
    "Article": "title author language bodyText publishedAt publisher sourceUrl",
    "Documentation": "document entity role",
    "UnknownLink": "subject object role status description sourceUrl startDate endDate",
    "Membership": "member organization role status sourceUrl startDate endDate",
    "Employment": "employee employer role status sourceUrl startDate endDate",
}


def dumped(kind, tmp_path):
    target = tmp_path / "out.jsonl"
    call_command("dump", kind, "--output", str(target), "--base-url", f"{BASE}/")
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def story():
    """One article, one incident with an accused and a victim, one count, one place."""
    source = SourceFactory(name="Town Herald", domain="herald.example.org")
    article = ArticleFactory(
        title="Shells hit market",
        source=source,
        url="https://herald.example.org/1",
        language="en",
        published_at=datetime(2024, 2, 2, 10, tzinfo=UTC),
        published_tz_known=True,
    )
    revision = RevisionFactory(article=article, body="Shells hit the market. Rebels, he said.")
    place = PlaceFactory(name="Market", country="UA", lat=50.0, lon=30.0, coordinate_basis="source")
    incident = IncidentFactory(title="Shelling of the market")
    victims = ActorFactory(name="Traders", kind="generic_group", sector="BUS", country="UA")
    rebels = ActorFactory(name="Rebels", kind="armed_group", sector="REB", country=None)
    statement = StatementFactory(revision=revision, text="Rebels, he said.")
    IncidentParticipantFactory(incident=incident, actor=victims, role="victim")
    accused = IncidentParticipantFactory(
        incident=incident,
        actor=rebels,
        role="perpetrator",
        status="alleged",
        asserted_by=[statement],
    )
    IncidentPlaceFactory(incident=incident, place=place, geo_precision="exact_site")
    MeasureFactory(incident=incident, measure="killed", minimum=2, best=3, maximum=None)
    PassageFactory(
        revision=revision, start=0, end=22, exact="Shells hit the market.", incident=incident
    )
    ExternalIdFactory(scheme="wikidata", value="Q1", actor=rebels, source=None)
    return {
        "incident": incident,
        "article": article,
        "place": place,
        "rebels": rebels,
        "victims": victims,
        "statement": statement,
        "accused": accused,
    }


def test_plover_record_of_an_incident(story, tmp_path):
    (record,) = dumped("plover", tmp_path)
    incident, article = story["incident"], story["article"]
    archive = record.pop("archive")
    assert record == {
        "id": incident.uid,
        "date": incident.date_earliest.isoformat(),
        "enddate": incident.date_earliest.isoformat(),
        "event": "ASSAULT",
        "mode": ["heavy-weapons"],
        "context": ["military"],
        "actor": [
            {
                "actorText": "Rebels",
                "code": None,
                "sector": "REB",
                "wikidata_id": "Q1",
                "uid": story["rebels"].uid,
            }
        ],
        "recipient": [
            {
                "actorText": "Traders",
                "code": "UKR",
                "sector": "BUS",
                "wikidata_id": None,
                "uid": story["victims"].uid,
            }
        ],
        "event_loc": [
            {
                "name": "Market",
                "country": "UA",
                "lat": 50.0,
                "lon": 30.0,
                "resolution": 5,
                "precision": "exact_site",
                "role": "occurred",
            }
        ],
        "size": {"dead": 3},
        "text": ["Shells hit the market."],
        "cite_info": [
            {
                "title": "Shells hit market",
                "source": "Town Herald",
                "url": "https://herald.example.org/1",
                "uid": article.uid,
                "archive_url": f"{BASE}/articles/{article.uid}/",
            }
        ],
    }
    assert archive["url"] == f"{BASE}/incidents/{incident.uid}/"
    assert archive["participants"][1] == {
        "actor": story["rebels"].uid,
        "role": "perpetrator",
        "side": "none",
        "status": "alleged",
        "asserted_by": [story["statement"].uid],
    }
    assert archive["measures"][0]["minimum"] == 2
    assert archive["date"]["edtf"] == incident.edtf


def test_range_is_no_day_in_plover(tmp_path):
    IncidentFactory(week=True)
    (record,) = dumped("plover", tmp_path)
    assert (record["date"], record["enddate"]) == (None, None)
    assert record["archive"]["date"]["semantics"] == "one_day_within"


def test_only_what_a_default_list_holds_is_written(story, tmp_path):
    IncidentFactory(review_status="draft")
    IncidentFactory(modality="anticipated")
    IncidentFactory(merged_into=story["incident"])
    hidden = ActorFactory(review_status="draft", name="Hidden")
    IncidentParticipantFactory(incident=story["incident"], actor=hidden)
    for kind in ("plover", "ftm", "ninjs"):
        text = json.dumps(dumped(kind, tmp_path))
        assert "Hidden" not in text
    assert len(dumped("plover", tmp_path)) == 1
    events = [line for line in dumped("ftm", tmp_path) if line["schema"] == "Event"]
    assert len(events) == 1


def test_article_that_is_only_cited_is_named(tmp_path):
    citation = CitationFactory()
    (record,) = dumped("plover", tmp_path)
    assert [each["uid"] for each in record["cite_info"]] == [citation.article.uid]


def test_ninjs_object_of_an_article(story, tmp_path):
    (news,) = dumped("ninjs", tmp_path)
    article = story["article"]
    assert news["uri"] == f"{BASE}/articles/{article.uid}/"
    assert (news["headlines"][0]["value"], news["language"]) == ("Shells hit market", "en")
    assert news["contentCreated"] == "2024-02-02T10:00:00+00:00"
    (body,) = news["bodies"]
    assert (body["value"], body["charCount"], body["wordCount"]) == (
        "Shells hit the market. Rebels, he said.",
        39,
        7,
    )
    assert [each["name"] for each in news["organisations"]] == ["Rebels"]
    assert [each["name"] for each in news["objects"]] == ["Traders"]
    assert news["places"][0]["geoJSON"] == {"type": "Point", "coordinates": [30.0, 50.0]}
    assert [event["id"] for event in news["events"]] == [story["incident"].uid]
    assert news["infoSources"][0]["name"] == "Town Herald"
    assert news["altIds"][1] == {"role": "url", "value": "https://herald.example.org/1"}


def test_ninjs_is_valid_by_its_schema(story, tmp_path):
    ArticleFactory()
    schema = json.loads(sample("ninjs/schema/ninjs-schema_3.0.json").read_text(encoding="utf-8"))
    point = {
        "type": "object",
        "required": ["type", "coordinates"],
        "properties": {"coordinates": {"type": "array", "minItems": 2, "maxItems": 2}},
    }
    address = "https://geojson.org/schema/GeoJSON.json"
    resource = Resource.from_contents(
        {"$schema": "http://json-schema.org/draft-07/schema#", "$id": address, **point}
    )
    registry = Registry().with_resource(address, resource)
    validator = validator_for(schema)(schema, registry=registry)
    news = dumped("ninjs", tmp_path)
    assert len(news) == 2
    for each in news:
        assert list(validator.iter_errors(each)) == []


def test_time_without_a_zone_is_no_instant(tmp_path):
    ArticleFactory(published_at=datetime(2024, 2, 2, tzinfo=UTC), published_tz_known=False)
    (news,) = dumped("ninjs", tmp_path)
    assert "contentCreated" not in news
    (article,) = [line for line in dumped("ftm", tmp_path) if line["schema"] == "Article"]
    assert "publishedAt" not in article["properties"]


def test_entities_are_well_formed(story, tmp_path):
    person = ActorFactory(name="Ada Example", kind="person")
    Alias(actor=person, text="A. Example").save()
    ministry = ActorFactory(name="Ministry", kind="government_body")
    AffiliationFactory(actor=person, organisation=ministry, kind="holds_office")
    AffiliationFactory(actor=story["rebels"], organisation=ministry, kind="aligned_with")
    AffiliationFactory(actor=person, organisation=story["rebels"], kind="member")
    entities = dumped("ftm", tmp_path)
    known = {each["id"] for each in entities}
    assert len(known) == len(entities)
    for each in entities:
        assert set(each) == {"id", "schema", "properties"}
        assert set(each["properties"]) <= set(SCHEMATA[each["schema"]].split()), each
        for values in each["properties"].values():
            assert values
            assert all(isinstance(value, str) and value for value in values)
        for name in ("subject", "object", "member", "organization", "employee", "employer"):
            assert set(each["properties"].get(name, [])) <= known
        for name in ("document", "entity", "involved", "proof", "addressEntity"):
            assert set(each["properties"].get(name, [])) <= known
        assert "_" not in each["id"]
    assert {each["schema"] for each in entities} == set(SCHEMATA) - {"Company"}


def test_claim_keeps_its_standing_and_who_asserts_it_in_an_entity(story, tmp_path):
    links = [line for line in dumped("ftm", tmp_path) if line["schema"] == "UnknownLink"]
    (accusation,) = [link for link in links if link["properties"]["role"] == ["perpetrator"]]
    properties = accusation["properties"]
    assert properties["status"] == ["alleged"]
    assert properties["description"] == ["Rebels, he said."]
    assert properties["subject"] == [story["rebels"].uid.replace("_", "-")]
    assert properties["object"] == [story["incident"].uid.replace("_", "-")]


def test_dump_goes_to_standard_output(story, capfdbinary):
    call_command("dump", "plover", stderr=io.StringIO())
    (line,) = capfdbinary.readouterr().out.splitlines()
    assert json.loads(line)["id"] == story["incident"].uid


def test_dump_ends_in_silence_where_nobody_reads_on(story, monkeypatch):
    """As before `head`, which closes its end of the pipe once it has enough."""
    reading, writing = os.pipe()
    os.close(reading)
    errors = io.StringIO()
    with open(writing, "w", encoding="utf-8") as pipe:  # noqa: PTH123 -- no path, an open end
        monkeypatch.setattr(sys, "stdout", pipe)
        call_command("dump", "plover", stderr=errors)
    assert errors.getvalue() == ""
