"""What is proposed for a text: the first story as people coded it, and any text at all."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.drafting import (
    DateProposal,
    MentionProposal,
    StatementProposal,
    Words,
    propose,
    read_text,
)
from archive.drafting.mentions import Named, by_text
from archive.models import Statement
from archive.models.dated import date_problems
from tests.archive.first_story import DOCUMENT, FIXTURE
from tests.factories import (
    ActorFactory,
    AliasFactory,
    ArticleFactory,
    ImportedRowFactory,
    PlaceFactory,
    RevisionFactory,
)

BODY = DOCUMENT.read_text(encoding="utf-8")[103:2848]
PUBLISHED = date(2024, 8, 6)

# Pieces that the rules look for, put together as nobody would write them.
PIECES = st.lists(
    st.sampled_from(
        [
            "“",
            "”",
            '"',
            "‘",
            "’",
            "'",
            "«",
            "»",
            "``",
            "''",
            "said,",
            "said",
            "told",
            "called",
            "according to",
            "the official",
            "Ana Ruiz",
            "Mayor",
            ",",
            ".",
            "?",
            ":",
            "—",
            "(",
            ")",
            "\n\n",
            "\n",
            "he",
            "she",
            "it",
            "and",
            "that",
            "Monday",
            "July 18",
            "last week",
            "Vell",
            "in",
            "US-led",
            "\xa0",
            "“We",
        ]
    ),
    max_size=40,
).map(" ".join)
NAMES = by_text(
    [
        Named("Ana Ruiz", "actor", "act_1", "Ana Ruiz", person=True),
        Named("Vell", "place", None, "Vell", country="VE", state=True),
        Named("US", "actor", "act_2", "United States", state=True),
    ]
)


def statements_of(proposals):
    return [each for each in proposals if isinstance(each, StatementProposal)]


def mentions_of(proposals):
    return [(m.words.exact, m.record, m.uid) for m in proposals if isinstance(m, MentionProposal)]


def passages_of(proposal) -> list[Words]:
    if isinstance(proposal, StatementProposal):
        designations = [each.alias for each in proposal.speakers if each.alias is not None]
        return [*proposal.passages, *designations]
    return [proposal.words]


def test_first_story_gives_its_quotations_with_their_speakers():
    found = [
        (
            each.form,
            each.anonymity,
            [speaker.name for speaker in each.speakers],
            [words.span for words in each.content if words.quoted],
        )
        for each in statements_of(read_text(BODY, published=PUBLISHED))
    ]
    assert found == [
        ("direct", "unnamed_individual", ["a US defense official"], [(160, 279), (301, 427)]),
        ("mixed", "institution", ["US Defense Department"], [(533, 554)]),
        ("relayed", "named", ["Lloyd Austin", "Yoav Gallant"], [(688, 883)]),
        ("relayed", "named", ["Lloyd Austin"], [(916, 1056)]),
        ("mixed", "named", ["Sabrina Singh"], [(1906, 1917)]),
        ("direct", "named", ["Sabrina Singh"], [(1962, 2123)]),
        ("direct", "named", ["Joe Biden"], [(2455, 2545), (2586, 2685)]),
    ]


@pytest.mark.django_db
def test_first_story_is_proposed_as_people_coded_its_quotations():
    call_command("loaddata", FIXTURE, verbosity=0)
    coded = {
        statement.text: (
            statement.form,
            statement.anonymity,
            statement.medium,
            statement.verbatim,
            statement.relayed_by.uid if statement.relayed_by else None,
            {p.actor.uid for p in statement.participants.all() if p.role == "speaker"},
            {(p.start, p.end) for p in statement.passages.all() if p.role == "content"},
        )
        for statement in Statement.objects.filter(passages__quoted=True).distinct()
    }
    revision = Statement.objects.first().revision
    proposed = {
        each.text: (
            each.form,
            each.anonymity,
            each.medium,
            each.verbatim,
            each.relayed_by,
            {speaker.uid for speaker in each.speakers},
            {(words.start, words.end) for words in each.content},
        )
        for each in statements_of(propose(revision))
    }
    assert proposed == coded


def test_first_story_gives_its_dates():
    found = {
        each.words.exact: (each.when.earliest, each.when.latest, each.when.semantics)
        for each in read_text(BODY, published=PUBLISHED)
        if isinstance(each, DateProposal)
    }
    assert found == {
        "Monday": (date(2024, 8, 5), date(2024, 8, 5), "exact_day"),
        "today": (None, None, "unknown"),  # in a quotation: nobody says on which day
        "late Monday": (date(2024, 8, 5), date(2024, 8, 5), "exact_day"),
        "last week": (date(2024, 7, 29), date(2024, 8, 4), "one_day_within"),
        "last month": (date(2024, 7, 1), date(2024, 7, 31), "one_day_within"),
        "July 18": (date(2024, 7, 18), date(2024, 7, 18), "exact_day"),
        "Between October 17 and January 29": (date(2023, 10, 17), date(2024, 1, 29), "interval"),
    }


def test_statement_is_dated_by_its_cue_alone():
    said = {
        each.text[:12]: each.said.words.exact if each.said else None
        for each in statements_of(read_text(BODY, published=PUBLISHED))
    }
    assert said == {
        "We can confi": None,
        "blamed Iran-": "late Monday",
        "agreed that ": None,
        "unwavering U": None,
        "that it was ": "last month",
        "We know that": "July 18",
        "The United S": None,
    }


@pytest.mark.parametrize("body", ["", " \n\n ", "Rain fell.", "It was “fine”.", "“” ‘ \" '"])
def test_nothing_is_proposed_where_nothing_stands(body):
    assert read_text(body, published=PUBLISHED) == []


def test_text_in_another_language_is_searched_for_known_names_alone():
    body = "„Wir gehen“, sagte Ana Ruiz am Montag, July 18."
    proposals = read_text(body, published=PUBLISHED, language="de-AT", names=NAMES)
    assert mentions_of(proposals) == [("Ana Ruiz", "actor", "act_1")]
    assert len(proposals) == 1


@settings(deadline=None)
@given(PIECES | st.text(max_size=80), st.dates() | st.none())
def test_any_text_gives_passages_of_its_own_words(body, published):
    contents = []
    for proposal in read_text(body, published=published, names=NAMES):
        for words in passages_of(proposal):
            assert 0 <= words.start < words.end <= len(body)
            assert body[words.start : words.end] == words.exact
        if isinstance(proposal, StatementProposal):
            assert proposal.text
            contents.append([words.span for words in proposal.content if words.quoted])
        if isinstance(proposal, DateProposal):
            when = proposal.when
            assert date_problems(when.semantics, when.earliest, when.latest) == {}
    spans = sorted(span for group in contents for span in group)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(PIECES)
def test_same_text_gives_the_same_proposals(body):
    one, other = (read_text(body, published=PUBLISHED, names=NAMES) for _ in range(2))
    assert one == other


# --- Names that the archive knows ---------------------------------------------------------------


def drafted(body: str, **article):
    return propose(RevisionFactory(article=ArticleFactory(**article), body=body))


@pytest.mark.django_db
def test_actors_are_known_by_name_and_alias_and_as_their_survivor():
    ruiz = ActorFactory(name="Ana Ruiz")
    AliasFactory(actor=ruiz, text="Mayor Ruiz-Lopez")
    merged = ActorFactory(name="Ana R. Ruiz", merged_into=ruiz)
    body = "Mayor Ruiz-Lopez left. Ana R. Ruiz stayed. Ana Ruiz slept."
    assert mentions_of(drafted(body)) == [
        ("Mayor Ruiz-Lopez", "actor", ruiz.uid),
        ("Ana R. Ruiz", "actor", ruiz.uid),
        ("Ana Ruiz", "actor", ruiz.uid),
    ]
    assert merged.uid not in str(mentions_of(drafted(body)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"review_status": "retracted", "retraction_reason": "A mistake."},
        {"review_status": "draft", "origin": "machine", "imported": True},
    ],
)
def test_actors_that_nobody_stands_for_are_not_known(values):
    if values.pop("imported", False):
        values["imported_row"] = ImportedRowFactory()
    ActorFactory(name="Ana Ruiz", **values)
    assert mentions_of(drafted("Ana Ruiz left.")) == []


@pytest.mark.django_db
def test_descriptions_are_known_in_their_own_article_alone():
    article = ArticleFactory()
    officer = ActorFactory(unnamed=True, article=article)
    AliasFactory(actor=officer, text="Officer of the watch", kind="description")
    group = ActorFactory(name="Vell police (all)", identity="generic")
    AliasFactory(actor=group, text="Police", kind="description")
    body = "Officer of the watch left. Police came."
    here = RevisionFactory(article=article, body=body)
    assert mentions_of(propose(here)) == [("Officer of the watch", "actor", officer.uid)]
    assert mentions_of(drafted(body)) == []


@pytest.mark.django_db
def test_short_names_count_beside_a_full_name_alone():
    ruiz = ActorFactory(name="Ana Ruiz")
    AliasFactory(actor=ruiz, text="Ruiz", kind="short_name")
    assert mentions_of(drafted("Ruiz left.")) == []
    assert [exact for exact, _, _ in mentions_of(drafted("Ana Ruiz came. Ruiz left."))] == [
        "Ana Ruiz",
        "Ruiz",
    ]


@pytest.mark.django_db
def test_countries_are_places_where_they_are_places_and_actors_where_they_act():
    iran = ActorFactory(name="Islamic Republic", kind="state", country="IR")
    iraq = PlaceFactory(name="Republic of Iraq", kind="country", country="IQ")
    body = "Iran said it was hit in Iran and in western Iraq, not in Chad."
    assert mentions_of(drafted(body)) == [
        ("Iran", "actor", iran.uid),
        ("Iran", "place", None),
        ("Iraq", "place", iraq.uid),
        ("Chad", "place", None),
    ]


@pytest.mark.django_db
def test_speaker_is_the_actor_of_the_archive():
    ruiz = ActorFactory(name="Ana Ruiz")
    (statement,) = statements_of(drafted("“We left at noon,” Mayor Ana Ruiz said."))
    assert [(each.name, each.uid) for each in statement.speakers] == [("Ana Ruiz", ruiz.uid)]


@pytest.mark.django_db
def test_article_without_a_day_leaves_relative_dates_open():
    proposals = drafted("It was on Monday, and on July 18, 2017.", undated=True)
    assert [(each.words.exact, each.when.semantics) for each in proposals] == [
        ("Monday", "unknown"),
        ("July 18, 2017", "exact_day"),
    ]


@pytest.mark.django_db
def test_number_of_queries_does_not_grow_with_the_text(django_assert_max_num_queries):
    ActorFactory(name="Ana Ruiz")
    short = RevisionFactory(body="“We left at noon,” Mayor Ana Ruiz said.")
    long = RevisionFactory(body="\n\n".join([short.body] * 30))
    with django_assert_max_num_queries(12):
        assert len(propose(short)) == 2
    with django_assert_max_num_queries(12):
        assert len(propose(long)) == 60
