"""Saying that two are two, and the ways to the desk and from it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from archive.duplicates import likely_pairs, tell_apart
from archive.health import CHECKS, look
from archive.models import Actor, DistinctPair
from archive.services.merging import merge
from tests.archive.admin.merging.pages import DESK, address, sent, two
from tests.factories import ActorFactory, IncidentParticipantFactory

pytestmark = pytest.mark.django_db


def test_pair_that_is_two_is_not_suggested_again_until_that_is_taken_back(reviewer):
    older, newer = two()

    response = sent(reviewer, newer, older, "apart", reason="Party and bank.")

    assert response["Location"] == f"{DESK}?kind=actor"
    said = DistinctPair.objects.get()
    assert (said.by, said.reason) == ("rita", "Party and bank.")
    assert reviewer.get(DESK).context["pairs"] == []
    page = reviewer.get(f"{DESK}told-apart/", {"kind": "actor"})
    assert "Party and bank." in page.content.decode()
    assert "rita told them apart" in reviewer.get(address(newer, older)).content.decode()

    reviewer.post(f"{DESK}told-apart/?kind=actor", {"one": older.pk, "other": newer.pk})

    assert len(reviewer.get(DESK).context["pairs"]) == 1


@pytest.mark.parametrize("given", [{}, {"one": "1", "other": "1"}, {"one": "x", "other": "9" * 30}])
def test_taking_back_what_nobody_said_changes_nothing(reviewer, given):
    tell_apart(*two(), by="rita")

    response = reviewer.post(f"{DESK}told-apart/?kind=actor", given, follow=True)

    assert "Nobody has told these two apart." in response.content.decode()
    assert DistinctPair.objects.count() == 1


def test_other_record_is_chosen_by_typing_or_by_its_uid(reviewer):
    older, newer = two()
    unlike = ActorFactory(name="Amal")
    page = f"{DESK}actor/{older.uid}/"

    listed = reviewer.get(page)
    assert [row["url"] for row in listed.context["pairs"]] == [address(newer, older)]
    assert reviewer.get(page, {"other": unlike.pk})["Location"] == address(unlike, older)
    assert reviewer.get(page, {"uid": unlike.uid})["Location"] == address(unlike, older)
    for given in ({"uid": older.uid}, {"uid": "act_nobody"}, {"other": "", "uid": ""}):
        assert reviewer.get(page, given).status_code == 422


def test_page_of_a_record_names_those_it_looks_like(reviewer):
    older, newer = two()
    for actor, other in ((older, newer), (newer, older)):
        page = reviewer.get(reverse("admin:archive_actor_change", args=[actor.pk]))
        (row,) = page.context["merging"]["pairs"]
        assert row["other"]["record"] == other
        content = page.content.decode()
        assert f'href="{address(newer, older)}"' in content
        assert f'href="{DESK}actor/{actor.uid}/"' in content


def test_page_of_a_merged_record_leads_to_what_became_of_it(reviewer):
    older, newer = two()
    merge(newer, older, by="rita")

    page = reviewer.get(reverse("admin:archive_actor_change", args=[newer.pk])).content.decode()

    assert f'href="{DESK}actor/{newer.uid}/done/"' in page
    assert reviewer.get(address(newer, older))["Location"] == f"{DESK}actor/{newer.uid}/done/"
    assert reviewer.get(f"{DESK}actor/{older.uid}/done/").status_code == 302


def test_undo_over_a_later_change_is_refused_and_says_so(reviewer):
    older, newer = two()
    participant = IncidentParticipantFactory(actor=newer)
    merge(newer, older, by="rita")
    participant.refresh_from_db()
    participant.actor = ActorFactory()
    participant.save()

    response = reviewer.post(f"{DESK}actor/{newer.uid}/done/", {})

    assert response.status_code == 422
    assert "has been changed since" in response.content.decode()
    assert Actor.objects.get(pk=newer.pk).merged_into == older


def test_number_of_the_health_page_leads_to_the_desk_and_both_find_the_same(reviewer):
    older, newer = two()
    ActorFactory.create_batch(2, unnamed=True, name="Hezbollah")
    check = next(check for check in CHECKS if check.code == "same_name_actor")
    checkup = look(check)

    page = reviewer.get("/admin/health/").content.decode()

    assert f'href="{DESK}?kind=actor&amp;reason=same_name"' in page
    listed = set(checkup.findings.values_list("row", flat=True))
    assert listed == {older.pk, newer.pk}
    found = likely_pairs("actor", "same_name").pairs
    assert {key for pair in found for key in (pair.one, pair.other)} == listed
