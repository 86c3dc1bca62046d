"""The reading desk: passages are resized, what was done is taken back."""

from __future__ import annotations

import pytest

from archive.models import Incident, Measure, Passage, Statement
from tests.archive.admin.desk.seat import QUOTE, Desk
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_passage_is_resized_and_its_statement_follows(desk):
    desk.statement()
    passage = Passage.objects.get()

    response = desk.write(
        "resize",
        passage=passage.uid,
        was=[passage.start, passage.end],
        start=passage.start,
        end=passage.end - 1,
        exact=QUOTE[:-1],
    )

    assert response.status_code == 200, response.json()
    passage.refresh_from_db()
    assert passage.exact == QUOTE[:-1] == Statement.objects.get().text


def test_passage_that_was_moved_meanwhile_is_not_resized(desk):
    desk.statement()
    passage = Passage.objects.get()

    response = desk.write("resize", passage=passage.uid, was=[0, 1], start=0, end=1, exact="🚀")

    assert response.status_code == 422
    assert "Somebody has moved this passage" in response.json()["errors"]["__all__"][0]


def test_undo_deletes_what_was_made_and_only_that(desk):
    answer = desk.incident().json()
    measure = desk.code(
        "measure",
        "three men",
        incident=str(Incident.objects.get().pk),
        measure="killed",
        status="stated",
    ).json()

    refused = desk.write("undo", act=answer["act"])
    assert refused.status_code == 422
    assert "take the later changes back first" in refused.json()["errors"]["__all__"][0]

    assert desk.write("undo", act=measure["act"]).status_code == 200
    assert not Measure.objects.exists()
    assert Incident.objects.exists()


def test_undo_of_a_new_record_deletes_it_with_its_words(desk):
    answer = desk.incident().json()

    response = desk.write("undo", act=answer["act"])

    assert response.status_code == 200, response.json()
    assert not Incident.objects.exists()
    assert not Passage.objects.exists()


def test_undo_puts_a_resized_and_a_removed_passage_back(desk):
    desk.statement()
    passage = Passage.objects.get()
    ends = [passage.start, passage.end]
    resized = desk.write(
        "resize", passage=passage.uid, was=ends, start=ends[0], end=ends[1] - 1, exact=QUOTE[:-1]
    ).json()
    removed = desk.write("remove", passage=passage.uid).json()
    assert not Passage.objects.exists()

    assert desk.write("undo", act=removed["act"]).status_code == 200
    assert Passage.objects.get().exact == QUOTE[:-1]
    assert desk.write("undo", act=resized["act"]).status_code == 200
    assert Passage.objects.get().exact == QUOTE == Statement.objects.get().text


def test_nobody_undoes_what_somebody_else_did(desk, client):
    act = desk.incident().json()["act"]
    other = Desk(client, desk.revision, UserFactory(role="admin"))

    response = other.write("undo", act=act)

    assert (response.status_code, response.json()) == (
        403,
        {"errors": {"__all__": ["Only what you did yourself is undone here."]}},
    )
