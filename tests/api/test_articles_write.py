"""Writing articles: when they were published, and texts that never change."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from archive.models import Revision
from tests.api.answers import ROOT, body
from tests.api.writing import address, faults, make, patch, put, ref, tag
from tests.factories import ArticleFactory, PassageFactory, RevisionFactory, SourceFactory


def test_an_article_is_made_with_its_text(coder: APIClient) -> None:
    source = SourceFactory()

    made = make(
        coder,
        "articles",
        title="Several injured",
        source=ref(source),
        language="en",
        original_url="https://example.org/story",
        text="Several\u00a0people were “injured”.\r\n",
    )

    assert made["text"] == "Several\u00a0people were “injured”.\r\n"
    assert (made["revision"]["number"], made["source"]["uid"]) == (1, source.uid)


def test_another_text_is_another_revision(reviewer: APIClient) -> None:
    revision = RevisionFactory(body="One.")

    after = body(patch(reviewer, revision.article, text="Two.", change_note="CORRECTION"))

    assert (after["text"], after["revision"]["number"]) == ("Two.", 2)
    assert after["revision"]["change_note"] == "CORRECTION"
    texts = Revision.objects.filter(article=revision.article).order_by("number")
    assert [text.body for text in texts] == ["One.", "Two."]


def test_the_same_text_is_no_revision(reviewer: APIClient) -> None:
    revision = RevisionFactory(body="One.")
    before = tag(revision.article)

    after = body(patch(reviewer, revision.article, text="One."))

    assert (after["revision"]["number"], after["etag"]) == (1, before)


def test_no_text_is_taken_away(reviewer: APIClient) -> None:
    revision = RevisionFactory(body="One.")

    assert faults(patch(reviewer, revision.article, text=None), 422) == {"/text": "permanent"}
    assert body(put(reviewer, revision.article, title="New"))["text"] == "One."


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"at": "2024-08-06T11:16:30+02:00"}, ("2024-08-06", "2024-08-06T09:16:30Z", True)),
        ({"day": "2024-08-06"}, ("2024-08-06", None, False)),
        ({"raw": "2024-08-06 09:16:30"}, ("2024-08-06", None, False)),
        ({"raw": "last Tuesday"}, (None, None, False)),
        ({"raw": "Tuesday", "day": "2024-08-06"}, ("2024-08-06", None, False)),
    ],
)
def test_a_date_of_publication_is_as_precise_as_it_was_given(
    coder: APIClient, given: dict[str, Any], shown: tuple[Any, ...]
) -> None:
    published = make(coder, "articles", title="A story", published=given)["published"]

    assert (published["day"], published["at"], published["timezone_known"]) == shown
    assert published["raw"] == given.get("raw")


def test_a_known_instant_gives_way_to_a_day(reviewer: APIClient) -> None:
    made = make(reviewer, "articles", title="A story", published={"at": "2024-08-06T09:16:30Z"})

    answer = reviewer.patch(
        made["url"], {"published": {"day": "2024-08-05"}}, headers={"If-Match": made["etag"]}
    )

    published = body(answer)["published"]
    assert (published["day"], published["at"]) == ("2024-08-05", None)


def test_an_article_whose_words_are_used_is_not_deleted(reviewer: APIClient) -> None:
    passage = PassageFactory()
    article = passage.revision.article

    answer = reviewer.delete(address(article), headers={"If-Match": tag(article)})

    assert answer.status_code == 409
    assert passage.supports.uid in answer.json()["detail"]


def test_what_breaks_the_schema_is_named(coder: APIClient) -> None:
    answer = coder.post(
        f"{ROOT}/articles/",
        {"title": "", "published": {"day": "2024-02-30", "at": "yesterday", "on": 1}},
    )

    assert faults(answer, 400) == {
        "/title": "empty",
        "/published/day": "not_a_day",
        "/published/at": "not_an_instant",
        "/published/on": "unknown_field",
    }


def test_an_address_must_be_one(coder: APIClient) -> None:
    answer = coder.post(f"{ROOT}/articles/", {"title": "x", "original_url": "no address"})

    assert faults(answer, 422) == {"/original_url": "invalid"}


def test_articles_without_words_are_deleted(reviewer: APIClient) -> None:
    article = ArticleFactory()

    answer = reviewer.delete(address(article), headers={"If-Match": tag(article)})

    assert answer.status_code == 204
