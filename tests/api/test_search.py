"""GET /api/v1/search/, and `q` in the lists."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest
from rest_framework.test import APIClient

from archive.models import Article
from archive.search import ranking
from tests.api.answers import body, listed, pages, refused
from tests.factories import (
    ActorFactory,
    AliasFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    RevisionFactory,
    SourceFactory,
    StatementFactory,
)

SEARCH = "/api/v1/search/"


def text_of(match: Any) -> str:
    """Return a match with what was found in square brackets."""
    return "".join(f"[{p['text']}]" if p["found"] else p["text"] for p in match["parts"])


@pytest.mark.usefixtures("first_story")
def test_search_finds_the_first_story_of_every_kind(api: APIClient) -> None:
    page = body(api.get(SEARCH, {"q": "Hizballah"}))

    assert {hit["kind"] for hit in page["results"]} == {"actor", "statement", "article"}
    hit = page["results"][0]
    assert (hit["kind"], hit["title"]) == ("actor", "Hezbollah")
    assert hit["url"] == f"http://testserver/api/v1/actors/{hit['uid']}/"
    assert hit["match"]["field"] == "alias"
    assert text_of(hit["match"]) == "Hezbollah in Lebanon; Lebanese [Hizballah]"
    assert set(hit) == {"kind", "uid", "url", "title", "match"}


@pytest.mark.usefixtures("first_story")
@pytest.mark.parametrize("query", ['"Joe Biden said"', "“joe biden said”", "Al-Asad", "hizballah"])
def test_articles_are_found_as_they_are_typed(api: APIClient, query: str) -> None:
    assert listed(api, "articles", q=query) == [Article.objects.get().uid]


@pytest.mark.usefixtures("first_story")
def test_kind_narrows_the_search(api: APIClient) -> None:
    for kinds in ("actor", "incident", "actor,article"):
        page = body(api.get(SEARCH, {"q": "iran OR israel OR us", "kind": kinds}))
        assert {hit["kind"] for hit in page["results"]} == set(kinds.split(","))


@pytest.mark.usefixtures("first_story")
@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_pages_of_the_search_hold_every_hit_once(api: APIClient, limit: int) -> None:
    whole = body(api.get(SEARCH, {"q": "us OR iran", "limit": 500}))["results"]
    walked = [
        hit
        for page in pages(api, f"{SEARCH}?q=us+OR+iran&limit={limit}")
        for hit in page["results"]
    ]
    assert walked == whole
    assert len({(hit["kind"], hit["uid"]) for hit in walked}) == len(walked) > 20


def test_search_goes_on_below_what_is_scored(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "RANKED", 2)
    for number in range(5):
        ArticleFactory(title=f"Rocket {number}")
        ActorFactory(name=f"Rocket {number}")
    walked = [hit for page in pages(api, f"{SEARCH}?q=rocket&limit=3") for hit in page["results"]]
    assert len(walked) == len({hit["uid"] for hit in walked}) == 10


def test_search_shows_only_what_the_reader_may_read(api: APIClient, staff_api: APIClient) -> None:
    ArticleFactory(title="Rocket", review_status="draft")
    shown = ArticleFactory(title="Rocket")
    for client in (api, staff_api):
        page = body(client.get(SEARCH, {"q": "rocket"}))
        assert [hit["uid"] for hit in page["results"]] == [shown.uid]


def test_search_leaves_out_what_lists_leave_out(api: APIClient) -> None:
    IncidentFactory(title="Rocket", modality="planned")
    happened = IncidentFactory(title="Rocket")
    page = body(api.get(SEARCH, {"q": "rocket"}))
    assert [hit["uid"] for hit in page["results"]] == [happened.uid]


def test_search_needs_a_query(api: APIClient) -> None:
    assert refused(api, "search") == {
        "parameter": "q",
        "code": "missing",
        "detail": "q: this has to be given.",
    }


@pytest.mark.parametrize("resource", ["search", "articles", "incidents", "statements", "actors"])
def test_a_mistake_in_the_query_is_told_with_its_position(api: APIClient, resource: str) -> None:
    assert refused(api, resource, q="rocket (attack") == {
        "parameter": "q",
        "code": "not_a_query",
        "detail": "q: This “(” is never closed. (Character 8.)",
        "position": 7,
    }


def test_a_field_of_another_kind_is_refused_by_a_list(api: APIClient) -> None:
    fault = refused(api, "actors", q="rocket title:attack")
    assert fault["position"] == 7
    assert "there are: name, alias" in fault["detail"]
    body(api.get(SEARCH, {"q": "rocket title:attack"}))


def test_a_cursor_of_another_search_is_refused(api: APIClient) -> None:
    ArticleFactory.create_batch(3, title="Rocket")
    cursor = body(api.get(SEARCH, {"q": "rocket", "limit": 1}))["next_cursor"]
    fault = refused(api, "search", 422, q="attack", cursor=cursor)
    assert fault["code"] == "cursor_of_another_list"


@pytest.mark.parametrize("number", [1, 30])
def test_search_costs_the_same_queries_for_any_number(
    api: APIClient, django_assert_max_num_queries: Any, number: int
) -> None:
    ArticleFactory.create_batch(number, title="Rocket")
    ActorFactory.create_batch(number, name="Rocket")
    with django_assert_max_num_queries(13):
        body(api.get(SEARCH, {"q": "rocket", "limit": 500}))


def test_lists_come_best_first_and_by_date_on_request(api: APIClient) -> None:
    best = ArticleFactory(title="Rocket")
    good = ArticleFactory(title="Rocket and many other things that are told at length")
    ArticleFactory(title="Nothing of it")
    assert listed(api, "articles", q="rocket") == [best.uid, good.uid]
    assert listed(api, "articles", q="rocket", ordering="rank") == [best.uid, good.uid]
    assert listed(api, "articles", q="rocket", ordering="-published") == [good.uid, best.uid]
    assert listed(api, "articles", q="rocket", ordering="published") == [best.uid, good.uid]


@pytest.mark.parametrize("resource", ["articles", "incidents", "statements", "actors"])
def test_rank_is_the_order_of_a_query_only(api: APIClient, resource: str) -> None:
    assert refused(api, resource, 422, ordering="rank")["code"] == "needs_words"


def test_query_goes_with_other_filters(api: APIClient) -> None:
    source = SourceFactory()
    both = ArticleFactory(title="Rocket", source=source, language="fr")
    ArticleFactory(title="Rocket", source=source)
    ArticleFactory(title="Rocket", language="fr")
    ArticleFactory(title="Attack", source=source, language="fr")
    for ordering in ("rank", "-published"):
        found = listed(
            api, "articles", q="rocket", source=source.uid, language="fr", ordering=ordering
        )
        assert found == [both.uid]


@pytest.mark.parametrize("ordering", ["rank", "-date", "date"])
def test_query_goes_with_filters_of_related_rows_and_dates(api: APIClient, ordering: str) -> None:
    actor = ActorFactory(name="Brigade")
    AliasFactory(actor=actor, text="The Fourth", kind="name")
    wanted = IncidentFactory(title="Rocket")
    IncidentParticipantFactory(incident=wanted, actor=actor, role="target")
    other = IncidentFactory(title="Rocket")
    IncidentParticipantFactory(incident=other, actor=actor, role="host")
    IncidentFactory(title="Rocket")
    found = listed(
        api,
        "incidents",
        q="rocket fourth",
        participant=actor.uid,
        participant_role="target",
        date_after="2000-01-01",
        ordering=ordering,
    )
    assert found == [wanted.uid]


@pytest.mark.parametrize("scored", [3, 100])
@pytest.mark.parametrize(("many", "listed_at_most"), [(1, 100), (1, 3), (100, 100)])
def test_filter_is_kept_whether_its_records_are_listed_or_asked_one_by_one(
    api: APIClient, many: int, listed_at_most: int, scored: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "RANKED", scored)
    monkeypatch.setattr(ranking, "_MANY_MATCHES", many)
    monkeypatch.setattr(ranking, "_LISTED", listed_at_most)
    wanted = [
        ArticleFactory(title="Rocket " + "other " * (number % 3), language="fr").uid
        for number in range(7)
    ]
    ArticleFactory(title="Rocket", language="fr", review_status="draft")
    ArticleFactory.create_batch(3, title="Rocket")
    ArticleFactory(language="fr")
    url = "/api/v1/articles/?q=rocket&language=fr&published_after=2000-01-01&limit=2"
    seen = [article["uid"] for page in pages(api, url) for article in page["results"]]
    assert sorted(seen) == sorted(wanted)


@pytest.mark.parametrize("ordering", ["rank", "-published"])
@pytest.mark.parametrize("scored", [1, 4, 100])
def test_pages_lead_forth_and_back(
    api: APIClient, ordering: str, scored: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "RANKED", scored)
    for number in range(9):
        ArticleFactory(title="Rocket " + "other " * (number % 3))
    url = f"/api/v1/articles/?q=rocket&ordering={ordering}&limit=2"
    forth = [[a["uid"] for a in page["results"]] for page in pages(api, url)]
    assert [len(page) for page in forth] == [2, 2, 2, 2, 1]
    assert list(chain.from_iterable(forth)) == listed(
        api, "articles", q="rocket", ordering=ordering
    )
    *_, last = pages(api, url)
    back = [
        [a["uid"] for a in page["results"]] for page in pages(api, last["previous"], "previous")
    ]
    assert back == forth[-2::-1]


def test_records_added_between_pages_move_none(api: APIClient) -> None:
    ArticleFactory.create_batch(6, title="Rocket attack")
    seen = []
    for page in pages(api, "/api/v1/articles/?q=rocket&limit=2"):
        seen += [article["uid"] for article in page["results"]]
        ArticleFactory(title="Rocket")
    assert len(seen) == len(set(seen)) == 6


@pytest.mark.parametrize("how", ["bounded", "exact"])
def test_matches_are_counted(api: APIClient, how: str) -> None:
    ArticleFactory.create_batch(4, title="Rocket")
    ArticleFactory(title="Attack")
    page = body(api.get("/api/v1/articles/", {"q": "rocket", "count": how, "limit": 2}))
    assert (page["count"], page["count_relation"]) == (4, "exact")


def test_match_is_shown_on_request(api: APIClient) -> None:
    article = ArticleFactory(title="Shelling")
    RevisionFactory(article=article, body="The depot burned; the U.S. base did not.")
    query = {"q": "us", "expand": "match", "fields": "uid"}
    (found,) = body(api.get("/api/v1/articles/", query))["results"]
    assert set(found) == {"uid", "match"}
    assert found["match"]["field"] == "text"
    assert text_of(found["match"]) == "The depot burned; the [U.S.] base did not."
    (found,) = body(api.get("/api/v1/articles/", {"expand": "match"}))["results"]
    assert found["match"] is None
    (found,) = body(api.get("/api/v1/articles/", {"q": "us"}))["results"]
    assert "match" not in found


def test_match_is_shown_in_every_list(api: APIClient) -> None:
    IncidentFactory(title="Rocket", summary=None)
    StatementFactory(text="Rocket")
    ActorFactory(name="Rocket")
    for resource in ("incidents", "statements", "actors"):
        page = body(api.get(f"/api/v1/{resource}/", {"q": "rocket", "expand": "match"}))
        assert [text_of(each["match"]) for each in page["results"]] == ["[Rocket]"]


@pytest.mark.parametrize("number", [1, 30])
def test_list_of_matches_costs_the_same_queries_for_any_number(
    api: APIClient, django_assert_max_num_queries: Any, number: int
) -> None:
    ArticleFactory.create_batch(number, title="Rocket")
    with django_assert_max_num_queries(5):
        body(api.get("/api/v1/articles/", {"q": "rocket", "expand": "match"}))
