"""A passage is the exact words of a text, supports one thing, and is so on every path."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.integrity import passage_faults
from archive.models import Passage
from archive.models.passage import SUPPORTABLE, span_problems
from archive.typeids import new_uid
from tests.archive.refusals import refusal
from tests.factories import (
    IncidentFactory,
    IncidentParticipantFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

BODY = "A “rocket” struck\u00a0Al-Asad. \U0001f680 e\u0301."
EXACT_WORDS = "A passage holds the exact words between its offsets"


@pytest.fixture
def revision():
    return RevisionFactory(body=BODY)


def refused(**fields):
    """How the constructor's save refuses these fields, as {field: [messages]}."""
    messages = refusal(PassageFactory, **fields)
    assert Passage.objects.count() == 0
    return messages


def test_passage_is_saved_with_its_words(revision):
    passage = PassageFactory(revision=revision, start=3, end=9, exact="rocket")
    passage.refresh_from_db()
    assert BODY[passage.start : passage.end] == passage.exact == "rocket"
    assert passage.uid.startswith("psg_")


@pytest.mark.parametrize(
    ("start", "end", "exact", "refusal"),
    [
        (3, 9, "Rocket", {"exact": ["The text reads “rocket” between 3 and 9."]}),
        (3, 9, "rockets", {"exact": ["The text reads “rocket” between 3 and 9."]}),
        (3, 9, "rocke", {"exact": ["The text reads “rocket” between 3 and 9."]}),
        (
            11,
            25,
            "struck Al-Asad",
            {"exact": ["The text reads “struck\u00a0Al-Asad” between 11 and 25."]},
        ),
        # What is written with two code points is not what is written with one.
        (29, 31, "é", {"exact": ["The text reads “e\u0301” between 29 and 31."]}),
        (3, 33, "rocket", {"end": ["The end (33) lies outside the text of 32 characters."]}),
        (40, 41, "x", {"end": ["The end (41) lies outside the text of 32 characters."]}),
        (9, 3, "rocket", {"end": ["The end (3) must lie after the start (9)."]}),
        (3, 3, "x", {"end": ["The end (3) must lie after the start (3)."]}),
        (
            -1,
            1,
            "A",
            {"start": ["Ensure this value is greater than or equal to 0."]},
        ),
        (3, 9, "", {"exact": ["This field cannot be blank."]}),
        (None, 9, "rocket", {"start": ["This field cannot be null."]}),
        (3, None, "rocket", {"end": ["This field cannot be null."]}),
        ("three", 9, "rocket", {"start": ["“three” value must be an integer."]}),
    ],
)
def test_passage_of_other_words_is_refused(revision, start, end, exact, refusal):
    assert refused(revision=revision, start=start, end=end, exact=exact) == refusal


def test_passage_without_a_text_is_refused():
    assert refused(revision=None, start=0, end=1, exact="A") == {
        "revision": ["This field cannot be null."]
    }


def test_passage_that_supports_nothing_is_refused(revision):
    passage = Passage(revision=revision, start=3, end=9, exact="rocket")
    listed = ", ".join(SUPPORTABLE)
    assert refusal(passage.save) == {
        "incident": [f"A passage supports exactly one of {listed}; it names none."]
    }


def test_passage_that_supports_two_things_is_refused(revision):
    message = (
        f"A passage supports exactly one of {', '.join(SUPPORTABLE)}; it names incident and place."
    )
    assert refused(
        revision=revision,
        start=3,
        end=9,
        exact="rocket",
        incident=IncidentFactory(),
        place=PlaceFactory(),
    ) == {"incident": [message], "place": [message]}


def test_passage_of_a_statement_stands_in_its_text(revision):
    statement = StatementFactory()
    assert refused(revision=revision, statement=statement, start=3, end=9, exact="rocket") == {
        "revision": ["The statement stands in another text."]
    }


def test_passage_stays_exact_when_it_is_moved(revision):
    passage = PassageFactory(revision=revision, exact="rocket")
    passage.start += 1
    assert refusal(passage.save) == {"exact": ["The text reads “ocket” between 4 and 9."]}


# Below validation


