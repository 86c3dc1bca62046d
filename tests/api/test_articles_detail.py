"""GET /api/v1/articles/{uid}/."""

from __future__ import annotations

from datetime import UTC, datetime

from rest_framework.test import APIClient

from tests.api.answers import shown
from tests.factories import ArticleFactory, RevisionFactory


def test_an_article_shows_its_newest_text_and_the_list_of_all(api: APIClient) -> None:
    article = ArticleFactory()
    RevisionFactory(article=article, body="First\xa0text.\r\n")
    RevisionFactory(article=article, body="Second “text”.")

    answer = shown(api, article)

    assert answer["text"] == "Second “text”."
    assert answer["revision"]["number"] == 2
    assert [revision["number"] for revision in answer["revisions"]] == [1, 2]
    assert "body" not in answer["revisions"][0]


def test_a_text_is_shown_character_by_character(api: APIClient) -> None:
    text = " No\u00a0break,\r\n\r\n“curly” \U0001f600\u2028 and trailing \n"
    article = RevisionFactory(body=text).article

    assert shown(api, article)["text"] == text


def test_the_instant_of_publication_is_null_unless_its_zone_is_known(api: APIClient) -> None:
    clock = datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC)
    known = ArticleFactory(published_at=clock, published_raw="x", published_tz_known=True)
    unknown = ArticleFactory(published_at=clock, published_raw="x", published_tz_known=False)
    undated = ArticleFactory(undated=True)

    assert shown(api, known)["published"] == {
        "raw": "x",
        "day": "2024-08-06",
        "at": "2024-08-06T09:16:30Z",
        "timezone_known": True,
    }
    assert shown(api, unknown)["published"] == {
        "raw": "x",
        "day": "2024-08-06",
        "at": None,
        "timezone_known": False,
    }
    assert shown(api, undated)["published"] == {
        "raw": None,
        "day": None,
        "at": None,
        "timezone_known": False,
    }
