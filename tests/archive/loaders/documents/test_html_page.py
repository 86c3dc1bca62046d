"""News pages: their main text without what stands around it, and what they say of themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.errors import LoadError
from archive.loaders.documents.json_ld import article_of
from tests.archive.loaders.conftest import sample
from tests.archive.loaders.documents.reading import found_in, the_story

PARAGRAPHS = [
    f"Paragraph {number}: the spokesman said “it was a rocket attack” and that several people "
    "were hurt near the base in the desert on Monday, as witnesses told reporters."
    for number in range(1, 6)
]
NEWS = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "No article"},
        {
            "@type": ["NewsArticle"],
            "headline": "Rocket attack",
            "datePublished": "2024-08-06T09:16:30+03:00",
            "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}],
            "publisher": {"@type": "Organization", "name": "Example Times"},
            "inLanguage": "en-GB",
            "mainEntityOfPage": {"@id": "https://example.org/of-page"},
            "correction": {"@type": "CorrectionComment", "text": "Five were hurt, not six."},
        },
    ],
}


def page(head="", body="", attributes=' lang="en"', paragraphs=PARAGRAPHS):
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html{attributes}><head><meta charset=utf-8><title>Attack | Times</title>"
        f"{head}</head><body><nav><ul><li><a href=/>Home</a></li></ul></nav><article>"
        f"<h1>Rocket attack</h1>{text}{body}</article><aside>Read more: <a href=/x>another</a>"
        "</aside><footer>Copyright</footer></body></html>"
    )


def with_json_ld(values):
    return page(f'<script type="application/ld+json">{json.dumps(values)}</script>')


def test_main_text_is_without_what_stands_around_it():
    found = the_story("html", page())
    assert found.body == "\n\n".join(PARAGRAPHS)
    assert (found.title, found.language) == ("Rocket attack", "en")


def test_what_the_page_does_not_say_is_not_known():
    found = the_story("html", page(attributes=""))
    unknown = (found.published_raw, found.byline, found.language, found.url, found.publisher)
    assert unknown == (None,) * 5
    assert (found.domain, found.identifiers, found.notices) == (None, (), ())


def test_quotation_marks_that_only_a_browser_shows_are_kept():
    quoted = "He <q>did <b>not</b> know</q> of it, the spokesman of the ministry said on Monday."
    found = the_story("html", page(paragraphs=[*PARAGRAPHS, quoted]))
    last = found.body.rpartition("\n\n")[2]
    assert last == "He “did not know” of it, the spokesman of the ministry said on Monday."


def test_json_ld_says_what_is_known():
    found = the_story("html", with_json_ld(NEWS))
    assert found.title == "Rocket attack"
    assert found.published_raw == "2024-08-06T09:16:30+03:00"
    assert found.byline == "Jane Doe, John Roe"
    assert (found.publisher, found.language) == ("Example Times", "en-GB")
    assert (found.url, found.domain) == ("https://example.org/of-page", "example.org")
    assert found.change_note == "Five were hurt, not six."


def test_meta_says_what_json_ld_does_not():
    head = (
        '<link rel="canonical" href="https://www.example.org/canonical">'
        '<meta property="og:url" content="https://example.org/og">'
        '<meta property="og:title" content="By og">'
        '<meta property="og:site_name" content="Example Times">'
        '<meta property="og:locale" content="de_AT">'
        '<meta property="article:published_time" content="2024-08-06T09:16:30Z">'
        '<meta property="article:author" content="https://example.org/jane">'
        '<meta name="author" content="Jane Doe">'
    )
    found = the_story("html", page(head, attributes=""))
    assert (found.title, found.publisher) == ("By og", "Example Times")
    assert (found.url, found.domain) == ("https://www.example.org/canonical", "example.org")
    assert found.published_raw == "2024-08-06T09:16:30Z"
    assert (found.byline, found.language) == ("Jane Doe", "de-AT")


def test_broken_json_ld_is_said_and_the_rest_is_read():
    found = the_story("html", page('<script type="application/ld+json">{"a": </script>'))
    assert found.body == "\n\n".join(PARAGRAPHS)
    (notice,) = found.notices
    assert notice.startswith("JSON-LD that cannot be read: ")


def test_text_of_json_ld_stands_in_for_a_page_without_one():
    values = {"@type": "NewsArticle", "headline": "T", "articleBody": "One &amp; two.\n\nThree."}
    script = f'<script type="application/ld+json">{json.dumps(values)}</script>'
    content = f"<html><head>{script}</head><body></body></html>"
    assert the_story("html", content).body == "One & two. Three."


def test_page_that_was_cut_is_said():
    (notice,) = the_story("html", page()[:-120]).notices
    assert notice == "no end of the page: it may have been cut"


def test_declared_encoding_is_read():
    content = page(paragraphs=[*PARAGRAPHS, "Café „zu“ – ganz nah am Stützpunkt in der Wüste."])
    raw = content.replace("charset=utf-8", "charset=windows-1252").encode("cp1252")
    assert the_story("html", raw).body.endswith("Café „zu“ – ganz nah am Stützpunkt in der Wüste.")
    with pytest.raises(LoadError, match="story:1: not UTF-8: byte 0x93"):
        the_story("html", content.encode("cp1252"))


@pytest.mark.parametrize(
    "content", ["<html></html>", "<!doctype html>", "<html><body><script>x()</script>", "<!-- -->"]
)
def test_page_without_a_text_is_refused(content):
    with pytest.raises(LoadError, match=r"no main text was found in the page|holds no HTML"):
        the_story("html", content)


@pytest.mark.parametrize("element", ["<div>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>"])
def test_depth_without_end_is_no_traceback(element):
    content = f"<html><body>{element * 5000}Some text that is long enough to be the text."
    try:
        assert len(found_in("html", content)) == 1
    except LoadError as refused:
        assert refused.reason == "no main text was found in the page"


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "headline": "T"} -->',
        '// <![CDATA[\n{"@type": "NewsArticle", "headline": "T"}\n// ]]>',
        '{"@type": "NewsArticle", // of a kind\n "headline": "T" /* so */}',
        '{"@type": "NewsArticle", "headline": "\tT\n"}',
        '[{"@type": "Thing"}, {"@type": "schema:NewsArticle", "headline": "T"}]',
        '{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "name": "T"}}',
        '{"@type": "http://schema.org/NewsArticle", "headline": ["T", "U"]}',
    ],
)
def test_json_ld_is_read_in_the_dresses_that_pages_have(script):
    assert article_of([script]) == ({"title": "T"}, [])


@pytest.mark.parametrize(
    "script", ["null", "[]", "17", '"x"', '{"@type": null}', '{"@graph": {"@graph": 1}}']
)
def test_json_ld_without_an_article_says_nothing(script):
    assert article_of([script]) == ({}, [])


def test_json_ld_without_end_is_said():
    fields, notices = article_of(["[" * 200_000])
    assert (fields, len(notices)) == ({}, 1)


SAMPLES = Path("structured_html_extruct")


def test_samples_are_read_or_refused():
    pages = sorted(sample(str(SAMPLES)).rglob("*.html"))
    titles = {}
    for path in pages:
        try:
            titles[path.name] = the_story("html", path.read_bytes()).title
        except LoadError as refused:
            assert refused.reason == "no main text was found in the page"
    assert titles == {
        "CreativeWork.001.html": "Rouge et le noir",
        "Event.001.html": "schmea.org -- Creative Work",
        "microformat_test.html": "Himanshu's Open Graph Protocol",
        "null_ld_mock.html": (
            "Sed ut perspiciatis unde omnis iste natus error sit voluptatem accusantium "
            "doloremque laudantium, totam rem aperiam, eaque ipsa quae ab illo inventore veritatis "
            "et quasi architecto beatae vitae dicta…"
        ),
        "opengraph_test.html": "Himanshu's Open Graph Protocol",
    }


def test_page_of_more_elements_than_any_has_is_refused():
    with pytest.raises(LoadError, match="has more than 50,000 elements, as no news page has"):
        found_in("html", f"<html><body>{'<p>x</p>' * 50_001}</body></html>")


OTHER = {"@type": "NewsArticle", "headline": "Related", "url": "https://example.org/b"}
THIS = {"@type": "NewsArticle", "headline": "This", "url": "https://example.org/a"}


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<link rel="canonical" href="http://www.example.org/a/">', "This"),
        ('<meta property="og:title" content="This">', "This"),
        ("<title>This</title>", "This"),
    ],
)
def test_of_several_articles_the_one_that_is_the_page_speaks(head, title):
    page = with_json_ld([OTHER, THIS]).replace("<head>", f"<head>{head}")
    story = the_story("html", page)
    assert (story.title, story.url, story.notices) == (title, "https://example.org/a", ())


def test_several_articles_of_which_none_is_the_page_say_nothing():
    story = the_story("html", with_json_ld([OTHER, THIS]))
    assert story.url is None
    assert story.notices == ("JSON-LD of 2 articles, and none is told to be the page: left out",)


def test_article_that_is_there_twice_is_one():
    assert the_story("html", with_json_ld([THIS, THIS])).url == "https://example.org/a"
