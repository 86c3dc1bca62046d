"""Python, SQLite and PostgreSQL make the same words of any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.folding import words
from tests.archive.search.engine import folded

pytestmark = pytest.mark.django_db

PLANES = [
    (0x1, 0xD800),
    (0xE000, 0x1800),
    (0xF900, 0x10000),
    (0x10000, 0x12000),
    (0x1D400, 0x20000),
]


def test_words_are_those_of_the_engine_for_every_letter():
    codes = [c for first, end in PLANES for c in range(first, end)] + list(range(0xE0100, 0xE01F0))
    texts = [f"x{chr(code)}y {chr(code)}. Z" for code in codes]
    expected = [" ".join(words(text)) for text in texts]
    differing = [
        (hex(code), want, got)
        for code, want, got in zip(codes, expected, folded(texts), strict=True)
        if want != got
    ]
    assert differing == []


SCRIPTS = st.text(
    st.one_of(
        st.sampled_from("AZaz09 .-’'“”\xa0\u00ad\u0301\ue000\x01éßøłŁÆǽﬁάΆςёЁيىآةק\u05b4مُ한東🚀️"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    ),
    max_size=60,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(SCRIPTS, min_size=20, max_size=40))
def test_words_are_those_of_the_engine_for_any_text(texts):
    assert folded(texts) == [" ".join(words(text)) for text in texts]


@given(SCRIPTS)
def test_words_stay_what_they_are_when_folded_again(text):
    once = words(text)
    assert words(" ".join(once)) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al-Asad", ["al", "asad"]),
        ("U.S. forces, the U.N.", ["us", "forces", "the", "un"]),
        ("Haniyeh’s", ["haniyeh", "s"]),
        ("said.The 3.5 e.g.", ["said", "the", "3", "5", "e", "g"]),
        ("J.K. Rowling", ["jk", "rowling"]),
        ("Ḥizbu ʾllāh", ["hizbu", "llah"]),
        ("Hiz\u00adballah", ["hizballah"]),
        ("cafe\u0301 café CAFÉ", ["cafe", "cafe", "cafe"]),
        ("Straße, Kjærgård, Łódź", ["strasse", "kjaergard", "lodz"]),
        ("أَيْضًا ايضا", ["ايضا", "ايضا"]),
        ("Αθήνα ΑΘΗΝΑ", ["αθηνα", "αθηνα"]),
        ("Пётр Петр", ["петр", "петр"]),
        ("हिन्दी", ["हिन्दी"]),
        ("東京で会談", ["東京で会談"]),
        ("❤️attack🚀", ["attack"]),
        ("— … “”", []),
        ("", []),
    ],
)
def test_words_of_a_text(text, expected):
    assert words(text) == expected
