"""ninjs: every version, items with a text, and what goes with them."""

from __future__ import annotations

import json

import pytest

from archive.errors import LoadError
from archive.loaders import json_rows
from archive.loaders.documents.base import LeftOut
from archive.loaders.reading import Flaw
from archive.services.documents import SourceDocument
from tests.archive.loaders.conftest import sample
from tests.archive.loaders.documents.reading import found_in, the_story

ITEM = {
    "uri": "urn:example:1",
    "standard": {"name": "ninjs", "version": "3.0"},
    "type": "text",
    "firstCreated": "2024-08-06T09:16:30Z",
    "versionCreated": "2024-08-07T09:16:30Z",
    "language": "en-GB",
    "by": "Jane Doe",
    "headlines": [{"role": "short", "value": "Attack"}, {"role": "main", "value": "Rocket attack"}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": "One.\n\nTwo."},
        {"role": "main", "contentType": "text/html", "value": "<p>One.</p><p>Two.</p>"},
    ],
    "edNote": "Corrects the number.",
    "infoSources": [{"name": "Example Agency"}],
    "altIds": [{"role": "url", "value": "https://example.org/a"}],
}


def item(**values):
    return json.dumps({**ITEM, **values})


def test_item_says_what_is_known():
    found = the_story("ninjs", item())
    assert (found.title, found.body) == ("Rocket attack", "One.\n\nTwo.")
    assert found.published_raw == "2024-08-06T09:16:30Z"
    assert (found.byline, found.language) == ("Jane Doe", "en-GB")
    assert (found.url, found.publisher) == ("https://example.org/a", "Example Agency")
    assert found.identifiers == (("news_item", "urn:example:1"),)
    assert found.change_note == "Corrects the number."
    assert (found.is_summary, found.held_back) == (False, None)


def test_every_spelling_of_a_version_says_the_same():
    newest = the_story("ninjs", item())
    older = {key.lower(): value for key, value in ITEM.items()}
    older["bodies"] = [
        {key.lower(): value for key, value in body.items()} for body in ITEM["bodies"]
    ]
    assert the_story("ninjs", json.dumps({**older})).body == newest.body
    first = {
        "uri": "urn:example:1",
        "type": "text",
        "headline": "Rocket attack",
        "versioncreated": "2024-08-07T09:16:30Z",
        "byline": "Jane Doe",
        "body_text": "One.\n\nTwo.",
        "body_xhtml": "<p>One.</p><p>Two.</p>",
    }
    found = the_story("ninjs", json.dumps(first))
    assert (found.title, found.body, found.byline) == (newest.title, newest.body, newest.byline)
    assert found.published_raw == "2024-08-07T09:16:30Z"


def test_fuller_text_is_taken():
    bodies = [
        {"contentType": "text/plain", "value": "One."},
        {"contentType": "text/html5", "value": "<p>One, and so much more.</p>"},
    ]
    assert the_story("ninjs", item(bodies=bodies)).body == "One, and so much more."


def test_description_alone_is_a_summary():
    found = the_story("ninjs", item(bodies=[], descriptions=[{"value": "One."}]))
    assert (found.body, found.is_summary) == ("One.", True)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"pubStatus": "canceled"}, "its status is “canceled”: a draft, whatever was asked for"),
        ({"pubStatus": "usable"}, None),
        (
            {"embargoed": "2999-01-01T00:00:00Z"},
            "embargoed until 2999-01-01T00:00:00Z: a draft, whatever was asked for",
        ),
        ({"embargoed": "1999-01-01T00:00:00Z"}, None),
    ],
)
def test_what_is_not_for_the_public_is_held_back(values, why):
    assert the_story("ninjs", item(**values)).held_back == why


