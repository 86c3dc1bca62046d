"""Why a record matched: the words as printed, marked."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive import search
from archive.search import Part, QueryError, parse
from archive.search.folding import words
from archive.search.snippets import WIDTH, snippet
from tests.factories import (
    ActorFactory,
    AliasFactory,
    ArticleFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    RevisionFactory,
)


def shown(query, text):
    """Return a snippet with its matches in square brackets."""
    found = snippet(parse(query, "article"), {"text": text})
    return "".join(f"[{part.text}]" if part.match else part.text for part in found.parts)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("rocket", "A Rocket attack", "A [Rocket] attack"),
        ('"joe biden said"', "Joe Biden\xa0said so", "[Joe Biden\xa0said] so"),
        ("hizbullah", "the Ḥizbullāh’s men", "the [Ḥizbullāh]’s men"),
        ("al-asad", "at Al‑Asad, Alasad", "at [Al‑Asad], Alasad"),
        ("us", "US and U.S. and u.s. and USA", "[US] and [U.S.] and u.s. and USA"),
        ("unhcr", "the U.N.H.C.R.", "the [U.N.H.C.R.]"),
        ("strasse aero fine", "Straße, Ærø, ﬁne", "[Straße], [Ærø], [ﬁne]"),
        ("hizballah", "Hiz\u00adballah", "[Hiz\u00adballah]"),
        ("ايضا", "أَيْضًا", "[أَيْضًا]"),
        ("att*", "attacks at attic-base", "[attacks] at [attic]-base"),
        ("rocket -drone", "rocket, drone", "[rocket], drone"),
        ("rocket OR drone", "rocket, drone", "[rocket], [drone]"),
        ('"rocket attack" rocket', "rocket attack, rocket", "[rocket attack], [rocket]"),
        ("title:rocket", "rocket", "rocket"),
        ("absent", "nothing of it", "nothing of it"),
    ],
)
def test_snippet_marks_the_words_as_printed(query, text, expected):
    assert shown(query, text) == expected


def test_snippet_is_cut_around_what_was_found():
    text = "some words " * 100 + "the needle in the haystack " + "other words " * 100
    found = shown("needle haystack", text)
    assert found.startswith("…")
    assert found.endswith("…")
    assert "the [needle] in the [haystack] other" in found
    assert len(found) < WIDTH + 10


def test_snippet_shows_the_start_where_nothing_is_marked():
    found = snippet(parse("title:x", "article"), {"text": "word " * 100})
    assert found.parts[0].text.startswith("word word")
    assert found.parts[0].text.endswith("…")


def test_snippet_comes_from_the_first_field_that_has_the_words():
    texts = {"text": "nothing", "title": "A rocket"}
    found = snippet(parse("rocket", "article"), texts)
    assert (found.field, found.parts) == (
        "title",
        (Part("A ", match=False), Part("rocket", match=True)),
    )


@pytest.mark.django_db
def test_snippets_of_records():
    article = ArticleFactory(title="Shelling")
    RevisionFactory(article=article, body="The depot burned.")
    found = search.snippets("article", parse("depot", "article"), [article.pk])
    assert found[article.pk].parts == (
        Part("The ", match=False),
        Part("depot", match=True),
        Part(" burned.", match=False),
    )
    actor = ActorFactory(name="Hezbollah")
    AliasFactory(actor=actor, text="Hizballah")
    incident = IncidentFactory(summary=None, title="A strike")
    IncidentParticipantFactory(incident=incident, actor=actor)
    found = search.snippets("incident", parse("hizballah", "incident"), [incident.pk])
    assert found[incident.pk].field == "participant"
    assert found[incident.pk].parts == (
        Part("Hezbollah; ", match=False),
        Part("Hizballah", match=True),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 30])
def test_snippets_cost_one_query(number, django_assert_num_queries):
    articles = ArticleFactory.create_batch(number)
    with django_assert_num_queries(1):
        search.snippets("article", parse("shelling", "article"), [a.pk for a in articles])
    with django_assert_num_queries(0):
        search.snippets("article", parse("shelling", "article"), [])


@given(
    st.sampled_from(["rocket", "Al-Asad", "U.S.", "straße", "attack*", '"a b"', "ο", "ффи"]),
    st.text(st.sampled_from("aAbBsStTrR.-’ \xa0éßﬁﬀ\u0301\u00adUSΟοffi\n"), max_size=400),
)
def test_snippet_is_a_piece_of_the_text_and_marks_what_folds_to_the_query(query, text):
    try:
        node = parse(query, "article")
    except QueryError:
        assume(False)
    found = snippet(node, {"text": text})
    whole = "".join(part.text for part in found.parts)
    assert whole.removeprefix("…").removesuffix("…") in text
    assert all(part.text for part in found.parts)
    for part in found.parts:
        if part.match:
            folded = words(part.text)
            assert folded[: len(node.words)][:-1] == list(node.words)[:-1]
            last = folded[len(node.words) - 1]
            assert last.startswith(node.words[-1]) if node.prefix else last == node.words[-1]
