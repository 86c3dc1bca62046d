"""Damaged documents: whatever happened to one, it is taken in or refused with a reason."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import LoadError
from archive.loaders.base import Options
from archive.loaders.documents import DOCUMENT_FORMATS, load_documents
from archive.models import Article
from tests.archive.loaders.conftest import sample
from tests.archive.loaders.documents.reading import found_in
from tests.archive.loaders.documents.test_feed import atom, rss
from tests.archive.loaders.documents.test_html_page import NEWS, with_json_ld
from tests.archive.loaders.documents.test_load_documents import FRONT, ONE, RECEIVED, TWO
from tests.archive.loaders.documents.test_newsml import news
from tests.archive.loaders.documents.test_ninjs import item
from tests.archive.loaders.test_damaged import damaged

SOUND = {
    "document": RECEIVED,
    "markdown": FRONT,
    "text": "A title\n\nSome text.\n",
    "html": with_json_ld(NEWS),
    "feed": rss(ONE, TWO),
    "ninjs": f"[{item()},\n{item(uri='urn:x:2')}]",
    "newsml-g2": news(),
}
PIECES = [
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"&#xD800;",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"]]>",
    b"<!--",
]
PIECES += [b"<![CDATA[", b"---\n", b"*a", b"&a", b": ", b"\t", b"\xed\xa0\x80", b"</p>", b"<q>"]


def much_damaged(content, chance):
    content = bytearray(damaged(content, chance))
    for _ in range(chance.randint(0, 5)):
        at = chance.randrange(len(content))
        content[at:at] = chance.choice(PIECES)
    return bytes(content)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", DOCUMENT_FORMATS)
def test_damaged_document_is_taken_or_refused_and_nothing_else_happens(kind):
    sound = SOUND[kind].encode()
    assert load_documents(sound, kind, dry_run=True).refused == []
    chance = random.Random(kind)
    refused = 0
    for _ in range(60):
        options = Options(on_error=chance.choice(["skip", "stop"]))
        try:
            report = load_documents(much_damaged(sound, chance), kind, options, dry_run=True)
        except LoadError as error:
            refused += 1
            assert error.path == "document"
            continue
        assert report.rows >= len(report.refused)
        assert options.on_error == "skip" or report.refused == []
    assert refused > 0
    assert not Article.objects.exists()


@pytest.mark.parametrize("kind", DOCUMENT_FORMATS)
@given(data=st.data())
def test_any_bytes_are_read_or_refused(kind, data):
    sound = SOUND[kind].encode()
    start, end = sorted(data.draw(st.integers(0, len(sound))) for _ in range(2))
    raw = sound[:start] + data.draw(st.binary(max_size=40)) + sound[end:]
    try:
        found_in(kind, raw)
    except LoadError as error:
        assert error.reason


@pytest.mark.parametrize("kind", ["feed", "newsml-g2", "ninjs", "document"])
def test_document_that_was_cut_is_never_read_in_part(kind):
    sound = SOUND[kind].rstrip().encode()
    for end in range(1, len(sound), 7):
        with pytest.raises(LoadError):
            found_in(kind, sound[:end])


def test_damaged_samples_are_read_or_refused():
    chance = random.Random(7)
    for kind, name in (
        ("feed", "rss/trafilatura/feed2.rss"),
        ("feed", "rss/rss-parser/narro.rss"),
        ("ninjs", "ninjs/3.0/tt_event_pressconference_3.0.json"),
        ("newsml-g2", "newsml_g2/LISTING_22_Sports_story_in_NewsML-G2NITF.xml"),
        ("html", "structured_html_extruct/schema.org/CreativeWork.001.html"),
    ):
        sound = sample(name).read_bytes()
        for _ in range(20):
            try:
                found_in(kind, much_damaged(sound, chance))
            except LoadError as error:
                assert error.reason


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("feed", atom("<title>T</title>").replace("<title>", "<a>" * 10**5)),
        ("feed", f"<rss><item><title>{'x' * 11_000_000}</title></item></rss>"),
        ("feed", "<rss " + " ".join(f"a{n}=''" for n in range(10**5)) + ">"),
        ("newsml-g2", news("<inlineXML>" + "<b>" * 10**5)),
        ("ninjs", '[{"uri": ' + "[" * 10**5),
        ("ninjs", '{"uri": ' * 10**5),
        ("markdown", "---\na: " + "{a: " * 10**4 + "\n---\nText."),
        ("markdown", "---\n" + "- " * 10**4 + "\n---\nText."),
    ],
)
def test_document_made_to_exhaust_is_refused(kind, content):
    with pytest.raises(LoadError):
        found_in(kind, content)
