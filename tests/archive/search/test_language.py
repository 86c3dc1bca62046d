"""The query language: what it means, what it refuses and where."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from archive.search import FIELDS, KINDS, QueryError, parse, show
from archive.search.parser import MAX_DEPTH, MAX_LENGTH, MAX_TERMS
from archive.search.query import And, Not, Or, Term


def term(*words, **more):
    return Term(words, **more)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("Attack", term("attack")),
        ("rocket attack", And((term("rocket"), term("attack")))),
        ("rocket AND attack", And((term("rocket"), term("attack")))),
        ('"Joe Biden said"', term("joe", "biden", "said")),
        ("“Joe\xa0Biden said”", term("joe", "biden", "said")),
        ("«Al-Asad»", term("al", "asad")),
        ("Al-Asad", term("al", "asad")),
        ("Al-As*", term("al", "as", prefix=True)),
        ("attack*", term("attack", prefix=True)),
        ("rocket -drone", And((term("rocket"), Not(term("drone"))))),
        ("-drone rocket", And((term("rocket"), Not(term("drone"))))),
        ('rocket -"drone attack"', And((term("rocket"), Not(term("drone", "attack"))))),
        ("iran OR iraq", Or((term("iran"), term("iraq")))),
        ("a b OR c", Or((And((term("a"), term("b"))), term("c")))),
        ("a (b OR c)", And((term("a"), Or((term("b"), term("c")))))),
        ("a -(b c)", And((term("a"), Not(And((term("b"), term("c"))))))),
        ("a or b", And((term("a"), term("or"), term("b")))),
        ('"OR"', term("or")),
        ("title:rocket", term("rocket", field="title")),
        ('title:"rocket attack"', term("rocket", "attack", field="title")),
        (
            "title:(rocket -drone)",
            And((term("rocket", field="title"), Not(term("drone", field="title")))),
        ),
        ("a -title:b", And((term("a"), Not(term("b", field="title"))))),
        ("U.S.", term("us")),
        ("u.s.", Or((term("us"), term("u", "s")))),
        ("9:30", term("9", "30")),
        ("it’s", term("it", "s")),
        ("(((a)))", term("a")),
    ],
)
def test_parse_query(query, tree):
    assert parse(query, "article") == tree


@pytest.mark.parametrize(
    ("query", "position", "message"),
    [
        ("", 0, "Nothing to search for: give at least one word."),
        ("  ", 0, "Nothing to search for: give at least one word."),
        ("-drone", 0, "This only says what must not be there; add a word that must."),
        ("a OR -b", 5, "This only says what must not be there; add a word that must."),
        ("a (-b)", 3, "This only says what must not be there; add a word that must."),
        ("a --b", 3, "One minus is enough."),
        ("a -", 2, "“-” holds nothing to search for: only letters and digits are."),
        ("a & b", 2, "“&” holds nothing to search for: only letters and digits are."),
        ("🚀", 0, "“🚀” holds nothing to search for: only letters and digits are."),
        ('a ""', 2, "“” holds nothing to search for: only letters and digits are."),
        ("a “b c", 2, "This quotation mark is never closed."),
        ("a (b", 2, "This “(” is never closed."),
        ("a b)", 3, "This “)” closes nothing."),
        (")", 0, "A word is missing before “)”."),
        ("a ()", 2, "There is nothing between these parentheses."),
        ("OR a", 0, "A word is missing before “OR”."),
        ("a OR OR b", 5, "A word is missing before “OR”."),
        ("a OR", 3, "A word is missing at the end."),
        (
            "a NOT b",
            2,
            "NOT is written as a minus before the word: -word. To search for the word, put it in "
            'quotes: "NOT".',
        ),
        ("a*", 0, "A star needs at least 2 letters before it."),
        ("at*ck", 0, "A star goes at the end of a word only: word*."),
        ("*", 0, "“*” holds nothing to search for: only letters and digits are."),
        ("title: rocket", 0, "“title:” needs a word right after it."),
        ("a title:", 2, "“title:” needs a word right after it."),
        ("title:-rocket", 0, "“title:” needs a word right after it."),
        (
            "title:(a text:b)",
            9,
            "“text:” stands within “title:”; a word has one field.",
        ),
        (
            "a titel:b",
            2,
            "“titel:” is no field; there are: title, byline, text. Did you mean “title:”? To "
            "search for words with a colon between, put them in quotes.",
        ),
        (
            "http://a.example",
            0,
            "“http:” is no field; there are: title, byline, text. To search for words with a "
            "colon between, put them in quotes.",
        ),
        ("(" * 11 + "a" + ")" * 11, MAX_DEPTH, "Parentheses go at most 10 deep."),
        ("a " * 41, 80, "A query has at most 40 words and phrases."),
        (
            "a" * 501,
            MAX_LENGTH,
            "A query has at most 500 characters; this one has 501.",
        ),
    ],
)
def test_parse_refuses(query, position, message):
    with pytest.raises(QueryError) as caught:
        parse(query, "article")
    assert (caught.value.position, caught.value.message) == (position, message)


def test_parse_knows_the_fields_of_each_kind():
    for kind in KINDS:
        for field in FIELDS[kind]:
            assert parse(f"{field}:word", kind) == term("word", field=field)
    with pytest.raises(QueryError, match="there are: name, alias"):
        parse("title:word", "actor")


def test_parse_over_every_kind_takes_the_fields_of_any():
    assert parse("alias:word", KINDS) == term("word", field="alias")
    with pytest.raises(QueryError, match="participant, place, summary, speaker, name, alias"):
        parse("colour:red", KINDS)


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["(", ")", " ", "-", '"', "“", "”", "*", ":", "OR", " OR ", " AND ", "NOT", "title:"]
        ),
        st.sampled_from(["rocket", "Al-Asad", "u.s.", "U.S.", "at*", "é", "東京", "’s", "\xa0"]),
        st.text(max_size=5),
    ),
    max_size=30,
).map("".join)


@given(st.one_of(PIECES, st.text(max_size=600)))
@example("((u.s.))")
@example("a" * MAX_LENGTH)
@example("\x00")
def test_parse_gives_a_tree_or_says_where_not(query):
    try:
        tree = parse(query, "article")
    except QueryError as error:
        assert 0 <= error.position <= max(len(query) - 1, 0)
        assert error.message.endswith(".")
    else:
        assert isinstance(tree, Term | And | Or)


@given(PIECES)
@example("u.s. OR u.n.")
@example("-(u.s. a) b")
def test_show_gives_the_query_back(query):
    try:
        tree = parse(query, "article")
    except QueryError:
        assume(False)
    shown = show(tree)
    assume(len(shown) <= MAX_LENGTH)
    assert parse(shown, "article") == tree


def test_show_counts_no_more_terms_than_there_were():
    query = " ".join(["u.s."] * (MAX_TERMS // 2))
    assert parse(show(parse(query, "article")), "article") == parse(query, "article")
