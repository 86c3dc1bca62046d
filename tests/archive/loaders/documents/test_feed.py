"""Feeds: every dialect, each entry with what it says and no more; nothing unsafe is parsed."""

from __future__ import annotations

import pytest

from archive.errors import LoadError
from archive.loaders.reading import Flaw
from tests.archive.loaders.conftest import sample
from tests.archive.loaders.documents.reading import found_in, the_story

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(*items, channel="<link>https://example.org/</link><language>en-gb</language>"):
    listed = "".join(f"<item>{item}</item>\n" for item in items)
    start = f'<?xml version="1.0"?>\n<rss version="2.0" {SPACES}><channel>{channel}\n'
    return f"{start}{listed}</channel></rss>"


def atom(entry, attributes='xml:lang="en"'):
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><entry>{entry}</entry></feed>'


def refused(content):
    with pytest.raises(LoadError) as caught:
        found_in("feed", content)
    return caught.value.line, caught.value.reason


def test_rss_entry_says_what_is_known():
    found = the_story(
        "feed",
        rss(
            "<title>Rocket &amp;amp; attack</title><link>https://example.org/a?utm_source=x</link>"
            "<guid>https://example.org/?p=1</guid><pubDate>Tue, 06 Aug 2024 09:16:30 GMT</pubDate>"
            "<dc:creator>Jane Doe</dc:creator><author>j@example.org (John Roe)</author>"
            "<dc:publisher>Example Times</dc:publisher><media:title>No</media:title>"
            "<atom:link href='https://no.example.org/'/><description>Short.</description>"
            "<content:encoded><![CDATA[<p>One.</p><p>He said <q>two</q>.</p>]]></content:encoded>"
        ),
    )
    assert (found.title, found.body) == ("Rocket & attack", "One.\n\nHe said “two”.")
    assert (found.is_summary, found.line) == (False, 3)
    assert (found.url, found.addresses) == (
        "https://example.org/a?utm_source=x",
        ("https://example.org/?p=1",),
    )
    assert found.identifiers == (("news_item", "https://example.org/?p=1"),)
    assert found.published_raw == "Tue, 06 Aug 2024 09:16:30 GMT"
    assert (found.byline, found.language) == ("Jane Doe, John Roe", "en-gb")
    assert found.publisher == "Example Times"


def test_description_alone_is_a_summary():
    found = the_story(
        "feed", rss("<title>T</title><description>&lt;p&gt;A &amp;amp; B&lt;/p&gt;</description>")
    )
    assert (found.body, found.is_summary) == ("A & B", True)
    assert (found.url, found.publisher, found.identifiers) == (None, None, ())


def test_identifier_that_is_no_uri_is_valid_in_its_feed():
    item = "<title>T</title><guid isPermaLink='false'>4711</guid>"
    assert the_story("feed", rss(item)).identifiers == (("news_item", "https://example.org/#4711"),)
    assert the_story("feed", rss(item, channel="")).identifiers == ()


def test_names_of_html_are_read_but_not_within_cdata():
    found = the_story(
        "feed",
        rss(
            "<title>caf&eacute;&nbsp;&#146;x</title><description><![CDATA[a&nbsp;b]]></description>"
        ),
    )
    assert (found.title, found.body) == ("café ’x", "a\u00a0b")


def test_atom_types_are_told_apart():
    found = the_story(
        "feed",
        atom(
            '<id>tag:example.org,2024:1</id><title type="html">A &amp;lt;b&amp;gt;</title>'
            '<link rel="self" href="https://example.org/self"/><link href="/a"/>'
            "<author><name>Jane Doe</name></author><updated>2024-08-06T09:16:30Z</updated>"
            '<summary>1 &lt; 2</summary><content type="xhtml">'
            '<div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>',
            'xml:base="https://example.org/feed"',
        ),
    )
    assert (found.title, found.body) == ("A <b>", "One.\n\nTwo.")
    assert (found.url, found.byline, found.language) == ("https://example.org/a", "Jane Doe", None)
    assert found.identifiers == (("news_item", "tag:example.org,2024:1"),)
    assert found.published_raw == "2024-08-06T09:16:30Z"
    assert found.notices == ("no date of publication is given: it is that of the last change",)


def test_plain_atom_text_is_taken_literally():
    found = the_story("feed", atom("<title>1 &lt;b&gt; 2</title><summary>&amp;amp;</summary>"))
    assert (found.title, found.body) == ("1 <b> 2", "&amp;")


def test_text_that_is_elsewhere_is_not_fetched():
    found = the_story("feed", atom('<title>T</title><content src="https://example.org/a"/>'))
    assert (found.body, found.notices) == ("", ("its text is elsewhere, and nothing is fetched",))


def test_empty_language_says_that_it_is_not_known():
    entry = '<title>T</title><content xml:lang="">Text.</content>'
    assert the_story("feed", atom(entry)).language is None


