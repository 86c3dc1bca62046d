"""Where a text names what is known: the longest name, as printed, and short names only if safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.drafting.mentions import Named, by_text, find_mentions

RUIZ = Named("Ana Ruiz", "actor", "act_1", "Ana Ruiz", person=True)
SHORT = Named("Ruiz", "actor", "act_1", "Ana Ruiz", full=False, person=True)
STATE = Named("Vell", "actor", "act_2", "Vell", country="VE", state=True)
COUNTRY = Named("Vell", "place", "plc_1", "Vell", country="VE", state=True)
FRONT = Named("Northern Front", "actor", "act_3", "Northern Front")
US = Named("US", "actor", "act_4", "United States", state=True)
NAMES = by_text([RUIZ, SHORT, STATE, COUNTRY, FRONT, US])


def mentioned(body: str) -> list[tuple[str, str | None]]:
    return [(body[slice(*each.span)], each.named.uid) for each in find_mentions(body, NAMES)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ana Ruiz left. Ruiz’s car stayed.", [("Ana Ruiz", "act_1"), ("Ruiz", "act_1")]),
        ("Ana\u00a0Ruiz left.", [("Ana\u00a0Ruiz", "act_1")]),
        ("Ruiz left.", []),
        ("Ana Ruiz left. Ben Ruiz stayed.", [("Ana Ruiz", "act_1")]),
        ("President Ana Ruiz left.", [("Ana Ruiz", "act_1")]),
        ("The Northern Front’s men", [("Northern Front", "act_3")]),
        ("a northern front of cold air", []),
        ("It lies in Vell.", [("Vell", "plc_1")]),
        ("It lies in northern Vell.", [("Vell", "plc_1")]),
        ("Vell said no.", [("Vell", "act_2")]),
        ("Vell-backed groups", []),
        ("an anti-Vell march", []),
        ("They told us, and the US left.", [("US", "act_4")]),
        ("He paid US$ 20.", []),
        ("The U.S. left, and Us stayed.", [("U.S.", "act_4")]),
        ("Nothing is known here.", []),
        ("", []),
    ],
)
def test_names_are_found_as_they_are_printed(body, expected):
    assert mentioned(body) == expected


def test_name_that_two_records_bear_is_nobodys():
    names = by_text([FRONT, Named("Northern Front", "actor", "act_9", "Northern Front")])
    assert find_mentions("The Northern Front left.", names) == []


def test_acronym_in_brackets_stands_for_the_name_before_it():
    names = by_text(
        [Named("Vell Central News Agency", "actor", "act_5", "Vell Central News Agency")]
    )
    body = "The Vell Central News Agency (VCNA) said so. VCNA added nothing."
    assert [body[slice(*each.span)] for each in find_mentions(body, names)] == [
        "Vell Central News Agency",
        "VCNA",
        "VCNA",
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "Ana",
                "Ruiz",
                "Vell",
                "US",
                "us",
                "Northern",
                "Front",
                "in",
                "the",
                ",",
                ".",
                "\n",
                "’s",
                "-",
                "Mr",
                "(VF)",
            ]
        ),
        max_size=20,
    ).map(" ".join)
    | st.text(max_size=60)
)
def test_mentions_lie_within_any_text_and_never_overlap(body):
    reached = 0
    for mention in find_mentions(body, NAMES):
        assert reached <= mention.span.start < mention.span.end <= len(body)
        reached = mention.span.end
