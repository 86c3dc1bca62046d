"""Trying out, merging and taking back, and what is refused."""

from __future__ import annotations

import pytest
from django.db import connection

from archive.admin.merging import pair as pair_page
from archive.admin.merging import relations
from archive.models import Change
from archive.services.merging import merge
from tests.archive.admin.merging.pages import (
    DESK,
    FACTORIES,
    KINDS,
    address,
    filled,
    noun_of,
    sent,
    two,
)
from tests.archive.admin.page import fields_of
from tests.archive.test_merging import state
from tests.factories import IncidentParticipantFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@KINDS
def test_trying_out_says_what_happens_and_changes_nothing(reviewer, kind):
    goes, stays = FACTORIES[kind](), FACTORIES[kind]()
    filled(goes)
    before, last = state(), Change.objects.last().seq

    response = sent(reviewer, goes, stays, "try", reason="The same.")

    assert (response.status_code, state(), Change.objects.last().seq) == (200, before, last)
    told = {noun_of(row): (row["moved"], row["stays"]) for row in response.context["report"]}
    report = merge(goes, stays, by=None)
    nouns = {*report.moved, *report.stays}
    assert told == {noun: (report.moved[noun], report.stays[noun]) for noun in nouns}


@KINDS
def test_merge_does_what_was_tried_and_undo_restores_every_byte(reviewer, kind):
    goes, stays = FACTORIES[kind](), FACTORIES[kind]()
    filled(goes)
    filled(stays)
    before = state()
    tried = sent(reviewer, goes, stays, "try")

    response = reviewer.post(
        address(goes, stays), {**fields_of(tried), "act": "merge", "reason": "The same."}
    )

    done = f"{DESK}{kind}/{goes.uid}/done/"
    assert (response.status_code, response["Location"]) == (302, done)
    goes.refresh_from_db()
    assert goes.merged_into == stays
    entry = Change.objects.get(uid=goes.uid, op="merge")
    assert (entry.by, entry.reason) == ("rita", "The same.")
    page = reviewer.get(done).content.decode()
    assert "The same." in page
    assert f"/api/v1/{goes._meta.verbose_name_plural}/{goes.uid}/" in page

    response = reviewer.post(done, {"reason": "They are two."})

    assert response["Location"] == address(goes, stays)
    assert state() == before
    assert Change.objects.last().reason == "They are two."


@KINDS
def test_old_address_answers_301_as_long_as_the_merge_stands(reviewer, kind):
    goes, stays = FACTORIES[kind](), FACTORIES[kind]()
    plural = goes._meta.verbose_name_plural
    old = f"/api/v1/{plural}/{goes.uid}/"
    assert reviewer.get(old).status_code == 200

    sent(reviewer, goes, stays, "merge")

    answer = reviewer.get(old)
    assert answer.status_code == 301
    assert answer["Location"].endswith(f"/api/v1/{plural}/{stays.uid}/")
    reviewer.post(f"{DESK}{kind}/{goes.uid}/done/", {})
    assert reviewer.get(old).status_code == 200


def test_chosen_fields_are_taken_in_the_same_act(reviewer):
    older, newer = two(country=None)
    newer.name, newer.country, newer.sector = "Hizballah", "LB", "MIL"
    newer.save()

    sent(reviewer, newer, older, "merge", field_name="take", field_sector="keep")

    older.refresh_from_db()
    assert (older.name, older.country, older.sector) == ("Hizballah", "LB", None)
    entry = Change.objects.get(uid=older.uid, op="update", act=Change.objects.last().act)
    assert set(entry.fields) == {"name", "country", "aliases"}


def test_merge_is_of_what_was_tried_out_and_of_nothing_else(reviewer):
    older, newer = two()
    newer.sector = "MIL"
    newer.save()
    path = address(newer, older)
    before = state()
    tried = fields_of(sent(reviewer, newer, older, "try", field_sector="keep"))

    untried = reviewer.post(path, {**fields_of(reviewer.get(path)), "act": "merge"})
    otherwise = reviewer.post(path, {**tried, "field_sector": "take", "act": "merge"})

    assert (untried.status_code, otherwise.status_code, state()) == (200, 200, before)
    assert "You chose otherwise since it was tried out" in otherwise.content.decode()
    assert "You chose otherwise" not in untried.content.decode()
    assert otherwise.context["taken"] == ["Sector"]
    assert reviewer.post(path, {**fields_of(otherwise), "act": "merge"}).status_code == 302
    older.refresh_from_db()
    assert older.sector == "MIL"


