"""Folding: what a reader types finds what is printed, and only whole words do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.folding import fold, fold_padded


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("", ""),
        ("  \n\t ", ""),
        ("“…”—!?", ""),
        ("Hezbollah", "hezbollah"),
        ("Lebanese Hizballah", "lebanese hizballah"),
        ("Ḥizballāh", "hizballah"),
        ("U.S. forces", "us forces"),
        ("US forces", "us forces"),
        ("Haniyeh’s killing", "haniyehs killing"),
        ("Haniyeh's killing", "haniyehs killing"),
        ("Al-Asad Airbase", "al asad airbase"),
        ("Iran-backed", "iran backed"),
        ("Joe\u00a0Biden\u00a0said", "joe biden said"),
        ("most\u2009likely", "most likely"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("São Tomé", "sao tome"),
        ("e\u0301tat", "etat"),
        ("ﬁghter", "fighter"),
        ("８５ targets", "85 targets"),
        ("snake_case", "snake case"),
        ("حزب الله", "حزب الله"),
        ("Хезболла", "хезболла"),
        ("真主党", "真主党"),
        ("\U0001f680 launched", "launched"),
    ],
)
def test_text_is_folded(printed, folded):
    assert fold(printed) == folded


def test_padded_words_match_whole():
    text = fold_padded("attack on U.S. forces stationed at Al-Asad Airbase")
    assert fold_padded("us forces") in text
    assert fold_padded("al-asad") in text
    assert fold_padded("asa") not in text
    assert fold_padded("force") not in text


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_is_words_with_one_space_between(text):
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert fold_padded(text) == f" {folded} "


@given(st.text())
def test_normal_forms_fold_alike(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(st.characters(codec="ascii")))
def test_case_does_not_matter(text):
    assert fold(text.upper()) == fold(text.lower())


@given(st.lists(st.text("abcxyz", min_size=1)), st.lists(st.text("abcxyz", min_size=1), min_size=1))
def test_words_are_found_where_they_stand(before, words):
    text = fold_padded(" ".join([*before, *words]))
    assert text.endswith(fold_padded(" ".join(words)))
