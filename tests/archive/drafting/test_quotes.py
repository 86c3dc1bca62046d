"""What stands between quotation marks: curly, straight, nested, over paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.drafting.quotes import quotations

TEXTS = st.text(alphabet="ab Z.,\n“”\"'‘’„«»`-(5", max_size=60) | st.text(max_size=60)


def quoted(body: str) -> list[str]:
    return [each.words(body) for each in quotations(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("“We left,” he said. “At once.”", ["We left,", "At once."]),
        ('"We left," he said. "At once."', ["We left,", "At once."]),
        ("``We left,'' he said.", ["We left,"]),
        ("„Wir gehen“, sagte er.", ["Wir gehen"]),
        ("«Nous partons», dit-il.", ["Nous partons"]),
        ("He said ‘we left’ twice.", ["we left"]),
        ("It isn't the soldiers' fault, and she's sure.", []),
        ("It isn’t the soldiers’ fault, and she’s sure.", []),
        ("“He called it a ‘mistake’ and left,” she said.", ["He called it a ‘mistake’ and left,"]),
        ("“He said “no” to us,” she said.", ["He said “no” to us,"]),
        ('A 5" pipe and a 6" pipe.', []),
        (
            'Kits are there for schools," For example, a debate", he said.',
            ["For example, a debate"],
        ),
        ("Nobody closes “this one.\n\nThe next paragraph is another.", []),
        ("“” and “ ” hold nothing.", []),
        ("", []),
    ],
)
def test_quotation_is_what_the_marks_enclose(body, expected):
    assert quoted(body) == expected


def test_quotation_goes_on_where_the_next_paragraph_opens_it_again():
    body = "“We left.\n\n“Then we came back.\n\n“And stayed,” he said."
    (quotation,) = quotations(body)
    assert [body[part.start : part.end] for part in quotation.parts] == [
        "We left.",
        "Then we came back.",
        "And stayed,",
    ]
    assert (quotation.outer.start, quotation.outer.end) == (0, body.index(" he said"))


def test_quotation_goes_on_where_the_next_paragraph_closes_it():
    body = 'He said, "We left.\n\nThen we came back." Nobody else did.'
    (quotation,) = quotations(body)
    assert [body[part.start : part.end] for part in quotation.parts] == [
        "We left.",
        "Then we came back.",
    ]


@given(TEXTS)
def test_quotations_lie_within_the_text_and_never_overlap(body):
    reached = 0
    for quotation in quotations(body):
        assert reached <= quotation.outer.start < quotation.outer.end <= len(body)
        for part in quotation.parts:
            assert reached <= part.start < part.end <= quotation.outer.end
            assert body[part.start : part.end].strip() == body[part.start : part.end]
            reached = part.end
        reached = quotation.outer.end
