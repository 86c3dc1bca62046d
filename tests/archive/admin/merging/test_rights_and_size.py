"""Who decides at the desk, and what its pages cost."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from archive.duplicates import tell_apart
from archive.models import DistinctPair
from archive.recording import recording
from archive.services.merging import merge
from tests.archive.admin.merging.pages import (
    DESK,
    FACTORIES,
    KINDS,
    address,
    filled,
    queries,
    sent,
    two,
)
from tests.archive.test_merging import state
from tests.factories import ActorFactory, ExternalIdFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_coder_looks_and_does_not_decide(coder):
    older, newer = two()
    path = address(newer, older)

    assert len(coder.get(DESK).context["pairs"]) == 1
    content = coder.get(path).content.decode()
    assert "You may look; reviewers merge." in content
    assert re.findall(r'name="act"', content) == []
    versions = {"seen_goes": newer.version, "seen_stays": older.version}
    for act in ("try", "merge", "apart"):
        assert coder.post(path, {**versions, "act": act}).status_code == 403
    tell_apart(older, newer, by="rita")
    given = {"one": older.pk, "other": newer.pk}
    assert coder.post(f"{DESK}told-apart/?kind=actor", given).status_code == 403
    merge(newer, older, by="rita")
    assert coder.get(f"{DESK}actor/{newer.uid}/done/").status_code == 200
    assert coder.post(f"{DESK}actor/{newer.uid}/done/", {}).status_code == 403
    assert DistinctPair.objects.count() == 1


def test_reader_is_told_that_their_account_may_not(client):
    older, newer = two()
    user = UserFactory(staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)

    for path in (DESK, f"{DESK}told-apart/", address(newer, older), f"{DESK}actor/{older.uid}/"):
        response = client.get(path)
        assert response.status_code == 403
        assert "Your account may not do this" in response.content.decode()
    page = client.get(reverse("admin:archive_actor_change", args=[older.pk]))
    assert page.context["merging"] is None
    assert "Merge desk" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    "path",
    ["actor/act_nobody/", "source/act_nobody/", "actor/act_nobody/act_nobody/", "actor/x/done/"],
)
def test_address_of_nothing_is_404(reviewer, path):
    assert reviewer.get(f"{DESK}{path}").status_code == 404


def test_a_record_is_no_pair_with_itself(reviewer):
    actor = ActorFactory()

    assert reviewer.get(address(actor, actor)).status_code == 404


def test_an_act_that_there_is_not_does_nothing(reviewer):
    older, newer = two()
    before = state()

    response = sent(reviewer, newer, older, "typo")

    assert (response.status_code, state()) == (422, before)


@KINDS
def test_desk_of_30_pairs_costs_what_one_of_1_does(reviewer, kind, monkeypatch):
    monkeypatch.setattr("archive.admin.merging.desk.AT_ONCE", 100)

    def make(number: int) -> None:
        with recording():  # one act writes the log once
            for at in range(number):
                for record in FACTORIES[kind].create_batch(2):
                    ExternalIdFactory(**{kind: record}, scheme="wikidata", value=f"Q{number}-{at}")

    make(1)
    one = queries(reviewer, f"{DESK}?kind={kind}")
    make(29)

    assert queries(reviewer, f"{DESK}?kind={kind}") == one
    assert len(reviewer.get(f"{DESK}?kind={kind}").context["pairs"]) == 30


@KINDS
def test_pair_with_30_of_each_costs_what_one_with_1_does(reviewer, kind):
    goes, stays = FACTORIES[kind](), FACTORIES[kind]()
    filled(goes)
    one = queries(reviewer, address(goes, stays))
    with recording():
        for _ in range(29):
            filled(goes)

    assert queries(reviewer, address(goes, stays)) == one


def test_list_of_pairs_told_apart_costs_the_same_for_20_as_for_1(reviewer):
    tell_apart(*two(), by="rita")
    path = f"{DESK}told-apart/?kind=actor"
    one = queries(reviewer, path)
    with recording():
        for _ in range(19):
            tell_apart(*two(), by="rita")

    assert queries(reviewer, path) == one
    assert len(reviewer.get(path).context["rows"]) == 20
