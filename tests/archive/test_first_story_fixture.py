"""The fixture of the first story: its text, its passages, its numbers, and what loading it does."""

from __future__ import annotations

import re
from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import call_command

from archive.folding import fold
from archive.integrity import passage_faults
from archive.loaders.documents.received import read_document
from archive.models import Passage, Revision
from tests.archive import first_story as names
from tests.archive.test_factories import FACTORIES

NATURAL = {"use_natural_primary_keys": True, "use_natural_foreign_keys": True}


def load():
    call_command("loaddata", names.FIXTURE, verbosity=0)


def dump(**options):
    out = StringIO()
    call_command("dumpdata", "archive", exclude=["archive.change"], stdout=out, **options)
    return out.getvalue()


def test_text_is_what_the_reader_finds_in_the_document(story):
    document = read_document(names.DOCUMENT)
    assert story.revision.body == document.body
    assert story.revision.sha256 == document.body_sha256
    assert story.article.title == document.title
    assert story.article.published_raw == document.published_raw


def test_revision_keeps_what_the_outlet_says_has_changed(story):
    note = story.revision.change_note
    assert note == "This story has been updated with additional developments."
    assert story.revision.body.endswith(note)
    assert story.revision.number == 1


@pytest.mark.django_db
def test_fixture_holds_as_many_rows_as_were_coded():
    load()
    rows = {
        model._meta.model_name: count
        for model in apps.get_app_config("archive").get_models()
        if (count := model._default_manager.count())
    }
    rows.pop("change", None)
    assert rows == {
        "article": 1,
        "revision": 1,
        "place": 8,
        "actor": 20,
        "alias": 39,
        "affiliation": 11,
        "incident": 10,
        "incidentplace": 8,
        "incidentparticipant": 14,
        "measure": 10,
        "incidentlink": 8,
        "statement": 11,
        "statementparticipant": 20,
        "statementlink": 3,
        "passage": 133,
    }


def test_records_are_published_and_coded_by_hand(story):
    records = [
        story.article,
        *story.incidents.values(),
        *story.statements,
        *story.actors.values(),
        *story.places.values(),
    ]
    assert Counter((one.review_status, one.origin) for one in records) == {
        ("published", "human"): 50
    }


def test_uids_are_in_the_order_of_coding(story):
    for records in (story.incidents.values(), story.statements, story.actors.values()):
        uids = [one.uid for one in records]
        assert uids == sorted(uids)


@pytest.mark.django_db
def test_passages_hold_their_exact_words():
    load()
    assert list(passage_faults()) == []
    revision = Revision.objects.get()
    inside = [match.span(1) for match in re.finditer("“([^”]*)”", revision.body)]
    for passage in Passage.objects.all():
        quoted = any(start <= passage.start and passage.end <= end for start, end in inside)
        assert passage.quoted is quoted, passage


def test_statement_is_its_content_and_nothing_twice(story):
    for statement in story.statements:
        content = [one for one in statement.passages.all() if one.role == "content"]
        outer = [
            one
            for one in content
            if not any(
                other != one and other.start <= one.start and one.end <= other.end
                for other in content
            )
        ]
        assert statement.text == " ".join(one.exact for one in outer)


def test_every_claim_leads_to_words(story):
    silent = [(str(claim), claim.note) for claim in story.claims if not list(claim.passages.all())]
    assert silent == [
        (
            f"{names.JULY_ATTACK} same place as {names.ATTACK}",
            "derived",
        ),
        (
            "US Department of Defense: Part of, United States",
            "Not said in the text, which takes it as known.",
        ),
    ]


def test_every_record_leads_to_words(story):
    for record in [*story.incidents.values(), *story.statements, *story.places.values()]:
        assert list(record.passages.all()), record
    for incident in story.incidents.values():
        for place in incident.places.all():
            assert list(place.passages.all()), place


def test_every_alias_leads_to_the_words_by_themselves(story):
    body = story.revision.body
    for actor in story.actors.values():
        for alias in actor.aliases.all():
            (passage,) = alias.passages.all()
            assert (passage.role, passage.exact) == ("mention", alias.text)
            before, after = body[: passage.start][-1:], body[passage.end :][:1]
            assert not before.isalnum()
            assert not after.isalnum()
            if alias.voice == "quoted":
                assert passage.quoted
            if alias.voice == "indirect":
                assert not passage.quoted


def test_words_of_dates_stand_in_the_text(story):
    body = f" {fold(story.revision.body)} "
    for dated in [*story.incidents.values(), *story.statements]:
        if dated.date_text is not None:
            assert f" {fold(dated.date_text)} " in body, dated


def test_what_is_alleged_names_who_alleges_it(story):
    alleged = [claim for claim in story.claims if claim.status == "alleged"]
    assert len(alleged) == 5
    for claim in alleged:
        assert list(claim.asserted_by.all()), claim


@pytest.mark.django_db
def test_fixture_is_what_dumpdata_writes():
    load()
    fixture = names.FIXTURE.read_text(encoding="utf-8")
    assert names.rows_of(dump(**NATURAL)) == names.rows_of(fixture)


@pytest.mark.django_db
def test_fixture_loaded_twice_changes_nothing():
    load()
    before = dump()
    load()
    assert dump() == before


@pytest.mark.django_db
def test_fixture_harms_no_other_record():
    for factory in FACTORIES.values():
        factory.create_batch(2)
    others = {
        model: list(model._default_manager.order_by("pk"))
        for model in apps.get_app_config("archive").get_models()
    }
    before = {model: serializers.serialize("json", rows) for model, rows in others.items()}
    load()
    load()
    for model, rows in others.items():
        stored = model._default_manager.filter(pk__in=[row.pk for row in rows]).order_by("pk")
        assert serializers.serialize("json", stored) == before[model]
