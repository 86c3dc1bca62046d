"""`manage.py load`: a document becomes a draft article, once; all files of a call or none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from archive.loaders.documents.received import parse_document
from archive.models import Article, Revision
from archive.services.documents import read_stamp, take
from tests.factories import ArticleFactory, RevisionFactory, SourceFactory

pytestmark = pytest.mark.django_db


def text(title="A title", stamp="2024-08-06 09:16:30", body="Some text."):
    return f"# {title}\n\nPublished :`{stamp}`\n\n---\n\n{body}\n\n---\n"


@pytest.fixture
def write(tmp_path):
    def write(name, content=None, **parts):
        path = tmp_path / name
        path.write_bytes((text(**parts) if content is None else content).encode())
        return path

    return write


def load(capsys, *args):
    call_command("load", "document", *map(str, args))
    return capsys.readouterr().out.splitlines()


def test_load_makes_a_draft_with_its_text(write, capsys):
    path = write("story.txt", title="Rocket attack", body="Two\u00a0lines,\r\n“as found”.")
    said = load(capsys, path)
    article = Article.objects.get()
    assert said == [f"{path}: added {article.uid} Rocket attack"]
    assert article.review_status == "draft"
    assert article.origin == "human"
    assert article.published_raw == "2024-08-06 09:16:30"
    assert article.published_at == datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC)
    assert article.published_tz_known is False
    assert article.published_instant is None
    unknown = (article.source, article.url, article.byline, article.language)
    assert unknown == (None, None, None, None)
    revision = article.revisions.get()
    assert (revision.number, revision.body) == (1, "Two\u00a0lines,\r\n“as found”.")


def test_load_of_the_same_text_changes_nothing(write, capsys):
    path = write("story.txt", title="Rocket attack")
    load(capsys, path)
    article = Article.objects.get()
    again = write("again.txt", title="Another headline")
    assert load(capsys, path, again) == [
        f"{path}: was there already, {article.uid} Rocket attack",
        f"{again}: was there already, {article.uid} Rocket attack",
    ]
    assert Article.objects.get().updated_at == article.updated_at
    assert Revision.objects.count() == 1


def test_load_of_the_same_file_twice_in_one_call_adds_it_once(write, capsys):
    path = write("story.txt")
    load(capsys, path, path)
    assert Article.objects.count() == 1


def test_load_finds_the_survivor_of_a_merge(write, capsys):
    survivor = ArticleFactory(title="Survivor")
    merged = ArticleFactory(merged_into=survivor)
    RevisionFactory(article=merged, body="Some text.")
    path = write("story.txt")
    assert load(capsys, path) == [f"{path}: was there already, {survivor.uid} Survivor"]


def test_load_of_another_text_is_another_article(write, capsys):
    load(capsys, write("one.txt", body="Some text."), write("two.txt", body="Other words."))
    assert Article.objects.count() == 2


def test_load_of_a_corrected_text_is_a_new_text(write, capsys):
    before, after = "One two three four five six. " * 3, "One two three four five six! " * 3
    load(capsys, write("one.txt", body=before))
    path = write("two.txt", body=after)
    article = Article.objects.get()
    assert load(capsys, path) == [f"{path}: new text, number 2, of {article.uid} A title"]
    assert [text.body for text in article.revisions.order_by("number")] == [before, after]


def test_load_takes_all_files_or_none(write, capsys):
    good = write("good.txt")
    untitled = write("untitled.txt", content="no title")
    unclosed = write("unclosed.txt", content=text().removesuffix("---\n"))
    with pytest.raises(CommandError) as refused:
        load(capsys, good, untitled, unclosed)
    assert str(refused.value).splitlines() == [
        "Nothing was loaded:",
        f"{untitled}:1: the first line must be the title: “# …”",
        f"{unclosed}:7: no closing rule: the last line must be “---”, after an empty one",
    ]
    assert Article.objects.count() == 0


def test_load_names_the_field_that_breaks_a_rule(write, capsys):
    path = write("long.txt", title="t" * 1001)
    with pytest.raises(CommandError) as refused:
        load(capsys, path)
    assert str(refused.value).splitlines() == [
        "Nothing was loaded:",
        f"{path}:1: title: Ensure this value has at most 1000 characters (it has 1001).",
    ]


def test_dry_run_says_what_it_would_do_and_does_nothing(write, capsys):
    said = load(capsys, write("story.txt", title="Rocket attack"), "--dry-run")
    assert said[0].endswith("Rocket attack")
    assert said[1] == "A dry run: nothing was written."
    assert Article.objects.count() == 0


def test_load_refuses_an_unknown_format():
    with pytest.raises(CommandError, match="invalid choice: 'sonnet' \\(choose from"):
        call_command("load", "sonnet", "story.txt")


def test_take_takes_what_the_document_does_not_tell():
    source = SourceFactory()
    document = parse_document(text().encode(), path="story.txt")
    taken = take(document, source=source, language="en")
    article = Article.objects.get(uid=taken.uid)
    assert (article.source, article.language) == (source, "en")


def test_load_gives_source_language_and_status_as_told(write, capsys):
    source = SourceFactory(name="Codebook")
    options = ("--source", "Codebook", "--language", "fr", "--review-status", "in_review")
    load(capsys, write("story.txt"), *options)
    article = Article.objects.get()
    found = (article.source, article.language, article.review_status)
    assert found == (source, "fr", "in_review")


def test_load_without_a_format_is_what_the_file_looks_like(write, capsys):
    path = write("story.txt", title="Rocket attack")
    call_command("load", str(path))
    article = Article.objects.get()
    assert capsys.readouterr().out == f"{path}: added {article.uid} Rocket attack\n"
    call_command("load", "--format", "document", str(path))
    assert "was there already" in capsys.readouterr().out


def test_load_of_a_format_without_files_is_refused():
    with pytest.raises(CommandError, match="name the files to load"):
        call_command("load", "feed")


@pytest.mark.parametrize(
    ("raw", "time", "tz_known"),
    [
        ("2024-08-06 09:16:30", datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC), False),
        (" 2024-08-06T09:16 ", datetime(2024, 8, 6, 9, 16, tzinfo=UTC), False),
        ("2024-08-06T09:16:30Z", datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC), True),
        ("2024-08-06 01:16:30+03:00", datetime(2024, 8, 5, 22, 16, 30, tzinfo=UTC), True),
        ("2024-08-06", datetime(2024, 8, 6, tzinfo=UTC), False),
        ("August 6, 2024", None, False),
        ("Tue, 06 Aug 2024 09:16:30 GMT", datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC), True),
        ("6 Aug 24 09:16 -0500", datetime(2024, 8, 6, 14, 16, tzinfo=UTC), True),
        ("Tue, 06 Aug 2024 09:16:30 CEST", datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC), False),
        ("Tue, 06 Aug 2024 09:16:30 -0000", datetime(2024, 8, 6, 9, 16, 30, tzinfo=UTC), False),
        ("Tue, 06 Aug 2024 25:16:30 GMT", None, False),
        ("06/08/2024", None, False),
        ("2024-02-30 09:16:30", None, False),
        ("0001-01-01T00:00:00+14:00", None, False),
    ],
)
def test_stamp_is_a_time_only_where_it_says_one(raw, time, tz_known):
    assert read_stamp(raw) == (time, tz_known)
