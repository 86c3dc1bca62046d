"""GDELT's knowledge graph, in the shape that GDELT writes: quotations as statements."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from archive.errors import LoadError
from archive.loaders.base import RowError
from archive.loaders.gdelt_columns import GKG
from archive.loaders.gdelt_gkg import Quotation, quotations_in
from archive.models import Article, Passage, Statement
from tests.archive.loaders.conftest import load_one, sample
from tests.factories import ArticleFactory, RevisionFactory

pytestmark = pytest.mark.django_db

URL = "https://news.example.org/story"
FIRST, SECOND = "we will rebuild , ' he said", "said|so #1 of us"


def record(**columns):
    row = dict.fromkeys(GKG.names, "") | {
        "GKGRECORDID": "20170701234500-2",
        "DATE": "20170701234500",
        "SourceCollectionIdentifier": "1",
        "SourceCommonName": "example.org",
        "DocumentIdentifier": URL,
        "Quotations": f"10|{len(FIRST)}||{FIRST}#90|{len(SECOND)}|say|{SECOND}",
    }
    return "\t".join((row | columns)[name] for name in GKG.names) + "\n"


def test_raw_table_reads_as_the_json_does(write):
    report = load_one(write("20170701234500.gkg.csv", record()))
    assert (report.format, report.rows, report.created["statements"]) == ("gdelt2-gkg", 1, 2)
    assert [statement.text for statement in Statement.objects.order_by("id")] == [FIRST, SECOND]


def test_raw_table_is_one_however_many_commas_are_in_it(write):
    themes = ",".join(f"TAX_{number};{number}" for number in range(300))
    report = load_one(write("20170701234500.gkg.csv", record(V2Themes=themes)))
    assert (report.format, report.created["statements"]) == ("gdelt2-gkg", 2)


def test_row_that_was_cut_is_said_in_its_own_columns(write):
    cut = record(V2Themes="A,B;" * 300).rpartition("\t")[0] + "\n"
    with pytest.raises(LoadError, match=r"x\.csv:1: 26 columns where 27 were expected"):
        load_one(write("x.csv", cut), "gdelt2-gkg")


def test_what_the_page_says_of_itself_is_taken(write):
    extras = (
        "<PAGE_AUTHORS>Ada Example</PAGE_AUTHORS><PAGE_TITLE>Town rebuilds</PAGE_TITLE>"
        "<PAGE_PRECISEPUBTIMESTAMP>20170701203100</PAGE_PRECISEPUBTIMESTAMP>"
    )
    load_one(write("x.gkg.csv", record(Extras=extras)))
    article = Article.objects.get()
    assert (article.title, article.byline, article.language) == (
        "Town rebuilds",
        "Ada Example",
        "en",
    )
    assert article.published_raw == "20170701203100"
    assert article.published_at == datetime(2017, 7, 1, 20, 31, tzinfo=UTC)
    assert article.published_instant is None


def test_translated_words_are_not_the_speaker_s(write):
    load_one(write("x.gkg.csv", record(TranslationInfo="srclc:spa;eng:Moses 2.1.1")))
    assert set(Statement.objects.values_list("verbatim", flat=True)) == {False}
    assert Article.objects.get().language == "es"


def test_text_that_people_captured_is_left_alone(write):
    article = ArticleFactory(url=URL)
    captured = RevisionFactory(article=article, body=f"He said: {FIRST}. That is all.")
    load_one(write("x.gkg.csv", record()))
    assert list(article.revisions.all()) == [captured]
    assert {statement.revision for statement in Statement.objects.all()} == {captured}
    assert not Passage.objects.exists()


def test_text_that_a_document_gave_to_a_stub_stays_the_newest(write):
    load_one(write("x.gkg.csv", record()))
    page = f"---\ntitle: Town rebuilds\nurl: {URL}\n---\n\nHe said: {FIRST}. That is all.\n"
    load_one(write("story.md", page), "markdown")
    more = record(GKGRECORDID="20170701234500-3", Quotations="10|13||it is a start")
    load_one(write("y.gkg.csv", more))
    article = Article.objects.get()
    assert [revision.body for revision in article.revisions.order_by("number")] == [
        f"{FIRST}\n{SECOND}",
        f"He said: {FIRST}. That is all.",
    ]


def test_stub_of_an_event_gets_the_quotations_as_its_next_text(write):
    events = sample("gdelt/20191024143000.export.CSV").read_text(encoding="utf-8").splitlines(True)
    said = next(line for line in events if line.split("\t")[28] == "01")
    load_one(write("x.export.CSV", said))
    url = said.rstrip("\n").split("\t")[60]
    load_one(write("x.gkg.csv", record(DocumentIdentifier=url)))
    article = Article.objects.get(url=url)
    assert [revision.body for revision in article.revisions.order_by("number")] == [
        "",
        f"{FIRST}\n{SECOND}",
    ]


@pytest.mark.parametrize(
    ("column", "quotations"),
    [
        ("", []),
        ("5|3||abc", [Quotation("abc", "")]),
        ("5|7|say|a#b|c 1#9|1||d", [Quotation("a#b|c 1", "say"), Quotation("d", "")]),
    ],
)
def test_quotations_are_split_where_an_offset_follows(column, quotations):
    assert quotations_in(column) == quotations


@pytest.mark.parametrize("column", ["abc", "5|abc", "5|3||abc#", "#5|3||abc"])
def test_what_is_no_list_of_quotations_is_refused(column):
    if column == "5|3||abc#":
        assert quotations_in(column) == [Quotation("abc#", "")]
        return
    with pytest.raises(RowError, match="not a list of quotations"):
        quotations_in(column)


def test_bad_line_of_json_is_one_bad_row(write):
    good = json.dumps(dict.fromkeys(GKG.names, "") | {"GKGRECORDID": "20170701234500-1"})
    path = write("x.jsonl", f"{good}\n{good[:40]}\n")
    report = load_one(path, "gdelt2-gkg", on_error="skip")
    assert [str(refusal) for refusal in report.refused] == ["line 2 (row 2): not a JSON object"]
    assert report.kept == 1
