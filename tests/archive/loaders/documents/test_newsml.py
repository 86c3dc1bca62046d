"""NewsML-G2: items with inline text, alone or in a message."""

from __future__ import annotations

import pytest

from archive.errors import LoadError
from archive.loaders.documents.base import LeftOut
from archive.loaders.reading import Flaw
from tests.archive.loaders.conftest import sample
from tests.archive.loaders.documents.reading import found_in, the_story

NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">'
    "<body><body.head><hedline><hl1>By NITF</hl1></hedline><byline>By Jane Doe</byline></body.head>"
    "<body.content><p>One\n  two.</p><block><p>He said <q>three</q>.</p></block></body.content>"
    "</body></nitf></inlineXML>"
)


def news(content=NITF, meta="", about="<headline>Rocket attack</headline>", attributes=""):
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:example:1" '
        f'xml:lang="en" {attributes}><itemMeta><itemClass qcode="ninat:text"/>'
        f"<versionCreated>2024-08-07T09:16:30Z</versionCreated>{meta}</itemMeta>"
        f"<contentMeta>{about}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def test_item_says_what_is_known():
    found = the_story(
        "newsml-g2",
        news(
            meta="<firstCreated>2024-08-06T09:16:30+03:00</firstCreated>"
            '<provider qcode="x:y"><name>Example Agency</name></provider>'
            "<edNote>Corrects the number.</edNote><pubStatus qcode='stat:canceled'/>",
            about="<headline> Rocket\n attack</headline><by>John Roe</by><language tag='en-GB'/>",
        ),
    )
    assert (found.title, found.body) == ("Rocket attack", "One two.\n\nHe said “three”.")
    assert found.published_raw == "2024-08-06T09:16:30+03:00"
    assert (found.byline, found.language) == ("John Roe", "en-GB")
    assert (found.publisher, found.url) == ("Example Agency", None)
    assert found.identifiers == (("news_item", "urn:newsml:example:1"),)
    assert found.change_note == "Corrects the number."
    assert found.held_back == "its status is “canceled”: a draft, whatever was asked for"


def test_what_the_item_leaves_out_is_taken_from_nitf():
    found = the_story("newsml-g2", news(about=""))
    assert (found.title, found.byline, found.language) == ("By NITF", "By Jane Doe", "en")
    assert (found.publisher, found.change_note, found.held_back) == (None, None, None)


def test_two_languages_are_not_one():
    about = "<headline>T</headline><language tag='en'/><language tag='fr'/>"
    assert the_story("newsml-g2", news(about=about)).language is None


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
            "<head><title>No</title></head><body><p>One.</p><p>Two.</p></body></html></inlineXML>",
            "One.\n\nTwo.",
        ),
        (
            '<inlineXML contenttype="application/xhtml+xml">'
            '<div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></inlineXML>',
            "One.\n\nTwo.",
        ),
        (
            '<inlineData contenttype="text/plain">One &lt;two&gt;.\n\nThree.</inlineData>',
            "One <two>.\n\nThree.",
        ),
        ('<inlineData contenttype="text/html">&lt;p&gt;One.&lt;/p&gt;</inlineData>', "One."),
        (f"<inlineXML><events xmlns='urn:x'/></inlineXML>{NITF}", "One two.\n\nHe said “three”."),
    ],
)
def test_every_inline_text_is_read(content, text):
    assert the_story("newsml-g2", news(content)).body == text


def test_message_holds_many():
    message = (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><packageItem/>\n'
        f"{news()}\n{news('')}\n{news().replace('ninat:text', 'ninat:picture')}"
        "</itemSet></newsMessage>"
    )
    package, story, flaw, picture = found_in("newsml-g2", message)
    assert (package, picture) == (LeftOut("package"), LeftOut("picture"))
    assert (story.title, story.line) == ("Rocket attack", 2)
    assert flaw == Flaw(2, 4, "contentSet", "the item has no text that can be read")


def test_entities_are_refused():
    bomb = '<!DOCTYPE newsItem [<!ENTITY a "b">]>' + news()
    with pytest.raises(LoadError, match="declares the entity “a”"):
        found_in("newsml-g2", bomb)


def test_samples_are_read_left_out_or_refused():
    stories, left, flaws, refused = {}, {}, {}, {}
    for path in sorted(sample("newsml_g2").glob("*.xml")):
        number = path.name.removeprefix("LISTING_").partition("_")[0]
        try:
            for each in found_in("newsml-g2", path.read_bytes()):
                if isinstance(each, LeftOut):
                    left.setdefault(each.what, set()).add(number)
                elif isinstance(each, Flaw):
                    flaws.setdefault(number, []).append(each.column)
                else:
                    stories[number] = each
        except LoadError as error:
            refused[number] = (error.line, error.reason)
    assert refused == {
        "5": (95, "declares ISO-8859-1, but its bytes are UTF-8: say which with --encoding")
    }
    assert {number: (len(each.body), each.is_summary) for number, each in stories.items()} == {
        "2": (839, False),
        "22": (1168, False),
        "25": (287, False),
        "27": (126, True),
    }
    assert stories["2"].title == 'Fed to halt QE to avert "bubble"'
    assert stories["2"].published_raw == "2016-11-21T15:21:06-05:00"
    assert (stories["2"].byline, stories["2"].publisher) == ("Meredith Jameson", None)
    assert left == {
        "catalogue": {"13"},
        "concept": {"10", "11", "14"},
        "knowledge item": {"12", "15"},
        "package": {"23", "24", "6"},
        "picture": {"26", "3", "3A"},
        "plan": {"17", "18", "19", "20"},
        "video": {"4"},
    }
    assert flaws == {
        "1": ["contentSet"],
        "16": ["headline"],
        "21": ["contentSet"],
        "24": ["headline"] * 4,
        "29": ["headline"],
        "facet-example-2.xml": ["headline"],
        "facet-example.xml": ["headline"],
    }


def test_nitf_by_itself_tells_of_itself():
    story = the_story(
        "newsml-g2",
        '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-2.dtd"><nitf xml:lang="en"><head>'
        '<title>T</title><docdata><doc-id id-string="urn:n:7"/>'
        '<date.issue norm="20240806T091630Z"/></docdata></head><body><body.head><hedline>'
        "<hl1>Rocket attack</hl1></hedline><byline>By Jane Doe</byline></body.head>"
        "<body.content><p>One.</p><p>Two.</p></body.content></body></nitf>",
    )
    assert (story.title, story.body, story.byline) == (
        "Rocket attack",
        "One.\n\nTwo.",
        "By Jane Doe",
    )
    assert (story.published_raw, story.language) == ("20240806T091630Z", "en")
    assert story.identifiers == (("news_item", "urn:n:7"),)


@pytest.mark.parametrize(
    ("content", "column"),
    [
        ("<nitf><body><body.content><p>One.</p></body.content></body></nitf>", "hl1"),
        ("<nitf><head><title>T</title></head><body/></nitf>", "body.content"),
    ],
)
def test_nitf_without_headline_or_text_is_refused(content, column):
    (flaw,) = found_in("newsml-g2", content)
    assert isinstance(flaw, Flaw)
    assert flaw.column == column


def test_excerpt_of_an_item_is_the_nitf_in_it():
    path = "newsml_g2/LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML.xml"
    story = the_story("newsml-g2", sample(path).read_bytes())
    assert story.title.startswith("Arizona Diamondbacks (29-23)")
    assert story.body.startswith("(Sports Network) - With the Philadelphia Phillies")
