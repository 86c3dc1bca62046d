"""Spans: found as printed or as typed; a text cut along them loses nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.spans import Span, cut, find_words, surroundings

TEXT = st.text(max_size=60)


def test_find_words_finds_each_occurrence():
    assert find_words("a drone, a drone", "drone") == [Span(2, 7), Span(11, 16)]


def test_find_words_counts_code_points():
    assert find_words("🚀🚀 hit", "hit") == [Span(3, 6)]


def test_find_words_reads_typed_words_as_printed():
    body = "He said:\n\n“We’re\u00a0ready – now,” twice."

    (found,) = find_words(body, 'said: "We\'re ready - now,"')

    assert body[found.start : found.end] == "said:\n\n“We’re\u00a0ready – now,”"


def test_find_words_reads_the_line_ends_of_a_form():
    assert find_words("one\n\ntwo", "one\r\n\r\ntwo") == [Span(0, 8)]


def test_find_words_prefers_what_is_exactly_the_same():
    assert find_words("it's it’s", "it’s") == [Span(5, 9)]


def test_find_words_takes_signs_as_signs():
    assert find_words("cost (a.b)* more", "(a.b)*  more") == [Span(5, 16)]
    assert find_words("cost axb", "a.b") == []


def test_find_words_of_blanks_finds_nothing():
    assert find_words("a  b", "  ") == []


@given(TEXT, st.data())
def test_find_words_finds_any_part_of_any_text(body, data):
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    words = body[start:end]

    found = find_words(body, words)

    assert (Span(start, end) in found) is bool(words.strip())
    assert all(body[span.start : span.end] == words for span in found)


def test_surroundings_are_cut_at_words():
    body = "The quick brown fox jumps over the lazy dog"

    assert surroundings(body, Span(16, 19), width=8) == ("…brown ", " jumps…")
    assert surroundings(body, Span(0, 43)) == ("", "")


def test_cut_splits_spans_that_overlap():
    segments = cut("abcdef", [(0, 4, "left"), (2, 6, "right"), (2, 3, "inner")])

    assert [(part.text, part.keys) for part in segments] == [
        ("ab", ("left",)),
        ("c", ("inner", "right", "left")),
        ("d", ("right", "left")),
        ("ef", ("right",)),
    ]


def test_cut_leaves_out_spans_outside_the_text():
    assert [part.keys for part in cut("abc", [(1, 9, "x"), (2, 2, "y")])] == [()]


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_cut_loses_nothing_and_marks_each_code_point_rightly(body, pairs):
    spans = [(start, end, number) for number, (start, end) in enumerate(pairs)]

    segments = cut(body, spans)

    assert "".join(part.text for part in segments) == body
    marked = [set(part.keys) for part in segments for _ in part.text]
    assert marked == [
        {n for start, end, n in spans if start <= at < end <= len(body)} for at in range(len(body))
    ]
