"""The fixture of the first story against its coding by hand, fact by fact."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.archive import first_story as names

CODING = Path(__file__).parents[3] / "shared" / "seed_coding.json"


@pytest.fixture(scope="module")
def coding():
    if not CODING.exists():
        if os.environ.get("CI"):
            pytest.fail(f"The coding of the first story is required in CI: {CODING}")
        pytest.skip(f"no coding to compare with: {CODING}")
    return json.loads(CODING.read_text(encoding="utf-8"))


@pytest.fixture
def ids(story, coding):
    """The coding's own ids of what the fixture holds, {uid: id}."""
    incidents = {incident["title"]: incident["id"] for incident in coding["incidents"]}
    actors = {actor["name"]: actor["id"] for actor in coding["actors"]}
    places = {place["name"]: place["id"] for place in coding["places"]}
    # A statement has no title: it is known by where its words begin.
    statements = {content(one)[0]["start"]: one["id"] for one in coding["statements"]}
    found = {one.uid: incidents[title] for title, one in story.incidents.items()}
    found |= {one.uid: actors[name] for name, one in story.actors.items()}
    found |= {one.uid: places[name] for name, one in story.places.items()}
    for one in story.statements:
        start = min(passage.start for passage in one.passages.all() if passage.role == "content")
        found[one.uid] = statements[start]
    assert len(set(found.values())) == len(found)
    return found


def content(coded):
    return [passage for passage in coded["passages"] if passage["role"] == "content"]


def date_of(row):
    day = {"earliest": row.date_earliest, "latest": row.date_latest}
    return {
        # What the coder put in brackets is not of the text; it stands in the note.
        "text": row.date_text,
        **{bound: value and value.isoformat() for bound, value in day.items()},
        "semantics": row.date_semantics,
        "basis": row.date_basis,
        "edtf": row.edtf,
    }


def coded_date(date):
    text = re.sub(r"\s*\(.*\)", "", date["text"] or "") or None
    return {**date, "text": text}


def noteless(rows):
    return [{key: value for key, value in row.items() if key != "note"} for row in rows]


def uids(rows, ids):
    return sorted(ids[row.uid] for row in rows)


def spans(passages, *names):
    return sorted(
        [{name: getattr(passage, name) for name in names} for passage in passages],
        key=lambda span: (span["start"], span["end"]),
    )


def coded_spans(passages):
    return sorted(passages, key=lambda span: (span["start"], span["end"]))


def test_article(story, coding):
    coded = coding["article"]
    article, revision = story.article, story.revision
    assert (article.title, article.published_raw, article.language) == (
        coded["title"],
        coded["published_raw"],
        coded["language"],
    )
    assert (article.source, article.byline, article.url) == (
        coded["publisher"],
        coded["byline"],
        coded["url"],
    )
    assert (revision.sha256, len(revision.body)) == (coded["body_sha256"], coded["body_length"])
    note = coded["revision_note"]
    assert revision.change_note == note["exact"] == revision.body[note["start"] : note["end"]]


def test_places(story, coding, ids):
    assert sorted(
        (ids[one.uid], one.name, one.kind, one.country) for one in story.places.values()
    ) == [(one["id"], one["name"], one["kind"], one["country"]) for one in coding["places"]]


def test_actors(story, coding, ids):
    found = [
        {
            "id": ids[actor.uid],
            **{
                name: getattr(actor, name)
                for name in ("name", "kind", "identity", "scope", "country")
            },
            "aliases": [
                {
                    "text": alias.text,
                    "used_by": alias.used_by and ids[alias.used_by.uid],
                    "voice": alias.voice,
                }
                for alias in actor.aliases.all()
            ],
        }
        for actor in story.actors.values()
    ]
    assert found == coding["actors"]


def test_affiliations(story, coding, ids):
    found = [
        {
            "actor": ids[actor.uid],
            "organisation": ids[one.organisation.uid],
            "role_title": one.role_title,
            "kind": one.kind,
            "status": one.status,
            "asserted_by": uids(one.asserted_by.all(), ids),
            "date_basis": one.date_basis,
        }
        for actor in story.actors.values()
        for one in actor.affiliations.all()
    ]
    coded = sorted(coding["affiliations"], key=lambda one: one["actor"])
    assert found == coded


