"""Rules of every record: retracted with a reason, merged into a survivor, and what it owns."""

from __future__ import annotations

import pytest
from django.db.models import ProtectedError

from archive.models import Passage
from archive.models.base import Record
from tests.archive.refusals import refusal
from tests.archive.test_factories import BY_MODEL
from tests.factories import (
    ActorFactory,
    AliasFactory,
    ArticleFactory,
    ExternalIdFactory,
    ImportedRowFactory,
    IncidentFactory,
    IncidentParticipantFactory,
    PassageFactory,
    PlaceFactory,
    RevisionFactory,
    StatementFactory,
    StatementParticipantFactory,
)

pytestmark = pytest.mark.django_db

RECORDS = [factory for model, factory in BY_MODEL.items() if issubclass(model, Record)]

every_record = pytest.mark.parametrize(
    "make", RECORDS, ids=[factory._meta.model.__name__ for factory in RECORDS]
)


@every_record
def test_retracted_record_says_why(make):
    record = make()
    record.review_status = "retracted"
    record.retraction_reason = ""
    assert refusal(record.save) == {
        "retraction_reason": ["Say why: a retracted record needs a reason."]
    }
    record.retraction_reason = "The outlet withdrew the story."
    record.save()
    record.refresh_from_db()
    assert record.is_public is False


@every_record
def test_merged_record_names_its_survivor(make):
    survivor, merged = make.create_batch(2)
    merged.merged_into = survivor
    merged.save()
    merged.refresh_from_db()
    assert merged.survivor() == survivor
    assert survivor.survivor() == survivor
    assert (merged.is_public, survivor.is_public) == (False, True)


@every_record
def test_record_is_not_merged_into_one_that_was_merged(make):
    survivor, merged, third = make.create_batch(3)
    merged.merged_into = survivor
    merged.save()
    third.merged_into = merged
    assert refusal(third.save) == {
        "merged_into": ["That record was itself merged; name its survivor."]
    }


@every_record
def test_survivor_of_a_merge_is_not_merged_away(make):
    survivor, merged, third = make.create_batch(3)
    merged.merged_into = survivor
    merged.save()
    survivor.merged_into = third
    assert refusal(survivor.save) == {
        "merged_into": ["Others were merged into this record; merge them into its survivor first."]
    }


@every_record
def test_survivor_of_a_merge_is_not_deleted(make):
    survivor, merged = make.create_batch(2)
    merged.merged_into = survivor
    merged.save()
    with pytest.raises(ProtectedError):
        survivor.delete()


@every_record
def test_imported_row_of_a_record_is_not_deleted(make):
    row = ImportedRowFactory()
    make(imported_row=row)
    with pytest.raises(ProtectedError):
        row.delete()


@every_record
def test_record_of_a_data_set_keeps_its_row(make):
    row = ImportedRowFactory()
    record = make(imported_row=row, origin="machine", review_status="draft")
    record.refresh_from_db()
    assert (record.imported_row, record.is_public) == (row, False)


def test_deleting_an_incident_takes_its_parts_and_their_passages():
    participant = IncidentParticipantFactory()
    PassageFactory(participant=participant)
    PassageFactory(incident=participant.incident)
    ExternalIdFactory(incident=participant.incident)
    kept = PassageFactory()
    participant.incident.delete()
    assert list(Passage.objects.all()) == [kept]


@pytest.mark.parametrize(
    ("make", "owned", "name"),
    [
        (ActorFactory, IncidentParticipantFactory, "actor"),
        (ActorFactory, StatementParticipantFactory, "actor"),
        (ArticleFactory, lambda article: ActorFactory(unnamed=True, article=article), "article"),
        (PlaceFactory, lambda parent: PlaceFactory(parent=parent), "parent"),
        (RevisionFactory, PassageFactory, "revision"),
        (RevisionFactory, StatementFactory, "revision"),
        (IncidentFactory, lambda occasion: StatementFactory(occasion=occasion), "occasion"),
        (ActorFactory, lambda used_by: AliasFactory(used_by=used_by, voice="quoted"), "used_by"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_others_rest_on_is_not_deleted(make, owned, name):
    row = make()
    owned(**{name: row})
    with pytest.raises(ProtectedError):
        row.delete()


def test_article_with_a_coded_text_is_not_deleted():
    statement = StatementFactory()
    with pytest.raises(ProtectedError):
        statement.revision.article.delete()
