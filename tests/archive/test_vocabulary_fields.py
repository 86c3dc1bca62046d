"""Fields of terms: a closed vocabulary holds in the database, every one on saving."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from archive.models import Change
from archive.models.base import ArchiveModel
from archive.models.fields import VocabularyField, VocabularyListField
from archive.typeids import new_uid
from tests.archive.refusals import refusal
from tests.archive.test_factories import BY_MODEL

pytestmark = pytest.mark.django_db

FIELDS: list[tuple[Any, Any]] = [
    (model, field)
    for model in apps.get_app_config("archive").get_models()
    for field in model._meta.concrete_fields
]
# What the database derives itself is no field to write.
TERMS = [
    (model, field)
    for model, field in FIELDS
    if field.serialize and isinstance(field, VocabularyField)
]
# The log of changes is written by the archive itself: it is checked in the database alone.
SAVED = [(model, field) for model, field in TERMS if issubclass(model, ArchiveModel)]


def each(fields):
    return pytest.mark.parametrize(
        ("model", "field"),
        [
            pytest.param(model, field, id=f"{model.__name__}.{field.name}")
            for model, field in fields
        ],
    )


every_term = each(SAVED)
every_closed_term = each((model, field) for model, field in SAVED if not field.vocabulary.open)
every_open_term = each((model, field) for model, field in SAVED if field.vocabulary.open)
every_needed_term = each((model, field) for model, field in SAVED if not field.null)
every_optional_term = each((model, field) for model, field in SAVED if field.null)
every_list = each(one for one in FIELDS if isinstance(one[1], VocabularyListField))


@every_term
def test_unknown_term_is_refused_on_saving(model, field):
    row = BY_MODEL[model]()
    setattr(row, field.name, "no such term")
    assert refusal(row.save)[field.name] == ["Value 'no such term' is not a valid choice."]


@every_closed_term
def test_unknown_term_of_a_closed_vocabulary_is_refused_by_the_database(model, field):
    row = BY_MODEL[model]()
    with pytest.raises(IntegrityError, match=field.column), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{field.name: "no such term"})


@every_open_term
def test_new_term_of_an_open_vocabulary_needs_no_migration(model, field):
    row = BY_MODEL[model]()
    model.objects.filter(pk=row.pk).update(**{field.name: "no such term"})
    row.refresh_from_db()
    assert getattr(row, field.name) == "no such term"


def test_unknown_operation_is_refused_in_the_log():
    change = Change(op="no such term", type="incident", uid=new_uid("inc"))
    with pytest.raises(IntegrityError, match="op"), transaction.atomic():
        change.save()


@every_needed_term
def test_missing_term_is_refused_where_one_is_needed(model, field):
    row = BY_MODEL[model]()
    for empty in (None, ""):
        setattr(row, field.name, empty)
        assert field.name in refusal(row.save)
    with pytest.raises(IntegrityError, match=field.column), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{field.name: None})


@every_optional_term
def test_unknown_is_null_and_never_an_empty_text(model, field):
    row = BY_MODEL[model]()
    setattr(row, field.name, "")
    row.save()
    row.refresh_from_db()
    assert getattr(row, field.name) is None


@every_list
@pytest.mark.parametrize(
    ("value", "message"),
    [
        (["no such term"], "no such term: not in the vocabulary {name}."),
        (["no such term", 1, None], "no such term, 1, None: not in the vocabulary {name}."),
        ([["nested"]], "['nested']: not in the vocabulary {name}."),
        ("text", "This must be a list of terms."),
        ("", "This must be a list of terms."),
        ({}, "This must be a list of terms."),
        ({"a": 1}, "This must be a list of terms."),
        (None, "This field cannot be null."),
    ],
    ids=str,
)
def test_list_of_other_things_is_refused(model, field, value, message):
    row = BY_MODEL[model]()
    setattr(row, field.name, value)
    assert refusal(row.save) == {field.name: [message.format(name=field.vocabulary.name)]}


@every_list
def test_list_keeps_the_order_of_its_terms(model, field):
    row = BY_MODEL[model]()
    terms = list(reversed(field.vocabulary.codes))[:3]
    for value in (terms, []):
        setattr(row, field.name, value)
        row.save()
        row.refresh_from_db()
        assert getattr(row, field.name) == value


@every_list
def test_list_with_a_term_twice_is_refused(model, field):
    row = BY_MODEL[model]()
    setattr(row, field.name, [field.vocabulary.codes[0]] * 2)
    assert refusal(row.save) == {field.name: ["A term is given twice."]}