@pytest.mark.parametrize(
    "changes",
    [
        {"exact": "Rocket"},
        {"exact": "rocket "},
        {"start": 4},
        {"end": 10},
        {"start": 31, "end": 38},
        {"start": 24, "end": 26, "exact": "d"},
        {"start": 31, "end": 40, "exact": "."},
    ],
    ids=str,
)
def test_other_words_are_refused_by_the_database(revision, changes):
    passage = PassageFactory(revision=revision, exact="rocket")
    with pytest.raises(IntegrityError, match=EXACT_WORDS), transaction.atomic():
        Passage.objects.filter(pk=passage.pk).update(**changes)
    values = {"start": passage.start, "end": passage.end, "exact": passage.exact} | changes
    copy = Passage(uid=new_uid("psg"), revision=revision, incident_id=passage.incident_id, **values)
    with pytest.raises(IntegrityError, match=EXACT_WORDS), transaction.atomic():
        Passage.objects.bulk_create([copy])
    assert Passage.objects.get().exact == "rocket"


def test_other_text_is_refused_by_the_database(revision):
    passage = PassageFactory(revision=revision, exact="rocket")
    other = RevisionFactory(body="Another text altogether.")
    with pytest.raises(IntegrityError, match=EXACT_WORDS), transaction.atomic():
        Passage.objects.filter(pk=passage.pk).update(revision=other)


def test_other_words_are_refused_in_raw_sql(revision):
    PassageFactory(revision=revision, exact="rocket")
    with (
        pytest.raises(IntegrityError, match=EXACT_WORDS),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE archive_passage SET exact = 'missile'")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"start": 9, "end": 3}, "passage_start_lt_end"),
        ({"start": 3, "end": 3}, "passage_start_lt_end"),
        ({"incident": None}, "passage_supports_one"),
    ],
)
def test_broken_constraint_is_refused_by_the_database(revision, changes, constraint):
    passage = PassageFactory(revision=revision, exact="rocket")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Passage.objects.filter(pk=passage.pk).update(**changes)


@pytest.mark.parametrize("name", [name for name in SUPPORTABLE if name != "participant"])
def test_second_thing_is_refused_by_the_database(revision, name):
    passage = PassageFactory(
        revision=revision, exact="rocket", participant=IncidentParticipantFactory()
    )
    changes = {f"{name}_id": passage.participant_id}
    with pytest.raises(IntegrityError, match="passage_supports_one"), transaction.atomic():
        Passage.objects.filter(pk=passage.pk).update(**changes)


def test_moved_passage_is_written_by_the_database(revision):
    passage = PassageFactory(revision=revision, exact="rocket")
    Passage.objects.filter(pk=passage.pk).update(start=11, end=17, exact="struck")
    assert list(passage_faults()) == []


# Any text

TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00")
    | st.sampled_from("\u00a0\u0301\u200d\ufeff\u2028\U0001f680\U0001f1ee“”\r\n"),
    min_size=1,
)


@st.composite
def spans(draw):
    """A text and two different offsets in it, in order."""
    body = draw(TEXT)
    start = draw(st.integers(0, len(body) - 1))
    return body, start, draw(st.integers(start + 1, len(body)))


@given(spans())
def test_words_between_offsets_are_no_problem(span):
    body, start, end = span
    assert span_problems(body, start, end, body[start:end]) == {}


@example(("A", 0, 1), -1, 1, "A")  # what Python reads from the end
@given(spans(), st.integers(-4, 20), st.integers(-4, 20), TEXT)
def test_other_words_or_offsets_are_a_problem(span, start, end, exact):
    body, right_start, right_end = span
    right = body[right_start:right_end]
    assert bool(span_problems(body, right_start, right_end, exact)) == (exact != right)
    inside = 0 <= start < end <= len(body)
    assert bool(span_problems(body, start, end, right)) == (not inside or body[start:end] != right)


class AnyTextTests(TestCase):
    """What the database itself says of any text: it counts code points, as Python does."""

    @given(spans())
    def test_words_of_any_text_are_kept(self, span):
        body, start, end = span
        revision = RevisionFactory(body=body)
        exact = body[start:end]
        passage = PassageFactory(revision=revision, start=start, end=end, exact=exact)
        stored = Passage.objects.get(pk=passage.pk)
        assert stored.revision.body[stored.start : stored.end] == stored.exact == exact
        assert list(passage_faults()) == []

    @given(spans(), st.integers(0, 40), st.integers(1, 40))
    def test_other_offsets_are_refused_by_the_database(self, span, start, length):
        body, right_start, right_end = span
        exact = body[right_start:right_end]
        passage = PassageFactory(
            revision=RevisionFactory(body=body), start=right_start, end=right_end, exact=exact
        )
        move = Passage.objects.filter(pk=passage.pk)
        if body[start : start + length] == exact and start + length <= len(body):
            move.update(start=start, end=start + length)
        else:
            with pytest.raises(IntegrityError, match=EXACT_WORDS), transaction.atomic():
                move.update(start=start, end=start + length)
