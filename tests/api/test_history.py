"""GET /api/v1/{records}/{uid}/history/ and ?as_of=: what a record was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from archive.models import Article, Change, Incident, Passage, Revision, Statement
from archive.models.base import Record
from archive.recording import recording
from archive.services.merging import merge
from archive.services.publishing import publish, retract
from tests.api.answers import body
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    MeasureFactory,
    PassageFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db


def address(record: Record) -> str:
    return f"/api/v1/{type(record)._meta.verbose_name_plural}/{record.uid}/"


def history(api: APIClient, record: Record, **query: object) -> list[dict]:
    found: list[dict] = body(api.get(f"{address(record)}history/", query))["results"]
    return found


def test_versions_say_what_they_changed(staff_api: APIClient) -> None:
    with recording("coder", "Read again."):
        incident = IncidentFactory(title="Fire in Basra", review_status="draft")
    measure = MeasureFactory(incident=incident, measure="killed", minimum=2, best=3, maximum=4)
    with recording("coder", "Corrected."):
        incident.title = "Fire at Basra"
        incident.save()
        measure.best = 4
        measure.save()
    measure.delete()

    versions = history(staff_api, incident)
    assert [(v["version"], v["op"], v["by"], v["reason"]) for v in versions] == [
        (4, "update", None, None),
        (3, "update", "coder", "Corrected."),
        (2, "update", None, None),
        (1, "create", "coder", "Read again."),
    ]
    assert versions[1]["differences"] == [
        {"path": "/title", "before": "Fire in Basra", "after": "Fire at Basra"},
        {"path": "/measures/1/best", "before": 3, "after": 4},
    ]
    (gone,) = versions[0]["differences"]
    assert (gone["path"], gone["after"]) == ("/measures/1", None)
    assert (gone["before"]["measure"], gone["before"]["best"]) == ("killed", 4)
    (made,) = versions[2]["differences"]
    assert (made["path"], made["before"], made["after"]["best"]) == ("/measures/1", None, 3)
    assert versions[3]["differences"] == []


def test_references_are_told_by_uid_and_hidden_ones_are_not(
    api: APIClient, staff_api: APIClient
) -> None:
    incident = IncidentFactory()
    hidden, other = ActorFactory(review_status="draft"), ActorFactory()
    participant = IncidentParticipantFactory(incident=incident, actor=other)
    participant.actor = hidden
    participant.save()

    assert history(staff_api, incident)[0]["differences"] == [
        {"path": "/participants/1/actor", "before": other.uid, "after": hidden.uid}
    ]
    assert history(api, incident)[0]["differences"] == []


def test_words_of_an_article_that_is_hidden_are_not_told(api: APIClient) -> None:
    incident = IncidentFactory()
    PassageFactory(
        revision=RevisionFactory(article=ArticleFactory(review_status="draft")), incident=incident
    )
    assert history(api, incident)[0]["differences"] == []


def test_what_was_before_publication_is_not_for_everybody(
    api: APIClient, staff_api: APIClient
) -> None:
    incident = IncidentFactory(review_status="draft")
    incident.title = "Another title"
    incident.save()
    publish(incident, by="reviewer")

    assert [v["op"] for v in history(api, incident)] == ["publish"]
    assert [v["op"] for v in history(staff_api, incident)] == ["publish", "update", "create"]


def test_history_is_walked_to_its_end(api: APIClient) -> None:
    incident = IncidentFactory()
    for number in range(4):
        incident.title = f"Title {number}"
        incident.save()

    seen, page = [], body(api.get(f"{address(incident)}history/", {"limit": 2}))
    while True:
        seen += [version["version"] for version in page["results"]]
        if page["next"] is None:
            break
        assert page["next_cursor"] == str(seen[-1])
        page = body(api.get(page["next"]))
    assert seen == [5, 4, 3, 2, 1]


def test_what_became_of_a_record_is_said_as_ever(api: APIClient) -> None:
    one, other = ActorFactory(), ActorFactory()
    merge(one, other, by="reviewer")
    gone = retract(IncidentFactory(), by="reviewer", reason="Invented.")
    draft = IncidentFactory(review_status="draft")

    for record, status in ((one, 301), (gone, 410), (draft, 404)):
        for tail in ("history/", "?as_of=2026-11-22T12:00:00Z"):
            assert api.get(f"{address(record)}{tail}").status_code == status


def test_a_record_is_answered_as_it_stood_at_every_version(
    api: APIClient, first_story: None
) -> None:
    """Each version is kept as it was answered, and asked for again at the end."""
    revision = Revision.objects.get()
    incident = Incident.objects.get(title__startswith="Suspected rocket attack")
    statement = Statement.objects.filter(participants__isnull=False).first()
    article = Article.objects.get()
    kept: list[tuple[Record, str, dict]] = []

    def keep() -> None:
        for record in (incident, statement, article):
            answer = body(api.get(address(record)))
            entry = Change.objects.filter(uid=record.uid).order_by("-seq").first()
            kept.append((record, entry.at, answer))

    keep()
    incident.title = "An attack"
    incident.save()
    keep()
    MeasureFactory(incident=incident, minimum=None, best=9, maximum=None)
    keep()
    participant = incident.participants.order_by("position").first()
    participant.role = "participant"
    participant.save()
    keep()
    Passage.objects.filter(participant=participant).delete()
    participant.delete()
    keep()
    incident.places.all().delete()
    keep()
    statement.participants.all().delete()
    statement.about.clear()
    keep()
    Revision(article=article, body=revision.body + "\nCorrection.").save()
    keep()

    for record, at, answer in kept:
        then = body(api.get(address(record), {"as_of": at.isoformat()}))
        expected = {key: value for key, value in answer.items() if key not in OTHERS}
        assert {key: value for key, value in then.items() if key not in OTHERS} == expected


# What others say of a record, which is told as it is now.
OTHERS = {"statements", "articles", "linked_from", "asserts", "updated_at"}


def test_before_it_was_there_or_public_there_is_nothing(
    api: APIClient, staff_api: APIClient
) -> None:
    incident = IncidentFactory(review_status="draft")
    made = Change.objects.get(uid=incident.uid).at
    publish(incident, by="reviewer")

    early = (made - timedelta(seconds=1)).isoformat()
    assert staff_api.get(address(incident), {"as_of": early}).status_code == 404
    assert api.get(address(incident), {"as_of": made.isoformat()}).status_code == 404
    draft = body(staff_api.get(address(incident), {"as_of": made.isoformat()}))
    assert draft["review_status"] == "draft"


def test_the_past_is_narrowed_and_widened_as_the_present(api: APIClient) -> None:
    participant = IncidentParticipantFactory()
    incident = participant.incident
    at = Change.objects.filter(uid=incident.uid).order_by("-seq").first().at
    incident.title = "Another title"
    incident.save()

    answer = body(
        api.get(
            address(incident),
            {"as_of": at.isoformat(), "fields": "uid,participants", "expand": "actors"},
        )
    )
    assert [*answer] == ["uid", "participants"]
    assert answer["participants"][0]["actor"]["identity"] == participant.actor.identity


def test_an_archive_that_was_loaded_has_a_history(api: APIClient) -> None:
    call_command("loaddata", "first_story", verbosity=0)
    (version,) = history(api, Incident.objects.first())
    assert (version["op"], version["version"], version["differences"]) == ("create", 1, [])