def test_array_lines_and_one_after_another_are_read():
    picture = json.dumps({"uri": "urn:x", "type": "picture", "headline": "P"})
    array = found_in("ninjs", f"[\n{item()},\n{picture}\n]")
    assert [type(each) for each in array] == [SourceDocument, LeftOut]
    assert array[0].line == 2
    lines = found_in("ninjs", f"{item()}\n{{]\n{item(uri='urn:example:2')}\n")
    assert [type(each) for each in lines] == [SourceDocument, Flaw, SourceDocument]
    assert (lines[1].line, lines[1].reason) == (2, "not a JSON object")


def test_associated_stories_are_stories_and_pictures_are_not():
    other = {"uri": "urn:example:2", "type": "text", "headline": "Other", "body_text": "More."}
    picture = {"uri": "urn:example:3", "type": "picture", "description_text": "A picture."}
    for some in ([other, picture], {"a": other, "b": picture}):
        found = found_in("ninjs", item(associations=some))
        assert [each.title for each in found] == ["Rocket attack", "Other"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "not JSON: "),
        ('[{"uri": "urn:x"},', "the file ends within the array: it was cut"),
        ("[" * 100_000, "objects within objects without end"),
        ('{"uri": NaN}\n\n\n{', "NaN is no JSON"),
    ],
)
def test_broken_json_is_refused(content, reason):
    with pytest.raises(LoadError) as caught:
        found_in("ninjs", content)
    assert caught.value.reason.startswith(reason)


@pytest.mark.parametrize(
    "content", [item(by="x" * 3_000_000), " " * 3_000_000 + item(), f"[{item()}]" + " " * 3_000_000]
)
def test_json_without_end_is_not_read_to_its_end(monkeypatch, content):
    monkeypatch.setattr(json_rows, "_LONGEST", 1_000_000)
    with pytest.raises(LoadError, match=r"not JSON|no object within 1,000,000 characters"):
        found_in("ninjs", f"\n{content}")


@pytest.mark.parametrize("value", [None, 17, True, [], {}, "", ["x"], [None], [{"value": 1}], "x"])
@pytest.mark.parametrize("key", [*ITEM, "associations", "descriptions", "pubStatus", "embargoed"])
def test_strange_values_are_no_traceback(key, value):
    assert len(found_in("ninjs", item(**{key: value}))) == 1


STORIES = {
    "1.4/businesswire-newsml-20130515006361.json": "en",
    "1.4/businesswire-newsml-20130605006126.json": "zh",
    "1.4/businesswire-newsml-20130612006110.json": "zh",
    "1.4/businesswire-newsml-20130731006140.json": "en",
    "1.4/ninjs-1-4-examples.json": None,
    "1.4/ninjsExComplex1.json": "en",
    "1.4/ninjsExComplex2.json": "en",
    "1.4/ninjsExMediumText1.json": "en",
    "1.4/ninjsExSimpleText1.json": None,
    "2.1/businesswire-newsml-20130605006126.json": "zh",
    "2.1/businesswire-newsml-20130731006140.json": "en",
    "2.1/ninjsExSimpleText_2.json": None,
    "2.1/ntb_text.json": "nb-NO",
    "3.0/businesswire-newsml-20130605006126.json": "zh",
    "3.0/businesswire-newsml-20130731006140.json": "en",
    "3.0/ninjsExSimpleText_3.json": None,
    "3.0/ntb_text.json": "nb-NO",
}


def test_samples_with_a_text_are_stories_and_others_are_left_out():
    folder = sample("ninjs")
    found, left = {}, set()
    for path in sorted(folder.glob("[123].*/**/*.json")):
        if path.name == "extension-schema.json":
            continue
        for each in found_in("ninjs", path.read_bytes()):
            if isinstance(each, LeftOut):
                left.add(each.what)
            else:
                found[str(path.relative_to(folder))] = each
    assert {name: story.language for name, story in found.items()} == STORIES
    assert left == {"audio", "event", "picture", "video"}
    assert found["3.0/ntb_text.json"].change_note == "Noe utvidet."
    assert found["3.0/ninjsExSimpleText_3.json"].body == found["1.4/ninjsExSimpleText1.json"].body
