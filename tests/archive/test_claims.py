"""What is alleged, claimed or denied is so by somebody, at every moment and on every path."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from archive.models import Statement
from archive.models.claim import NEEDS_ASSERTION, Claim
from archive.vocabularies import CLAIM_STATUS
from tests.archive.refusals import refusal
from tests.factories import (
    ActorFactory,
    AffiliationFactory,
    ImportedRowFactory,
    IncidentFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    MeasureFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

CLAIM_FACTORIES: list[Any] = [
    AffiliationFactory,
    IncidentLinkFactory,
    IncidentParticipantFactory,
    MeasureFactory,
]

every_claim = pytest.mark.parametrize("make", CLAIM_FACTORIES)


@pytest.fixture
def statement():
    return StatementFactory()


@pytest.fixture
def alleged(statement):
    """An allegation that `statement` alone asserts."""
    return IncidentParticipantFactory(status="alleged", asserted_by=[statement])


def asserting(claim):
    return list(type(claim).objects.get(pk=claim.pk).asserted_by.order_by("id"))


def test_every_kind_of_claim_is_tested():
    assert {factory._meta.model for factory in CLAIM_FACTORIES} == set(Claim.__subclasses__())


@every_claim
@pytest.mark.parametrize("status", sorted(NEEDS_ASSERTION))
def test_claim_without_a_statement_is_refused(make, status):
    assert refusal(make, status=status) == {
        "status": [
            f"“{CLAIM_STATUS[status].label}” needs the statement that asserts it (asserted_by), "
            "or the imported row that does."
        ]
    }
    assert make._meta.model.objects.count() == 0


@every_claim
@pytest.mark.parametrize("status", sorted(set(CLAIM_STATUS.codes) - NEEDS_ASSERTION))
def test_claim_without_a_statement_is_fine_where_nobody_need_say_it(make, status):
    assert asserting(make(status=status)) == []


@every_claim
@pytest.mark.parametrize("status", sorted(NEEDS_ASSERTION))
def test_claim_is_saved_with_its_statements(make, status, statement):
    other = StatementFactory()
    claim = make(status=status, asserted_by=[statement, other])
    assert asserting(claim) == [statement, other]


@every_claim
def test_claim_of_an_imported_row_needs_no_statement(make):
    claim = make(status="alleged", imported_row=ImportedRowFactory())
    assert asserting(claim) == []


def test_claim_with_an_empty_list_of_statements_is_refused():
    with pytest.raises(ValidationError, match="needs the statement that asserts it"):
        IncidentParticipantFactory(status="denied", asserted_by=[])


def test_status_changes_to_alleged_only_with_a_statement(statement):
    claim = IncidentParticipantFactory()
    claim.status = "alleged"
    with pytest.raises(ValidationError, match="needs the statement that asserts it"):
        claim.save()
    claim.set_assertions([statement])
    claim.save()
    assert asserting(claim) == [statement]


def test_stored_assertions_are_enough_to_save_again(alleged, statement):
    stored = type(alleged).objects.get(pk=alleged.pk)
    stored.note = "Read twice."
    stored.save()
    assert asserting(alleged) == [statement]


def test_imported_row_is_not_taken_from_a_claim_without_a_statement():
    claim = IncidentParticipantFactory(status="alleged", imported_row=ImportedRowFactory())
    claim.imported_row = None
    with pytest.raises(ValidationError, match="needs the statement that asserts it"):
        claim.save()


NOBODY = "would be alleged by nobody; change its status first."


def the_statement(claim):
    return claim.asserted_by.get()


TAKE_THE_LAST = {
    "remove": lambda claim: claim.asserted_by.remove(the_statement(claim)),
    "remove_by_key": lambda claim: claim.asserted_by.remove(the_statement(claim).pk),
    "clear": lambda claim: claim.asserted_by.clear(),
    "set": lambda claim: claim.asserted_by.set([]),
    "set_after_clearing": lambda claim: claim.asserted_by.set([], clear=True),
    "reverse_remove": lambda claim: the_statement(claim).asserts_incidentparticipants.remove(claim),
    "reverse_clear": lambda claim: the_statement(claim).asserts_incidentparticipants.clear(),
    "reverse_set": lambda claim: the_statement(claim).asserts_incidentparticipants.set([]),
}


@pytest.mark.parametrize("way", TAKE_THE_LAST)
def test_last_statement_is_not_taken_from_an_allegation(alleged, statement, way):
    with transaction.atomic():
        refused = refusal(TAKE_THE_LAST[way], claim=alleged)
    assert refused == {"asserted_by": [f"“{alleged}” {NOBODY}"]}
    assert asserting(alleged) == [statement]


def test_one_of_two_statements_is_taken(alleged, statement):
    other = StatementFactory()
    alleged.asserted_by.add(other)
    alleged.asserted_by.remove(statement)
    assert asserting(alleged) == [other]


def test_both_of_two_statements_are_not_taken_at_once(alleged, statement):
    other = StatementFactory()
    alleged.asserted_by.add(other)
    with pytest.raises(ValidationError, match="by nobody"), transaction.atomic():
        alleged.asserted_by.remove(statement, other)
    assert asserting(alleged) == [statement, other]


@pytest.mark.parametrize("clear", [False, True])
@pytest.mark.parametrize("given", ["statements", "keys"])
def test_statements_of_an_allegation_are_exchanged(alleged, given, clear):
    others = StatementFactory.create_batch(2)
    alleged.asserted_by.set(
        others if given == "statements" else [other.pk for other in others], clear=clear
    )
    assert asserting(alleged) == others


def test_statements_of_an_allegation_are_exchanged_on_saving(alleged):
    other = StatementFactory()
    alleged.set_assertions([other])
    alleged.save()
    assert asserting(alleged) == [other]


def test_statement_is_taken_from_one_claim_while_it_asserts_another(alleged, statement):
    stated = IncidentParticipantFactory(asserted_by=[statement])
    statement.asserts_incidentparticipants.remove(stated)
    assert asserting(stated) == []
    assert asserting(alleged) == [statement]


def test_statement_is_taken_once_the_status_says_otherwise(alleged, statement):
    alleged.status = "suspected"
    alleged.save()
    alleged.asserted_by.clear()
    statement.delete()
    assert asserting(alleged) == []


@every_claim
def test_statement_that_alone_asserts_is_not_deleted(make, statement):
    claim = make(status="alleged", asserted_by=[statement])
    with pytest.raises(ProtectedError) as error, transaction.atomic():
        statement.delete()
    assert error.value.args[0] == (
        f"Nothing else asserts “{claim}”; change the status there first."
    )
    assert error.value.protected_objects == {claim}
    assert asserting(claim) == [statement]


def test_statements_that_together_alone_assert_are_not_deleted_at_once(alleged, statement):
    alleged.asserted_by.add(StatementFactory())
    with pytest.raises(ProtectedError, match="Nothing else asserts"), transaction.atomic():
        Statement.objects.all().delete()
    assert Statement.objects.count() == 2


def test_statement_is_deleted_where_another_asserts_as_well(alleged, statement):
    other = StatementFactory()
    alleged.asserted_by.add(other)
    statement.delete()
    assert asserting(alleged) == [other]


def test_statement_is_deleted_where_an_imported_row_asserts_as_well(statement):
    claim = IncidentParticipantFactory(
        status="alleged", asserted_by=[statement], imported_row=ImportedRowFactory()
    )
    statement.delete()
    assert asserting(claim) == []


def test_statement_is_deleted_where_it_asserts_what_is_stated(statement):
    claim = MeasureFactory(asserted_by=[statement])
    statement.delete()
    assert asserting(claim) == []


def test_incident_is_deleted_with_what_is_alleged_of_it(alleged, statement):
    alleged.incident.delete()
    statement.delete()
    assert not type(alleged).objects.exists()


def test_allegation_that_cannot_be_written_whole_is_not_written():
    incident, actor = IncidentFactory(), ActorFactory()
    unsaved = Statement(text="We condemn this attack", form="direct")
    with pytest.raises(ValueError, match="instance is on database"):
        IncidentParticipantFactory(
            incident=incident, actor=actor, status="alleged", asserted_by=[unsaved]
        )
    assert not incident.participants.exists()
