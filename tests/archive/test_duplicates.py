"""Likely duplicates: each reason, what is no reason, and a walk through the archive."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.duplicates import likely_pairs, likely_same_as, pairs, take_back, tell_apart
from archive.errors import ArchiveError
from archive.models import Actor, DistinctPair
from tests.factories import (
    ActorFactory,
    AliasFactory,
    ArticleFactory,
    ExternalIdFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentPlaceFactory,
    PlaceFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2024, 2, 3)


def found(kind: str, reason: str | None = None) -> list[tuple[int, int, list[str]]]:
    """Return the pairs of a kind, each with its reasons in words."""
    listed = likely_pairs(kind, reason).pairs
    return [(pair.one, pair.other, [str(clue) for clue in pair.clues]) for pair in listed]


def on_a_day(place=None, first=DAY, last=None, precision="exact_site", **fields):
    """Return an incident at a place on a day, or on one of some days."""
    incident = IncidentFactory(
        date_earliest=first,
        date_latest=last or first,
        **{"date_semantics": "one_day_within" if last else "exact_day", **fields},
    )
    where = place or PlaceFactory(name="Basra", kind="city", country="IQ")
    IncidentPlaceFactory(incident=incident, place=where, geo_precision=precision)
    return incident


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("Hezbollah", "Ḥezbollāh", "Ḥezbollāh"),
        ("U.S. Forces", "US forces", "US forces"),
        ("Joe Biden", ("Joseph R. Biden", "JOE BIDEN"), "JOE BIDEN"),
        (("Joseph R. Biden", "Joe Biden"), "joe biden", "joe biden"),
        (("Biden, J.", "Joe Biden"), ("Joseph R. Biden", "Joe   Biden"), "Joe   Biden"),
    ],
)
def test_actors_are_likely_one_when_a_name_or_alias_is_equal_after_folding(first, second, said):
    older, newer = named(first), named(second)

    assert found("actor") == [(newer.pk, older.pk, [f"The same name: {said}"])]


def named(given, **fields):
    name, *aliases = [given] if isinstance(given, str) else given
    actor = ActorFactory(name=name, **fields)
    for text in aliases:
        AliasFactory(actor=actor, text=text, kind="spelling")
    return actor


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"unnamed": True, "name": "Official"}, {"unnamed": True, "name": "Official"}),
        ({"kind": "party"}, {"kind": "armed_group"}),
        ({"country": "IQ"}, {"country": "IR"}),
        ({"review_status": "retracted", "retraction_reason": "No."}, {}),
        ({"name": "?!"}, {"name": "…"}),
    ],
    ids=["unnamed", "kind", "country", "retracted", "signs"],
)
def test_actors_are_not_one_who(one, other):
    for fields in (one, other):
        ActorFactory(**{"name": "Hezbollah", "kind": "party", **fields})

    assert found("actor") == []


def test_unnamed_actors_are_not_suggested_by_an_identifier_either():
    article = ArticleFactory()
    for actor in ActorFactory.create_batch(2, unnamed=True, name="Official", article=article):
        ExternalIdFactory(actor=actor, scheme="wikidata", value="Q1")

    assert found("actor") == []


def test_actors_of_one_article_are_not_compared_with_those_known_everywhere():
    ActorFactory(name="Ali")
    ActorFactory(name="Ali", scope="article", article=ArticleFactory())

    assert found("actor") == []


def test_a_short_name_that_several_have_tells_nothing():
    for actor in (ActorFactory(name="Joe Biden"), ActorFactory(name="Hunter Biden")):
        AliasFactory(actor=actor, text="Biden", kind="short_name")

    assert found("actor") == []


def test_initials_are_those_of_one_only_in_one_country():
    for country in ("IR", "IR", "SY", None):
        actor = ActorFactory(kind="military", country=country)
        AliasFactory(actor=actor, text="IRGC", kind="acronym")
    named_so = ActorFactory(name="IRGC", kind="military", country="SY")

    first, second, third, fourth = Actor.objects.exclude(pk=named_so.pk).order_by("pk")
    assert [row[:2] for row in found("actor")] == [
        (named_so.pk, fourth.pk),
        (named_so.pk, third.pk),
        (second.pk, first.pk),
    ]


def test_an_unknown_kind_or_country_tells_nobody_apart():
    older = ActorFactory(name="Hezbollah", kind="party", country="LB")
    newer = ActorFactory(name="Hezbollah", kind="unknown", country=None)

    assert found("actor") == [(newer.pk, older.pk, ["The same name: Hezbollah"])]


@pytest.mark.parametrize("kind", ["actor", "place", "incident"])
def test_one_identifier_is_that_of_one_thing_and_two_are_those_of_two(kind):
    factory = {"actor": ActorFactory, "place": PlaceFactory, "incident": IncidentFactory}[kind]
    older, newer, third = factory.create_batch(3)
    for record, value in ((older, "Q1"), (newer, "Q1"), (third, "Q2")):
        ExternalIdFactory(**{kind: record}, scheme="wikidata", value=value)

    assert found(kind) == [(newer.pk, older.pk, ["The same external identifier: wikidata:Q1"])]


def test_names_tell_nothing_where_identifiers_of_one_scheme_differ():
    for value in ("Q1", "Q2"):
        ExternalIdFactory(actor=ActorFactory(name="Ali Hassan"), scheme="wikidata", value=value)
    basra = PlaceFactory(name="Basra", kind="city", country="IQ")
    for value in ("1", "2"):
        ExternalIdFactory(incident=on_a_day(basra), scheme="ucdp", value=value)

    assert (found("actor"), found("incident")) == ([], [])


def test_merged_records_are_not_suggested_again():
    older, newer = ActorFactory.create_batch(2, name="Hezbollah")
    newer.merged_into = older
    newer.save()

    assert found("actor") == []


@pytest.mark.parametrize(
    ("one", "other", "is_likely"),
    [
        ({}, {"name": "Baṣra"}, True),
        ({}, {"kind": "admin1"}, False),
        ({}, {"country": "IR"}, False),
        ({}, {"country": None}, False),
        ({"lat": 30.5, "lon": 47.8}, {"country": None, "lat": 30.51, "lon": 47.8}, True),
        ({"lat": 30.5, "lon": 47.8}, {"lat": 31.5, "lon": 47.8}, False),
        ({"lat": 30.5, "lon": 47.8}, {"lat": 30.5, "lon": 48.8}, False),
        ({"lat": 70.0, "lon": 47.8}, {"lat": 70.0, "lon": 48.3}, True),
        ({"lat": 1.0, "lon": 179.99}, {"lat": 1.0, "lon": -179.99}, True),
    ],
)
def test_places_are_likely_one_by_name_kind_country_and_distance(one, other, is_likely):
    older, newer = (
        PlaceFactory(**{"name": "Basra", "kind": "city", "country": "IQ", **NOWHERE, **fields})
        for fields in ({**one, **basis(one)}, {**other, **basis(other)})
    )

    assert found("place") == [(newer.pk, older.pk, ["The same name: " + newer.name])] * is_likely


NOWHERE = {"lat": None, "lon": None, "coordinate_basis": None}


def basis(fields):
    return {"coordinate_basis": "gazetteer"} if "lat" in fields else {}


@pytest.mark.parametrize(
    ("one", "other", "is_likely"),
    [
        ({}, {}, True),
        ({}, {"first": date(2024, 2, 2), "last": date(2024, 2, 4)}, True),
        ({"first": date(2024, 2, 2), "last": date(2024, 2, 3)}, {}, True),
        ({"first": date(2024, 2, 1), "last": date(2024, 2, 2)}, {}, False),
        ({}, {"first": date(2024, 2, 1), "last": date(2024, 2, 4)}, False),
        ({}, {"event_type": "PROTEST", "event_mode": None}, False),
        ({}, {"event_mode": None}, True),
        ({}, {"kind": "aggregate"}, False),
        ({}, {"modality": "suspected"}, True),
        ({}, {"modality": "planned"}, False),
        ({}, {"precision": "admin1"}, False),
        ({}, {"date_semantics": "unknown"}, False),
        ({}, {"review_status": "retracted", "retraction_reason": "No."}, False),
    ],
)
def test_incidents_are_likely_one_by_day_place_and_type(one, other, is_likely):
    basra = PlaceFactory(name="Basra", kind="city", country="IQ")
    older, newer = on_a_day(basra, **one), on_a_day(basra, **other)

    expected = (newer.pk, older.pk, ["The same day, place and type: Basra"])
    assert found("incident") == [expected] * is_likely
    assert bool(likely_same_as(older)) is bool(likely_same_as(newer)) is is_likely


def test_a_whole_country_is_not_one_place():
    iraq = PlaceFactory(name="Iraq", kind="country", country="IQ", **NOWHERE)
    for _ in range(2):
        on_a_day(iraq)
    on_a_day()
    on_a_day()

    assert found("incident") == []


def test_incidents_that_somebody_linked_are_one_only_where_the_link_says_so():
    basra = PlaceFactory(name="Basra", kind="city", country="IQ")
    first, second, third = (on_a_day(basra) for _ in range(3))
    IncidentLinkFactory(from_incident=first, to_incident=second, kind="precedes")
    IncidentLinkFactory(from_incident=third, to_incident=second, kind="precedes")
    IncidentLinkFactory(from_incident=first, to_incident=third, kind="possible_same_as")

    assert found("incident") == [(third.pk, first.pk, ["Linked as possibly the same"])]


def test_pairs_that_somebody_told_apart_are_suggested_again_only_when_that_is_taken_back():
    older, newer = ActorFactory.create_batch(2, name="George Bush")
    said = tell_apart(newer, older, by="reviewer", reason="Father and son.")

    assert (said.one, said.other, said.by, said.reason) == (
        older.pk,
        newer.pk,
        "reviewer",
        "Father and son.",
    )
    assert (found("actor"), likely_same_as(older)) == ([], [])
    assert take_back(older, newer) is True
    assert take_back(older, newer) is False
    assert [row[:2] for row in found("actor")] == [(newer.pk, older.pk)]


def test_who_tells_apart_again_says_the_last_word():
    one, other = ActorFactory.create_batch(2)
    tell_apart(one, other, by="ana", reason="Two.")
    tell_apart(other, one, by="bo", reason="Still two.")

    assert DistinctPair.objects.values_list("by", "reason").get() == ("bo", "Still two.")


def test_a_record_is_told_apart_from_another_of_its_kind_alone():
    actor = ActorFactory()
    for other in (actor, PlaceFactory()):
        with pytest.raises(ArchiveError):
            tell_apart(actor, other, by="ana")


def test_a_walk_finds_every_pair_once_the_newest_first(monkeypatch):
    monkeypatch.setattr(pairs, "STRETCH", 3)
    actors = []
    for number in range(4):
        actors += ActorFactory.create_batch(3, name=f"Brigade {number}")
        ActorFactory()
    walked, start = [], None
    for _ in range(50):
        page = likely_pairs("actor", start=start, most=2)
        walked += [(pair.one, pair.other) for pair in page.pairs]
        start = page.then
        if start is None:
            break

    expected = [
        (newer.pk, older.pk) for newer in actors for older in actors if same_brigade(newer, older)
    ]
    assert start is None
    assert walked == sorted(expected, reverse=True)


def same_brigade(newer, older) -> bool:
    return bool(newer.name == older.name and newer.pk > older.pk)


@pytest.mark.parametrize("kind", ["actor", "place", "incident"])
def test_a_page_of_pairs_costs_as_many_queries_for_30_as_for_1(kind):
    def make(number: int) -> None:
        for at in range(number):
            if kind == "incident":
                place = PlaceFactory(name="Basra", kind="city", country="IQ")
                on_a_day(place)
                on_a_day(place)
            else:
                factory = {"actor": ActorFactory, "place": PlaceFactory}[kind]
                for record in factory.create_batch(2):
                    ExternalIdFactory(**{kind: record}, scheme="wikidata", value=f"Q{number}{at}")

    costs = []
    for number in (1, 29):
        make(number)
        with CaptureQueriesContext(connection) as captured:
            likely_pairs(kind, most=100)
        costs.append(len(captured))
    assert costs[0] == costs[1]


def _marked(text: str) -> st.SearchStrategy[str]:
    """Return ways to write a text that fold alike: case, accents, signs between the words."""
    marks = st.sampled_from(["", "\u0301", "\u0323", "\u0304"])
    parts = [
        st.tuples(st.sampled_from([char, char.upper()]), marks if char.isalpha() else st.just(""))
        for char in text
    ]
    joined = st.tuples(*parts).map(lambda chosen: "".join(char + mark for char, mark in chosen))
    between = st.sampled_from([" ", "-", "  ", " – "])
    return st.builds(
        lambda word, sign: unicodedata.normalize("NFC", word.replace(" ", sign)), joined, between
    )


class Folding(TestCase):
    """However a name is written, it is the same name."""

    @given(one=_marked("abu walid"), other=_marked("abu walid"))
    def test_names_that_fold_alike_are_always_likely_one(self, one: str, other: str) -> None:
        older, newer = ActorFactory(name=one), ActorFactory(name=other)

        assert [row[:2] for row in found("actor")] == [(newer.pk, older.pk)]


def test_a_pair_is_kept_in_one_order_alone():
    older, newer = ActorFactory.create_batch(2)
    tell_apart(newer, older, by="rita")
    assert DistinctPair.objects.values_list("one", "other").get() == (older.pk, newer.pk)

    with pytest.raises(IntegrityError, match="distinct_pair_in_order"), transaction.atomic():
        DistinctPair.objects.create(kind="actor", one=newer.pk, other=older.pk, by="rita")
