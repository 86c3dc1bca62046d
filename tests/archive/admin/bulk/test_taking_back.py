"""An edit of many is one act, which is taken back as a whole."""

from __future__ import annotations

import pytest

from archive.models import Change, Incident
from tests.archive.admin.bulk.pages import LIST, edited
from tests.factories import IncidentFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def test_edit_is_taken_back_as_a_whole(admin_client):
    incidents = IncidentFactory.create_batch(3, modality="actual")
    edited(admin_client, incidents, modality="planned")
    act = Change.objects.latest("seq").act
    address = f"{LIST}bulk/{act}/"
    shown = admin_client.get(address)

    admin_client.post(address, {"reason": "It was not so"}, follow=True)

    assert "One act: 3 incidents changed" in shown.content.decode()
    assert set(Incident.objects.values_list("modality", "version")) == {("actual", 3)}
    last = Change.objects.order_by("-seq")[:3]
    assert {(each.reason, each.by) for each in last} == {("It was not so", "admin")}
    assert len({each.act for each in last}) == 1


def test_edit_is_not_taken_back_over_what_was_changed_since(admin_client):
    one, two = IncidentFactory.create_batch(2, modality="actual")
    edited(admin_client, [one, two], modality="planned")
    act = Change.objects.latest("seq").act
    one.refresh_from_db()
    one.modality = "alleged"
    one.save()

    page = admin_client.post(f"{LIST}bulk/{act}/", {}, follow=True)

    assert "Nothing was taken back" in page.content.decode()
    two.refresh_from_db()
    assert two.modality == "planned"


def test_single_record_is_taken_back_by_its_history(admin_client):
    one, two = IncidentFactory.create_batch(2, modality="actual")
    edited(admin_client, [one, two], modality="planned")
    entry = Change.objects.filter(uid=one.uid).latest("seq")

    admin_client.post(f"{LIST}{one.pk}/history/", {"seq": entry.pk})

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.modality, two.modality) == ("actual", "planned")


def test_act_of_another_kind_has_no_page(admin_client):
    incident = IncidentFactory()
    made = Change.objects.get(uid=incident.uid)
    PlaceFactory()

    assert admin_client.get(f"{LIST}bulk/{made.act}/").status_code == 404
    assert admin_client.get("/admin/archive/place/bulk/edt_none/").status_code == 404
