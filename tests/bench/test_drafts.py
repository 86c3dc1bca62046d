"""The benchmark of drafts: its gold, its baseline, and that the document says what it prints."""

from __future__ import annotations

import pytest

from tests.bench.drafts import baseline, report
from tests.bench.drafts.samples import PRESENT, ROOT, SAMPLES, first_story, plover, wikinews
from tests.bench.drafts.score import Score, score_quotes

pytestmark = pytest.mark.skipif(not PRESENT, reason=f"the samples with gold are not at {SAMPLES}")

DOCUMENT = ROOT / "docs" / "drafting.md"


@pytest.fixture(scope="module")
def results():
    return report.results()


@pytest.mark.parametrize("samples", [wikinews, plover, first_story])
def test_gold_quotation_stands_between_marks_or_ends_of_a_paragraph(samples):
    marks = set("“”\"`'")
    for sample in samples():
        for start, end in sample.quotes or {}:
            words = sample.body[start:end]
            assert words.strip() == words
            before, after = sample.body[:start].rstrip(" "), sample.body[end:]
            assert before[-1:] in marks or before.endswith("\n\n")
            assert after[:1] in marks or after.startswith("\n\n")


def test_gold_mention_is_a_stretch_of_its_text():
    for sample in (*wikinews(), *plover(), *first_story()):
        for start, end, record in sample.mentions:
            assert 0 <= start < end <= len(sample.body)
            assert record


def test_baseline_takes_everything_between_marks_and_the_nearest_capitals():
    body = "Mayor Ana Ruiz called it “a mistake” in Vell."
    assert baseline.quotes(body) == {(26, 35): "Mayor Ana Ruiz"}


def test_score_counts_what_is_right():
    (sample,) = first_story()
    quotes, speakers = score_quotes(sample, {(2455, 2545): "Biden", (0, 9): "Somebody"})
    assert quotes == Score(gold=9, found=2, right=1)
    assert speakers == Score(gold=9, found=2, right=1)
    assert (quotes.precision, quotes.recall) == (0.5, 1 / 9)


def test_rules_do_better_than_the_baseline_or_the_document_says_where_not(results):
    worse = {
        key
        for key, (ours, base) in results.items()
        if ours.right * (base.gold + base.found) < base.right * (ours.gold + ours.found)
    }
    assert worse == set()
    fewer = {key for key, (ours, base) in results.items() if ours.right < base.right}
    assert fewer == {("mentions", "PLOVER")}


def test_document_holds_the_table_that_is_printed():
    assert report.table() in DOCUMENT.read_text(encoding="utf-8")
