"""GET /api/v1/articles/."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.answers import body, listed, refused
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    AliasFactory,
    ArticleFactory,
    ExternalIdFactory,
    IncidentParticipantFactory,
    PassageFactory,
    RevisionFactory,
    SourceFactory,
    StatementFactory,
    StatementParticipantFactory,
)


def test_articles_are_listed_newest_first_without_their_text(api: APIClient) -> None:
    old = ArticleFactory(published_at=datetime(2024, 1, 1, tzinfo=UTC))
    new = ArticleFactory(published_at=datetime(2024, 1, 2, tzinfo=UTC))
    RevisionFactory(article=new)

    page = body(api.get("/api/v1/articles/"))

    assert [article["uid"] for article in page["results"]] == [new.uid, old.uid]
    assert set(page["results"][0]) == {
        "uid",
        "url",
        "etag",
        "title",
        "source",
        "original_url",
        "byline",
        "language",
        "published",
        "review_status",
        "origin",
        "created_at",
        "updated_at",
    }


def test_the_text_comes_with_a_list_on_request(api: APIClient) -> None:
    article = ArticleFactory()
    RevisionFactory(article=article, body="First text.")
    newest = RevisionFactory(article=article, body="Second text.", change_note="A correction.")
    bare = ArticleFactory()

    page = body(api.get("/api/v1/articles/", {"expand": "text,revision", "ordering": "published"}))

    first, second = page["results"]
    assert (first["uid"], first["text"]) == (article.uid, "Second text.")
    assert first["revision"] == {
        "number": 2,
        "sha256": newest.sha256,
        "captured_at": "2024-03-01T09:30:00Z",
        "change_note": "A correction.",
    }
    assert (second["uid"], second["text"], second["revision"]) == (bare.uid, None, None)


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("uid", "{uid}"),
        ("source", "{source}"),
        ("original_url", "https://courier.example/1?a=b,c"),
        ("language", "PT"),
        ("language", "de,pt-br"),
        ("external_id", "doi:10.1/a,b"),
    ],
)
def test_articles_are_found_by_each_parameter(api: APIClient, query: str, value: str) -> None:
    source = SourceFactory()
    found = ArticleFactory(source=source, url="https://courier.example/1?a=b,c", language="pt-BR")
    ExternalIdFactory(article=found, scheme="doi", value="10.1/a,b", actor=None)
    ArticleFactory(language="en")
    value = value.format(uid=found.uid, source=source.uid)

    assert listed(api, "articles", **{query: value}) == [found.uid]


def test_published_days_are_those_of_the_date_line_both_included(api: APIClient) -> None:
    first, last = (
        ArticleFactory(published_at=datetime(2024, 8, day, hour, 59, 59, tzinfo=UTC))
        for day, hour in ((5, 0), (6, 23))
    )
    ArticleFactory(undated=True)

    def within(**query: Any) -> list[str]:
        return listed(api, "articles", ordering="published", **query)

    assert within(published_after="2024-08-05", published_before="2024-08-06") == [
        first.uid,
        last.uid,
    ]
    assert within(published_before="2024-08-05") == [first.uid]
    assert within(published_after="2024-08-06") == [last.uid]
    assert within(published_after="0001-01-01", published_before="9999-12-31") == [
        first.uid,
        last.uid,
    ]


def test_mentions_finds_every_way_in_which_words_speak_of_an_actor(api: APIClient) -> None:
    actor = ActorFactory()
    passages = [
        PassageFactory(actor=actor),
        PassageFactory(alias=AliasFactory(actor=actor)),
        PassageFactory(participant=IncidentParticipantFactory(actor=actor)),
        PassageFactory(affiliation=AffiliationFactory(actor=actor)),
        PassageFactory(affiliation=AffiliationFactory(organisation=actor)),
    ]
    statement = StatementParticipantFactory(actor=actor).statement
    hidden = StatementParticipantFactory(
        actor=actor, statement=StatementFactory(review_status="draft")
    )
    PassageFactory()

    found = listed(api, "articles", mentions=actor.uid)

    assert set(found) == {passage.revision.article.uid for passage in passages} | {
        statement.revision.article.uid
    }
    assert len(found) == 6
    assert hidden.statement.revision.article.uid not in found


def test_mentions_of_two_actors_means_both(api: APIClient) -> None:
    one, other = ActorFactory(), ActorFactory()
    revision = RevisionFactory()
    PassageFactory(actor=one, revision=revision)
    PassageFactory(actor=other, revision=revision)
    lone = PassageFactory(actor=one)

    assert listed(api, "articles", mentions=[one.uid, other.uid]) == [revision.article.uid]
    assert set(listed(api, "articles", mentions=f"{one.uid},{other.uid}")) == {
        revision.article.uid,
        lone.revision.article.uid,
    }


def test_a_language_that_is_none_is_refused(api: APIClient) -> None:
    assert refused(api, "articles", language="english language")["code"] == "not_a_language"


def test_mentions_leaves_out_words_that_a_machine_proposes(api: APIClient) -> None:
    actor = ActorFactory()
    PassageFactory(actor=actor, role="mention", proposed=True)
    assert listed(api, "articles", mentions=actor.uid) == []
