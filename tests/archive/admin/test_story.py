"""The marked text: nested and overlapping passages, escaped, nothing lost."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.admin.story import Story
from archive.models import Passage
from tests.factories import ArticleFactory, IncidentFactory, PassageFactory, RevisionFactory


def plain(marked: str) -> str:
    """Return the text of the marked text, as a browser reads it."""
    return html.unescape(re.sub(r"<[^>]*>", "", marked))


@pytest.mark.django_db
def test_passages_that_overlap_are_cut_and_each_begins_once():
    revision = RevisionFactory(body="abcdef")
    left = PassageFactory(revision=revision, start=0, end=4, exact="abcd", role="content")
    right = PassageFactory(revision=revision, start=2, end=6, exact="cdef", role="mention")
    inner = PassageFactory(revision=revision, start=2, end=3, exact="c")

    marked = Story(revision.article).html

    stretches = re.findall(r'<mark class="([^"]*)" data-passages="([^"]*)"><a [^>]*>(\w+)', marked)
    assert stretches == [
        ("role-content depth-1", left.uid, "ab"),
        ("role-evidence depth-2", f"{inner.uid} {right.uid} {left.uid}", "c"),
        ("role-mention depth-2", f"{right.uid} {left.uid}", "d"),
        ("role-mention depth-1", right.uid, "ef"),
    ]
    # The keyboard stops once at each passage; “d” begins none.
    assert marked.count('tabindex="-1"') == 2
    for passage in (left, right, inner):
        assert marked.count(f'id="{passage.uid}"') == 1


@pytest.mark.django_db
def test_article_without_a_text_has_no_story():
    story = Story(ArticleFactory())

    assert (story.revision, story.marks, story.html) == (None, [], "")


class TestMarkedText(TestCase):
    """Any text, with any passages."""

    @given(
        body=st.text(
            alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]),
            min_size=1,
            max_size=40,
        ),
        data=st.data(),
    )
    def test_marked_text_reads_as_the_text(self, body, data):
        revision = RevisionFactory(body=body)
        incident = IncidentFactory()
        for _ in range(data.draw(st.integers(0, 4))):
            start = data.draw(st.integers(0, len(body) - 1))
            end = data.draw(st.integers(start + 1, len(body)))
            PassageFactory(
                revision=revision, start=start, end=end, exact=body[start:end], incident=incident
            )

        marked = Story(revision.article).html

        assert plain(marked) == body
        # Between the tags nothing is left that a browser would read otherwise.
        assert "\r" not in marked
        ids = set(re.findall(r'id="(psg_\w+)"', marked))
        assert ids == set(Passage.objects.filter(revision=revision).values_list("uid", flat=True))
