"""Recognising a file by its name and its beginning; every sample is of one format only."""

from __future__ import annotations

import gzip

import pytest

from archive.errors import LoadError
from archive.loaders import FORMATS, guess
from archive.loaders.files import head_of
from tests.archive.loaders.conftest import sample
from tests.archive.loaders.test_acled import table
from tests.archive.loaders.test_round_trip import FILES

DOCUMENT = "# A title\n\nPublished :`2024-08-06 09:16:30`\n\n---\n\nText.\n\n---\n"


def fitting(path):
    """Every format that a file looks like, but those that anything may be."""
    sure = {name: kind for name, kind in FORMATS.items() if not kind.fallback}
    return [name for name, kind in sure.items() if kind.sniff(head_of(path))]


@pytest.mark.parametrize(("name", "kind"), FILES.items())
def test_sample_is_of_one_format(name, kind):
    assert fitting(sample(name)) == [kind]


def test_document_and_acled_are_recognised(write):
    assert guess(write("story.md", DOCUMENT)).name == "document"
    assert guess(write("events.csv", table({}))).name == "acled"


def test_packed_file_is_recognised_by_what_is_in_it(write):
    assert guess(write("events.csv.gz", gzip.compress(table({}).encode()))).name == "acled"


@pytest.mark.parametrize(
    "content", ["nothing of the kind", "a,b,c\n1,2,3\n", "<opml/>", "{}", "[]", "\x00\x01"]
)
def test_what_is_nothing_that_is_known_is_said(write, content):
    with pytest.raises(
        LoadError, match="looks like no known format: name one of document, markdown"
    ):
        guess(write("x", content))


@pytest.mark.parametrize("content", ["", "\n", " \r\n"])
def test_file_of_nothing_is_said_to_be_empty(write, content):
    with pytest.raises(LoadError, match="the file is empty"):
        guess(write("x", content))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_what_is_written_in_wide_characters_is_recognised(write, encoding):
    page = "<html><head><title>Café</title></head><body></body></html>"
    assert guess(write("x", page.encode(encoding))).name == "html"


@pytest.mark.parametrize("dress", [str.upper, lambda header: header.replace(" ", ".")])
def test_names_of_columns_may_be_in_another_dress(write, dress):
    header, rest = sample("icews/events.2018.sample.first500.tab").read_text().split("\n", 1)
    assert guess(write("x", f"{dress(header)}\n{rest}")).name == "icews"


def test_other_samples_are_none_of_these():
    for name in (
        "cameo_lookups/cameo_codes.json",
        "country_codes/country-codes.csv",
        "crisisfacts/CrisisFACTs-2022.topics.json",
        "gum_wikinews/gum_wikinews_train.jsonl",
        "ucdp_aec/validation.jsonl",
    ):
        assert fitting(sample(name)) == [], name
