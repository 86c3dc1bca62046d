"""Rows that must be the only one of their kind: another one is refused on saving, and below."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.models.base import Identified
from archive.models.part import Part
from tests import factories
from tests.archive.test_constraints import copy_of, name_of
from tests.archive.test_factories import BY_MODEL

pytestmark = pytest.mark.django_db

UNIQUE = [
    *(
        pytest.param(factory, {}, "position", id=f"{name_of(factory)}_position")
        for factory in BY_MODEL.values()
        if issubclass(factory._meta.model, Part)
    ),
    *(
        pytest.param(factory, {}, "uid", id=f"{name_of(factory)}_uid")
        for factory in BY_MODEL.values()
        if issubclass(factory._meta.model, Identified)
    ),
    pytest.param(factories.RevisionFactory, {}, "number", id="revision_number"),
    pytest.param(factories.ImportedRowFactory, {}, "native_id", id="importedrow_once"),
    pytest.param(
        factories.StatementParticipantFactory, {"position": 9}, "role", id="participant_once"
    ),
    *(
        pytest.param(
            factories.ExternalIdFactory, {kind: factory}, "value", id=f"externalid_once_per_{kind}"
        )
        for kind, factory in (
            ("source", factories.SourceFactory),
            ("article", factories.ArticleFactory),
            ("incident", factories.IncidentFactory),
            ("statement", factories.StatementFactory),
            ("actor", factories.ActorFactory),
            ("place", factories.PlaceFactory),
        )
    ),
]


@pytest.mark.parametrize(("factory", "changes", "same"), UNIQUE)
def test_row_that_must_be_the_only_one_is_refused_twice(factory, changes, same):
    made = {name: make() for name, make in changes.items() if callable(make)}
    row = factory(**made)
    fixed = {name: value for name, value in changes.items() if not callable(value)}
    again = copy_of(row, **fixed, **({} if same == "role" else {same: getattr(row, same)}))
    with pytest.raises(ValidationError):
        again.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.bulk_create([again])
    assert type(row).objects.filter(pk=again.pk).count() == 0
