"""Rules of external ids and imported rows: each names one record, nothing is told twice."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from archive.models import ExternalId, ImportedRow
from archive.models.external_id import IDENTIFIABLE
from tests.archive.refusals import refusal
from tests.factories import (
    ActorFactory,
    ExternalIdFactory,
    ImportedRowFactory,
    IncidentFactory,
    PlaceFactory,
)

pytestmark = pytest.mark.django_db

LISTED = ", ".join(IDENTIFIABLE)


def test_external_id_of_nothing_is_refused():
    assert refusal(ExternalId(scheme="wikidata", value="Q1").save) == {
        "source": [f"An external id identifies exactly one of {LISTED}; it names none."]
    }


def test_external_id_of_two_records_is_refused():
    message = f"An external id identifies exactly one of {LISTED}; it names incident and place."
    external_id = ExternalId(
        scheme="wikidata", value="Q1", incident=IncidentFactory(), place=PlaceFactory()
    )
    assert refusal(external_id.save) == {"incident": [message], "place": [message]}


@pytest.mark.parametrize("name", [name for name in IDENTIFIABLE if name != "actor"])
def test_external_id_of_two_records_is_refused_by_the_database(name):
    external_id = ExternalIdFactory()
    changes = {f"{name}_id": external_id.actor_id}
    with pytest.raises(IntegrityError, match="externalid_identifies_one"), transaction.atomic():
        ExternalId.objects.filter(pk=external_id.pk).update(**changes)


def test_external_id_of_nothing_is_refused_by_the_database():
    external_id = ExternalIdFactory()
    with pytest.raises(IntegrityError, match="externalid_identifies_one"), transaction.atomic():
        ExternalId.objects.filter(pk=external_id.pk).update(actor=None)


def test_two_records_may_share_an_external_id():
    first, second = ActorFactory.create_batch(2)
    for actor in (first, second):
        ExternalIdFactory(actor=actor, value="Q47461")
    assert ExternalId.objects.filter(value="Q47461").count() == 2


def test_external_id_is_found_by_its_natural_key():
    external_id = ExternalIdFactory()
    assert ExternalId.objects.get_by_natural_key(*external_id.natural_key()) == external_id
    assert external_id.natural_key() == (
        "wikidata",
        external_id.value,
        "actor",
        external_id.actor.uid,
    )


def test_imported_row_is_hashed_whatever_the_order_of_its_columns():
    first = ImportedRowFactory(raw={"a": "1", "b": "é"})
    second = ImportedRow(
        dataset=first.dataset,
        version=first.version,
        native_id=first.native_id,
        raw={"b": "é", "a": "1"},
        crosswalk_version="1",
    )
    assert list(refusal(second.save)) == ["__all__"]
    second.raw = {"b": "e", "a": "1"}
    second.save()
    assert first.sha256 != second.sha256


def test_imported_row_is_found_by_its_natural_key():
    row = ImportedRowFactory()
    assert ImportedRow.objects.get_by_natural_key(*row.natural_key()) == row