def test_what_the_survivor_may_not_say_is_refused_in_words_and_the_choice_is_kept(reviewer):
    stays = PlaceFactory(name="Basra", kind="city", country="IQ", parent=None)
    goes = PlaceFactory(name="Basra", kind="city", country="IQ", parent=stays)
    line = reviewer.get(address(goes, stays)).context["lines"][-2]
    assert (line.code, line.choice) == ("parent", "keep")
    before = state()

    response = sent(reviewer, goes, stays, "merge", field_parent="take", reason="At length.")

    assert (response.status_code, state()) == (422, before)
    assert response.context["faults"] == ["parent: A place cannot lie within itself."]
    given = fields_of(response)
    assert (given["field_parent"], given["reason"]) == ("take", "At length.")


def test_a_choice_that_there_is_not_keeps_what_the_survivor_says(reviewer):
    older, newer = two()
    newer.sector = "MIL"
    newer.save()

    response = sent(reviewer, newer, older, "try", field_sector="typo")

    assert {line.code: line.choice for line in response.context["lines"]}["sector"] == "keep"


@pytest.mark.parametrize("act", ["try", "merge"])
@pytest.mark.parametrize("which", [0, 1])
def test_merge_over_what_was_changed_since_is_refused_and_nothing_is_lost(reviewer, act, which):
    older, newer = pair = two()
    path = address(newer, older)
    given = fields_of(sent(reviewer, newer, older, "try"))
    pair[which].sector = "MIL"
    pair[which].save()
    before = state()

    response = reviewer.post(path, {**given, "act": act, "reason": "Typed at length."})

    assert (response.status_code, state()) == (409, before)
    (fault,) = response.context["faults"]
    assert "was changed since you opened this page (somebody: sector)" in fault
    assert fields_of(response)["reason"] == "Typed at length."
    assert reviewer.post(path, {**fields_of(response), "act": "try"}).status_code == 200


def test_what_the_service_refuses_is_said_and_the_reason_is_kept(reviewer):
    older, newer = two()
    older.review_status = "draft"
    older.save()

    response = sent(reviewer, newer, older, "merge", reason="Typed at length.")

    assert response.status_code == 422
    assert "would find nothing" in response.context["faults"][0]
    assert fields_of(response)["reason"] == "Typed at length."
    newer.refresh_from_db()
    assert newer.merged_into is None


@pytest.mark.django_db(transaction=True)
def test_what_takes_too_long_is_taken_back_with_an_advice(reviewer, monkeypatch):
    if connection.vendor == "postgresql":
        pytest.skip("its limit is one of each query, and all of these are quick")
    older, newer = two()
    for _ in range(20):
        IncidentParticipantFactory(actor=newer)
    before = state()
    monkeypatch.setattr(pair_page, "SECONDS", 0.001)
    monkeypatch.setattr("archive.budget._SQLITE_STEPS", 1)

    response = sent(reviewer, newer, older, "try")

    assert (response.status_code, state()) == (422, before)
    assert "takes longer than a page may" in response.context["faults"][0]


def test_a_lot_on_the_side_that_goes_is_remarked(reviewer, monkeypatch):
    monkeypatch.setattr(relations, "BOUND", 2)
    older, newer = two()
    for _ in range(3):
        IncidentParticipantFactory(actor=newer)

    response = reviewer.get(address(newer, older))

    assert response.context["is_heavy"] is True
    assert reviewer.get(address(older, newer)).context["is_heavy"] is False
    (numbers,) = [
        (mine.number, theirs.number)
        for title, mine, theirs in response.context["hanging"]
        if title == "Takes part in"
    ]
    assert numbers == ("2+", "0")
