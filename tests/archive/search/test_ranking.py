"""Matches by relevance: the best first, each once, to the last, under any filter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive import search
from archive.models import Actor, Article
from archive.search import ranking
from tests.archive.search.engine import found, in_order
from tests.factories import ActorFactory, AliasFactory, ArticleFactory, RevisionFactory

pytestmark = pytest.mark.django_db


def article(title, body):
    made = ArticleFactory(title=title)
    RevisionFactory(article=made, body=body)
    return made


def test_a_word_in_the_title_weighs_more():
    in_text = article("A day in Vell", "The convoy came, " + "and nothing else happened. " * 10)
    in_title = article("The convoy", "It came, " + "and nothing else happened. " * 10)
    article("Another day", "Nothing at all.")
    article("A third day", "Nothing again.")
    article("A fourth day", "Nothing still.")
    assert in_order("convoy", "article") == [in_title, in_text]


def test_a_name_weighs_more_than_an_alias():
    alias = ActorFactory(name="Northern Command of the Front")
    AliasFactory(actor=alias, text="Brigade")
    name = ActorFactory(name="Brigade")
    ActorFactory.create_batch(4)
    assert in_order("brigade", "actor") == [name, alias]


def test_equal_matches_come_latest_first():
    articles = [article("Same", "Same words") for _ in range(5)]
    assert in_order("same", "article", limit=2) == articles[::-1]


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_pages_hold_every_match_once(limit):
    for number in range(20):
        article("Rocket " * (number % 3 + 1), "attack " * (number % 4) + f"number {number}")
    ranked = in_order("rocket OR attack", "article", limit=limit)
    assert len(ranked) == 20
    assert set(ranked) == found("rocket OR attack", "article")
    assert ranked == in_order("rocket OR attack", "article", limit=50)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 10])
def test_pages_go_on_below_what_is_scored(limit, monkeypatch):
    monkeypatch.setattr(ranking, "RANKED", 4)
    articles = [article(f"Rocket {'other ' * n}", "text") for n in (5, 1, 4, 2, 3, 0, 6)]
    ranked = in_order("rocket", "article", limit=limit)
    best = sorted(articles[3:], key=lambda a: len(a.title))
    assert ranked == [*best, *articles[2::-1]]


def test_filter_of_the_queryset_is_kept():
    kept = ArticleFactory(title="Rocket", language="fr")
    ArticleFactory(title="Rocket", language="en")
    assert in_order("rocket", "article", Article.objects.filter(language="fr")) == [kept]
    assert in_order("rocket", "article", Article.objects.none()) == []
    assert in_order("rocket", "article", Article.objects.filter(language__in=[])) == []


def test_filter_over_relations_and_matches_is_kept():
    actor = ActorFactory(name="Brigade")
    AliasFactory(actor=actor, text="The Fourth")
    other = ActorFactory(name="Brigade")
    queryset = Actor.objects.filter(aliases__text="The Fourth")
    assert in_order("brigade", "actor", queryset) == [actor]
    node = search.parse("fourth", "actor")
    assert set(Actor.objects.exclude(search.Matching("actor", node))) == {other}


def test_records_added_during_the_walk_move_none(monkeypatch):
    for number in range(6):
        article("Rocket", "word " * number)
    node = search.parse("rocket", "article")
    seen, place = [], None
    while True:
        rows, place = search.ranked(Article.objects.all(), "article", node, limit=2, after=place)
        seen += [row.id for row in rows]
        if place is None:
            break
        article("Rocket rocket rocket", "rocket")
        article("Unrelated", "word " * 50)
    assert len(seen) == len(set(seen)) == 6


def test_the_last_row_of_a_page_may_vanish():
    articles = [article("Rocket", "Same") for _ in range(5)]
    node = search.parse("rocket", "article")
    rows, place = search.ranked(Article.objects.all(), "article", node, limit=2)
    Article.objects.filter(pk=articles[3].pk).delete()
    rest, _ = search.ranked(Article.objects.all(), "article", node, limit=9, after=place)
    assert [row.id for row in [*rows, *rest]] == [a.pk for a in articles[::-1]]


class TestAnyWalk(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12),
        st.integers(1, 5),
        st.integers(1, 14),
    )
    def test_pages_are_the_whole_in_order(self, counts, limit, scored):
        for rockets, attacks in counts:
            ActorFactory(name="rocket " * rockets + "attack " * attacks + "x")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ranking, "RANKED", scored)
            walked = in_order("rocket OR attack", "actor", limit=limit)
            whole = in_order("rocket OR attack", "actor", limit=500)
        assert walked == whole
        assert set(walked) == found("rocket OR attack", "actor")


@pytest.mark.parametrize("scored", [3, 100])
@pytest.mark.parametrize("hidden", [(), (0, 1, 2), tuple(range(9)), (8, 9, 10, 11)])
def test_a_filter_that_keeps_most_gives_the_same_pages(scored, hidden, monkeypatch):
    monkeypatch.setattr(ranking, "RANKED", scored)
    for number in range(12):
        article(f"Rocket {'other ' * (number % 5)}", "text")
    shown = Article.objects.order_by("pk")
    Article.objects.filter(pk__in=[shown[n].pk for n in hidden]).update(review_status="draft")
    node = search.parse("rocket", "article")
    kept = "SELECT 1 FROM archive_article a WHERE a.id = {} AND a.is_public"
    matches = search.matching("article", node)

    def walked(**options):
        walk = search.Walk(matches, "archive_article", kept.format(matches.id), (), **options)
        rows, bounds = walk.first(3)
        while rows and (more := walk.beyond(search.Place(bounds, rows[-1]), 3)):
            rows += more
        return [row.id for row in rows]

    quick = walked(keeps_most=True)
    assert len(quick) == len(set(quick)) == 12 - len(hidden)
    if scored == 100:
        assert quick == walked()