def test_incidents(story, coding, ids):
    found = [
        {
            "id": ids[incident.uid],
            **{
                name: getattr(incident, name)
                for name in ("title", "kind", "event_type", "event_mode", "contexts", "modality")
            },
            "date": date_of(incident),
            "acled": [incident.acled_event_type, incident.acled_sub_event_type]
            if incident.acled_event_type
            else None,
        }
        for incident in story.incidents.values()
    ]
    parts = ("places", "participants", "measures", "passages")
    coded = [
        {key: value for key, value in one.items() if key not in parts}
        | {"date": noteless([coded_date(one["date"])])[0]}
        for one in coding["incidents"]
    ]
    assert found == coded


def test_incident_places(story, coding, ids):
    for coded, incident in zip(coding["incidents"], story.incidents.values(), strict=True):
        assert [
            {
                "place": ids[one.place.uid],
                "role": one.role,
                "geo_precision": one.geo_precision,
            }
            for one in incident.places.all()
        ] == coded["places"]


def test_participants(story, coding, ids):
    for coded, incident in zip(coding["incidents"], story.incidents.values(), strict=True):
        assert [
            {
                "actor": ids[one.actor.uid],
                "role": one.role,
                "status": one.status,
                "asserted_by": uids(one.asserted_by.all(), ids),
            }
            for one in incident.participants.all()
        ] == coded["participants"]


def test_measures(story, coding, ids):
    optional: dict[str, Any] = {"item": None, "group_text": None, "qualifier": None}
    optional |= {"preliminary": False, "asserted_by": []}
    for coded, incident in zip(coding["incidents"], story.incidents.values(), strict=True):
        found = [
            {
                name: getattr(one, name)
                for name in ("measure", "minimum", "best", "maximum", *optional)
                if name != "asserted_by"
            }
            | {"asserted_by": uids(one.asserted_by.all(), ids)}
            for one in incident.measures.all()
        ]
        assert found == [optional | one for one in coded["measures"]]


def test_incident_passages(story, coding):
    for coded, incident in zip(coding["incidents"], story.incidents.values(), strict=True):
        found = spans(incident.passages.all(), "role", "start", "end", "exact")
        assert found == coded_spans(coded["passages"])


def test_incident_links(story, coding, ids):
    found = [
        {
            "from": ids[incident.uid],
            "kind": link.kind,
            "to": ids[link.to_incident.uid],
            "basis": link.note,
        }
        for incident in story.incidents.values()
        for link in incident.links.all()
    ]
    assert found == sorted(coding["incident_links"], key=lambda link: link["from"])


def test_statements(story, coding, ids):
    optional = {"joint": False, "conditional": False, "addressee_text": None}
    plain = ("form", "speech_acts", "anonymity", "medium", "verbatim", "hedge", *optional)
    found = [
        {"id": ids[one.uid]}
        | {name: getattr(one, name) for name in plain}
        | {
            "participants": [
                {"actor": ids[part.actor.uid], "role": part.role} for part in one.participants.all()
            ],
            "date": date_of(one),
            "about": uids(one.about.all(), ids),
            "occasion": one.occasion and ids[one.occasion.uid],
            "relayed_by": one.relayed_by and ids[one.relayed_by.uid],
        }
        for one in story.statements
    ]
    coded = [
        optional
        | {key: value for key, value in one.items() if key != "passages"}
        | {"date": noteless([coded_date(one["date"])])[0]}
        for one in coding["statements"]
    ]
    assert found == coded


def test_statement_passages(story, coding):
    for coded, statement in zip(coding["statements"], story.statements, strict=True):
        found = spans(statement.passages.all(), "role", "quoted", "start", "end", "exact")
        assert found == coded_spans(coded["passages"])


def test_statement_links(story, coding, ids):
    found = [
        {"from": ids[one.uid], "kind": link.kind, "to": ids[link.to_statement.uid]}
        for one in story.statements
        for link in one.links.all()
    ]
    assert found == coding["statement_links"]


def test_every_note_of_a_date_has_one_in_the_fixture(story, coding):
    rows = [*story.incidents.values(), *story.statements]
    for coded, row in zip([*coding["incidents"], *coding["statements"]], rows, strict=True):
        bracketed = "(" in (coded["date"]["text"] or "")
        if "note" in coded["date"] or bracketed:
            assert row.date_note


def test_list_of_what_must_not_be_is_the_one_that_is_tested(coding):
    assert coding["must_not"] == [
        "I08 part_of I07",
        "I06 part_of I07",
        "any killed=0",
        "any Israel perpetrator for I03/I04",
        "any named militia",
        "I08 dated 2024-01-28/29",
        "I09 mode aerial or country IQ/SY",
        "published tz asserted",
    ]


def test_document_is_the_one_that_was_coded(coding):
    assert names.DOCUMENT.name == coding["source_file"]
