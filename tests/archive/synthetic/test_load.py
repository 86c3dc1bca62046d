"""A synthetic archive as it is loaded: what was generated, by every rule, in a whole database."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from archive.errors import ArchiveError
from archive.integrity import passage_faults, rule_faults
from archive.models import Actor
from archive.models.base import ArchiveModel
from archive.synthetic.generate import generate
from archive.synthetic.load import load
from archive.synthetic.rows import ROW_TYPES, AffiliationRow
from archive.synthetic.sizes import Sizes
from tests.archive.synthetic.catalogue import catalogue, quiet
from tests.factories import ActorFactory

pytestmark = pytest.mark.django_db

INCIDENTS, SEED = 200, 3
# Read again when next asked for, instead of being kept on the instance.
DERIVED_BY_DATABASE = {"is_public"}


def plain(value):
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def stored(row):
    columns = [row.model._meta.get_field(name).attname for name in row._fields]
    found = row.model._base_manager.order_by("id").values_list(*columns)
    return [row(*map(plain, values)) for values in found]


def generated():
    rows: dict[Any, list[Any]] = {row: [] for row in ROW_TYPES}
    for _, batch in generate(Sizes.of(INCIDENTS), SEED):
        for row, some in batch.items():
            rows[row] += some
    return rows


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Load an archive once for the whole file; yield the catalogue as it was before."""
    with django_db_blocker.unblock(), transaction.atomic():
        before = catalogue()
        load(Sizes.of(INCIDENTS), SEED, quiet)
        yield before
        transaction.set_rollback(True)


def test_load_writes_what_is_generated(made):
    # Also the columns that the database derives: they come out as they were written.
    for row, rows in generated().items():
        expected = [
            each._replace(
                **{
                    name: json.loads(getattr(each, name))
                    for name in ("contexts", "speech_acts", "raw")
                    if name in row._fields
                }
            )
            for each in sorted(rows, key=lambda each: each.id)
        ]
        assert stored(row) == expected, row.__name__


def test_load_puts_back_indexes_constraints_and_triggers(made):
    assert catalogue() == made


def test_loaded_rows_name_only_rows_that_are_there(made):
    connection.check_constraints()


def test_loaded_passages_are_the_words_of_their_texts(made):
    assert list(passage_faults()) == []


def test_loaded_rows_keep_the_rules_of_their_models(made):
    for row in ROW_TYPES:
        if issubclass(row.model, ArchiveModel):
            rows = list(row.model._base_manager.all())
            before = [each.__dict__.copy() for each in rows]
            assert list(rule_faults(rows)) == []
            # Cleaning derives folded names, sort dates and hashes: they are right already.
            for each, was in zip(rows, before, strict=True):
                changed = {name for name in was if each.__dict__.get(name) != was[name]}
                # An undated affiliation is ordered by the day of coding: today, when cleaned.
                undated = row is AffiliationRow and each.edtf is None
                assert changed - DERIVED_BY_DATABASE <= ({"sort_date"} if undated else set())


def test_new_rows_can_be_added_after_load(made):
    # The next free id is behind those that were written.
    last = Actor.objects.order_by("-id").first()
    assert ActorFactory().id > last.id


def test_load_refuses_an_archive_that_is_not_empty(made):
    with pytest.raises(ArchiveError, match=rf"incidents \({INCIDENTS}\)"):
        load(Sizes.of(10), 1, quiet)
