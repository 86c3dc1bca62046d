"""GDELT mentions, in the shape that GDELT writes: where an incident was found."""

from __future__ import annotations

from collections import Counter

import pytest

from archive.loaders.gdelt_columns import EVENTS_2, MENTIONS
from archive.loaders.gdelt_mentions import language_of
from archive.models import Article, Citation, Incident
from tests.archive.loaders.conftest import load_one, sample
from tests.factories import ExternalIdFactory, IncidentFactory

pytestmark = pytest.mark.django_db

URL = "https://news.example.org/story"


def mention(**columns):
    row = dict.fromkeys(MENTIONS.names, "") | {
        "GlobalEventID": "7",
        "EventTimeDate": "20160701210000",
        "MentionTimeDate": "20170701234500",
        "MentionType": "1",
        "MentionSourceName": "example.org",
        "MentionIdentifier": URL,
        "SentenceID": "4",
        "Actor1CharOffset": "-1",
        "Actor2CharOffset": "996",
        "ActionCharOffset": "988",
        "InRawText": "1",
        "Confidence": "80",
    }
    return "\t".join((row | columns)[name] for name in MENTIONS.names) + "\n"


@pytest.fixture
def incident():
    incident = IncidentFactory()
    ExternalIdFactory(scheme="gdelt", value="7", incident=incident, actor=None)
    return incident


def test_mention_cites_the_article_of_an_incident_and_where_in_it(incident, write):
    report = load_one(write("x.mentions.CSV", mention()))
    assert (report.format, report.kept) == ("gdelt2-mentions", 0)
    citation = incident.citations.get()
    assert citation.article.url == URL
    assert citation.article.source.domain == "news.example.org"
    assert citation.article.language == "en"
    # -1 is “not found”, and the offsets are GDELT's own: no passage claims to be these words.
    assert citation.locator == {
        "sentence": 4,
        "actor2_offset": 996,
        "action_offset": 988,
        "confidence": 80,
    }
    assert not incident.passages.exists()


def test_event_loaded_after_its_mentions_gets_them_when_they_are_loaded_again(write):
    path = write("x.mentions.CSV", mention())
    assert load_one(path).kept == 1
    ExternalIdFactory(scheme="gdelt", value="7", incident=IncidentFactory(), actor=None)
    again = load_one(path)
    assert (again.kept, again.unchanged, again.created["citations"]) == (0, 0, 1)
    third = load_one(path)
    assert (third.unchanged, third.created) == (1, Counter())
    assert Citation.objects.count() == 1


def test_mentions_follow_one_another_in_the_list_of_the_incident(incident, write):
    load_one(write("a.CSV", mention() + mention(SentenceID="9")))
    load_one(write("b.CSV", mention(MentionIdentifier=f"{URL}/2")))
    positions = incident.citations.order_by("position").values_list("position", "locator__sentence")
    assert list(positions) == [(1, 4), (2, 9), (3, 4)]
    assert Article.objects.count() == 2


@pytest.mark.parametrize("identifier", ["BBC Monitoring, 1 July", "10.2307/2645800", "x" * 2100])
def test_identifier_may_be_any_text(incident, write, identifier):
    load_one(write("x.CSV", mention(MentionType="2", MentionIdentifier=identifier)))
    article = incident.citations.get().article
    assert article.url is None
    assert article.title[:999] == identifier[:999]
    assert article.source.name == "example.org"


def test_time_of_the_event_is_not_the_mention_s(incident, write):
    """An event may be mentioned a year later; the mention changes nothing of its date."""
    incident.refresh_from_db()
    before = (incident.date_earliest, incident.date_latest, incident.updated_at)
    load_one(write("x.CSV", mention()))
    incident.refresh_from_db()
    assert (incident.date_earliest, incident.date_latest, incident.updated_at) == before


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("", "en"),
        ("srclc:ara;eng:GT-ARA 1.0", "ar"),
        ("srclc:por;eng:GT-POR 1.0", "pt"),
        ("srclc:xho;eng:GT", "xho"),
    ],
)
def test_language_is_the_one_before_translation(translation, language):
    assert language_of(translation) == language


def test_events_and_mentions_of_two_files_meet(write):
    events = sample("gdelt/20191024143000.export.CSV").read_text(encoding="utf-8").splitlines(True)
    first = next(line for line in events if line.split("\t")[28] not in {"01", "02"})
    load_one(write("x.export.CSV", first))
    number = first.split("\t")[EVENTS_2.names.index("GlobalEventID")]
    load_one(write("x.mentions.CSV", mention(GlobalEventID=number)))
    incident = Incident.objects.get()
    assert [citation.article.url for citation in incident.citations.all()] == [
        first.rstrip("\n").split("\t")[60],
        URL,
    ]