@pytest.mark.parametrize(
    "content",
    [
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://my.netscape.com/rdf/simple/0.9/"><item><title>T</title></item></rdf:RDF>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><item><title>T</title></item></rdf:RDF>',
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://example.org/rss-0.91.dtd">'
        '<rss version="0.91"><channel><item><title>T</title></item></channel></rss>',
        '<rss version="0.92"><channel><item><title>T</title></item></channel></rss>',
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title></entry></feed>',
        '\n\n<?xml version="1.0"?><rss><channel><item><title>T</title></item></channel></rss>',
    ],
)
def test_every_dialect_is_read(content):
    assert the_story("feed", content).title == "T"


def test_entry_with_nothing_is_a_flaw_of_its_line():
    _, flaw = found_in("feed", rss("<title>T</title>", "<category>x</category>"))
    assert flaw == Flaw(2, 4, None, "the entry has neither title, text nor address")


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(10))


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (f"<!DOCTYPE rss [{BOMB}]><rss>&e9;</rss>", 1, "declares the entity “e0”"),
        (
            '<!DOCTYPE rss [\n<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
            2,
            "declares the entity “x”",
        ),
        (
            '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]><rss/>',
            1,
            "declares the entity “x”",
        ),
        (
            '<!DOCTYPE rss SYSTEM "x.dtd"><rss>\n&nowhere;</rss>',
            2,
            "the entity “nowhere” is not declared",
        ),
        ("<rss>\n&nowhere;</rss>", 2, "not XML: undefined entity"),
        ("<rss>\n<channel></rss>", 2, "not XML: mismatched tag"),
        ("<rss>\n<item><title>cut", 2, "the file ends within an element: it was cut"),
        ("<rss>" + "<a>" * 300, 1, "elements are nested more than 200 deep"),
        ("<rss>\n\x01</rss>", 2, "not XML: not well-formed (invalid token)"),
        ("<rss>\n<a>\x00</a></rss>", 2, "a NUL character, which no text holds"),
        (
            '<?xml version="1.0" encoding="utf-8"?>\n<rss>caf\xe9</rss>'.encode("latin-1"),
            2,
            "not UTF-8: byte 0xe9",
        ),
        ('<?xml version="1.0" encoding="sonnet"?><rss/>', 1, "declares the encoding “sonnet”"),
        (" \n ", None, "the file is empty"),
    ],
)
def test_unsafe_or_broken_xml_is_refused_with_its_line(content, line, reason):
    found_line, found_reason = refused(content)
    assert found_reason.startswith(reason)
    assert found_line == line


WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]


@pytest.mark.parametrize("name", WIDE)
def test_wide_encodings_are_recognised(name):
    content = '<?xml version="1.0" encoding="utf-16"?><rss><item><title>é</title></item></rss>'
    assert the_story("feed", content.encode(name)).title == "é"


REFUSED = {
    "encoding/http_text_xml_charset_2.xml": (13, "not UTF-8: byte 0xa3"),
    "illformed/chardet/big5.xml": (7, "not UTF-8: byte 0xa7"),
    "illformed/chardet/gb2312.xml": (9, "not UTF-8: byte 0xb2"),
    "illformed/chardet/shiftjis.xml": (8, "not UTF-8: byte 0x82"),
    "illformed/rss_incomplete_cdata.xml": (
        5,
        "not XML: XML or text declaration not at start of entity",
    ),
}


def test_samples_of_feedparser_are_read_or_refused():
    folder = sample("rss/feedparser")
    read, found = {}, {}
    for path in sorted(folder.rglob("*.xml")):
        name = str(path.relative_to(folder))
        try:
            read[name] = found_in("feed", path.read_bytes())
        except LoadError as error:
            found[name] = (error.line, error.reason)
    assert found == REFUSED
    assert len(read) == 87
    stories = {
        name: each for name, some in read.items() for each in some if not isinstance(each, Flaw)
    }
    assert stories["encoding/demoronize-2.xml"].title == "don’t"
    assert stories["wellformed/lang/entry_content_xml_lang_inherit_4.xml"].language == "en"
    assert stories["wellformed/rss/item_guid_conflict_link.xml"].url == "http://link.example.com/"
    assert stories["wellformed/atom10/entry_title_escaped_markup.xml"].title == "Example Atom"
    assert stories["wellformed/rss/item_description_not_a_doctype2.xml"].body == "<!DOCTYPE"


def test_sample_of_rss_parser_is_read_as_its_makers_say():
    found = the_story("feed", sample("rss/rss-parser/narro.rss").read_bytes())
    assert found.title == "FAQ for Narro"
    assert found.url == "https://www.narro.co/article/54e703933058540300000069"
    assert found.published_raw == "Fri, 20 Feb 2015 09:51:15 UTC"
    assert found.body == (
        "Listen to your reading list anywhere. Narro will take your bookmarked articles and read "
        "them back to you as a podcast.\nhttp://www.narro.co/faq"
    )
